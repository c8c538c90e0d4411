"""Another agenda is offered, put right, and taken without touching what has begun."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chatbot.core.agenda import Agenda, Item, Participant, Role
from chatbot.core.commands import Accept, Agree, Decline, Drop, EditOffered, Hold, Import, Offer, OmitOffered, Revise
from chatbot.core.errors import (
    AlreadyOver,
    NotAChair,
    NothingLeft,
    NothingOffered,
    OfferChanged,
    OfferUnseen,
    OutOfRange,
    Refused,
)
from chatbot.core.events import AgendaMerged, AgendaOffered, OfferDeclined
from chatbot.core.session import Session, not_overtaken
from chatbot.core.session.state import Offered
from chatbot.core.volunteers import Roster
from chatbot.core.volunteers.crew import Question
from tests.core.build import ANN, BOB, NOTE_TAKERS, YOAV, Run, agenda_of, at, plan_run, play, refusal

OLD = agenda_of()
EXTRA = Item("Something new", 20)
NEW = replace(OLD, items=(OLD.items[2], OLD.items[0], EXTRA))
URL = "https://example.org/agenda.md"
BEFORE = plan_run(OLD)
RUNNING = play(OLD, at("15:41"))


def offered(run: Run, agenda: Agenda = NEW) -> Run:
    """The run after the source of its agenda changed."""
    return run.say(run.journal[-1].at, None, Offer(agenda, URL))


def imported(run: Run, agenda: Agenda = NEW) -> Run:
    """The run after Ann imported an agenda."""
    return run.say(run.journal[-1].at, ANN, Offer(agenda, URL, ("Look.",)))


def titles(session: Session) -> list[tuple[int, str, int]]:
    return [(slot.key, slot.item.title, slot.item.minutes) for slot in session.slots]


def test_an_offer_changes_nothing_yet() -> None:
    run = imported(BEFORE)

    assert run.session == replace(BEFORE.session, offered=Offered(NEW, URL, NEW.items, ("Look.",), ANN), offers=1)


def test_what_is_accepted_is_in_force() -> None:
    run = imported(BEFORE).say(at("12:00"), ANN, Accept())

    assert titles(run.session) == [(3, "Talk 3", 15), (1, "Talk 1", 10), (4, "Something new", 20)]
    assert (run.session.agenda, run.session.keys, run.session.offered) == (NEW, (3, 1, 4), None)
    assert run.session.free_key == 5


def test_a_chair_does_not_accept_what_another_alone_has_seen() -> None:
    run = imported(offered(BEFORE))

    assert refusal(run.session, YOAV, Accept(), at("12:00")) == OfferUnseen(ANN)
    assert refusal(run.session, YOAV, Agree(), at("12:00")) == OfferUnseen(ANN)
    again = run.say(at("12:01"), YOAV, Offer(NEW, URL))
    assert refusal(again.session, ANN, Accept(), at("12:02")) == OfferUnseen(YOAV)
    assert again.say(at("12:02"), YOAV, Accept()).session.agenda == NEW


def test_a_chair_accepts_from_another_chat_what_was_imported_in_one() -> None:
    elsewhere = Participant("slack:U1", "Ann on Slack")

    assert imported(BEFORE).say(at("12:00"), elsewhere, Accept()).session.agenda == NEW


def test_what_changed_a_moment_ago_is_not_accepted_unseen() -> None:
    first = offered(BEFORE)
    changed = first.say(at("11:59"), None, Offer(replace(NEW, items=NEW.items[:2]), URL))

    assert first.say(at("11:59"), YOAV, Accept()).session.agenda == NEW
    assert refusal(changed.session, YOAV, Accept(), at("11:59") + timedelta(seconds=19)) == OfferChanged()
    assert len(changed.say(at("11:59") + timedelta(seconds=20), YOAV, Accept()).session.slots) == 2


@pytest.mark.parametrize("command", [Accept(), Agree()])
def test_what_changed_before_a_word_was_heard_is_not_accepted_unseen(command: Accept | Agree) -> None:
    first = offered(BEFORE)
    changed = first.say(at("11:59"), None, Offer(replace(NEW, items=NEW.items[:2]), URL)).session
    asked = replace(changed, crew=replace(changed.crew, questions=(Question(BOB, "scribe"),)))

    not_overtaken(first.session, command, at("11:58"), at("12:10"))
    not_overtaken(changed, command, at("12:00"), at("12:10"))
    not_overtaken(asked, Agree(), at("11:58"), at("12:10"))
    with pytest.raises(Refused) as caught:
        not_overtaken(changed, command, at("11:58"), at("12:10"))
    assert caught.value.reason == OfferChanged()


def test_a_key_is_never_used_again() -> None:
    run = imported(BEFORE).say(at("12:00"), ANN, Accept())
    again = imported(run, OLD).say(at("12:01"), ANN, Accept())

    assert titles(again.session) == [(1, "Talk 1", 10), (5, "Talk 2", 5), (3, "Talk 3", 15)]
    assert again.session.free_key == 6


def test_what_has_begun_stays_and_the_start_with_it() -> None:
    later = replace(NEW, start=at("16:00"))
    run = offered(RUNNING, later).say(at("15:42"), ANN, Accept())

    assert titles(run.session) == [(1, "Talk 1", 10), (2, "Talk 2", 5), (3, "Talk 3", 15), (4, "Something new", 20)]
    assert run.session.current == RUNNING.session.current
    assert run.session.agenda == NEW


def test_before_the_start_its_time_moves() -> None:
    called = replace(BEFORE, session=replace(BEFORE.session, start_called=True))
    run = offered(called, replace(OLD, start=at("16:00"))).say(at("12:00"), ANN, Accept())

    assert (run.session.opens_at, run.session.start_called) == (at("16:00"), False)


def test_who_signed_up_keeps_the_place_when_roles_change() -> None:
    run = offered(BEFORE, replace(OLD, roles=(NOTE_TAKERS,))).say(at("12:00"), ANN, Accept())
    more = offered(run, replace(OLD, roles=(NOTE_TAKERS, Role("scribe", 1)))).say(at("12:01"), ANN, Accept())

    assert run.session.rosters == (Roster("note taker", 2),)
    assert more.session.rosters == (Roster("note taker", 2), Roster("scribe", 1))


def test_an_item_of_an_offer_gets_other_minutes() -> None:
    run = imported(BEFORE).say(at("12:00"), ANN, EditOffered(3, 15)).say(at("12:01"), ANN, Accept())

    assert titles(run.session)[2] == (4, "Something new", 15)
    assert run.session.agenda.items == NEW.items, "what the source says is kept, to see its next change"


def test_an_item_of_an_offer_is_left_out() -> None:
    run = imported(BEFORE).say(at("12:00"), ANN, OmitOffered(2)).say(at("12:01"), ANN, Accept())

    assert titles(run.session) == [(3, "Talk 3", 15), (4, "Something new", 20)]
    assert run.session.keys == (3, 0, 4)


def test_what_was_edited_stays_edited_when_the_source_changes_elsewhere() -> None:
    run = imported(BEFORE).say(at("12:00"), ANN, EditOffered(3, 15)).say(at("12:01"), ANN, OmitOffered(2))
    run = run.say(at("12:02"), ANN, Accept())
    next_time = replace(NEW, items=(replace(NEW.items[0], minutes=5), *NEW.items[1:]))
    run = offered(run, next_time).say(at("12:03"), ANN, Accept())

    assert titles(run.session) == [(3, "Talk 3", 5), (4, "Something new", 15)]


def test_what_is_declined_is_gone() -> None:
    run = imported(BEFORE).say(at("12:00"), ANN, Decline())

    assert run.journal[-1] == OfferDeclined(at=at("12:00"), by=ANN)
    assert run.session == replace(BEFORE.session, offers=1)


@pytest.mark.parametrize("command", [Accept(), Decline(), EditOffered(1, 5), OmitOffered(1)])
def test_without_an_offer_there_is_nothing_to_say_of_it(command: Accept | Decline | EditOffered | OmitOffered) -> None:
    assert refusal(BEFORE.session, ANN, command, at("12:00")) == NothingOffered()


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (EditOffered(4, 5), OutOfRange(1, 3)),
        (EditOffered(0, 5), OutOfRange(1, 3)),
        (EditOffered(1, 1441), OutOfRange(0, 1440)),
        (OmitOffered(4), OutOfRange(1, 3)),
    ],
)
def test_numbers_that_cannot_be_meant_are_refused(command: EditOffered | OmitOffered, reason: OutOfRange) -> None:
    assert refusal(imported(BEFORE).session, ANN, command, at("12:00")) == reason


def test_the_last_item_is_not_left_out() -> None:
    one = imported(BEFORE, replace(OLD, items=(EXTRA,)))

    assert refusal(one.session, ANN, OmitOffered(1), at("12:00")) == NothingLeft()
    assert refusal(one.session, ANN, Offer(replace(OLD, items=()), URL), at("12:00")) == NothingLeft()


def test_an_agenda_is_not_emptied() -> None:
    run = imported(BEFORE).say(at("12:00"), ANN, OmitOffered(2)).say(at("12:01"), ANN, Accept())
    only_the_one_left_out = offered(run, replace(NEW, items=(NEW.items[1],)))

    assert refusal(only_the_one_left_out.session, ANN, Accept(), at("12:02")) == NothingLeft()


def test_only_chairs_import_and_not_once_it_is_over() -> None:
    assert refusal(BEFORE.session, BOB, Import(URL), at("12:00")) == NotAChair()
    assert BEFORE.say(at("12:00"), ANN, Import(URL)) == BEFORE
    assert refusal(play(OLD, at("17:00")).session, ANN, Import(URL), at("17:00")) == AlreadyOver()
    assert refusal(play(OLD, at("17:00")).session, None, Offer(NEW, URL), at("17:00")) == AlreadyOver()


def test_a_source_waits_for_the_end_of_a_hold() -> None:
    held = RUNNING.say(at("15:42"), ANN, Hold())

    assert offered(held) == held


def test_a_source_waits_while_a_chair_is_at_work_on_an_offer() -> None:
    run = imported(BEFORE)

    assert offered(run, replace(OLD, title="Other")) == run


def test_a_source_that_is_as_before_takes_its_offer_back() -> None:
    run = offered(BEFORE)

    assert offered(BEFORE, OLD) == BEFORE
    assert offered(run) == run
    assert isinstance(offered(run, OLD).journal[-1], OfferDeclined)


def test_a_chair_who_imports_the_same_again_sees_it_again() -> None:
    assert isinstance(imported(imported(BEFORE)).journal[-1], AgendaOffered)


def test_what_was_merged_is_not_undone_by_the_file_being_read_again() -> None:
    run = imported(BEFORE).say(at("12:00"), ANN, Accept())

    assert run.say(at("12:01"), None, Revise(OLD)) == run
    assert run.say(at("12:01"), None, Revise(NEW)) == run
    assert run.say(at("12:01"), None, Revise(replace(OLD, title="Other"))).session.agenda.title == "Other"


def test_merging_gives_nothing_to_announce_by_itself() -> None:
    run = imported(BEFORE).say(at("12:00"), ANN, Accept())

    assert isinstance(run.journal[-1], AgendaMerged)
    assert run.said == ()


def test_drop_by_who_imported_is_about_what_is_offered() -> None:
    mine = imported(BEFORE).say(at("12:00"), ANN, Drop(2))
    yours = imported(BEFORE).say(at("12:00"), YOAV, Drop(2))

    assert mine.session.offered is not None
    assert [item.title for item in mine.session.offered.agenda.items] == ["Talk 3", "Something new"]
    assert [slot.key for slot in yours.session.slots] == [1, 3]


def test_item_that_an_offer_takes_away_is_kept_for_the_record_and_nothing_can_be_undone() -> None:
    run = imported(BEFORE.say(at("11:00"), ANN, Hold())).say(at("12:00"), ANN, Accept())

    assert (run.session.changes, [slot.state.value for slot in run.session.dropped]) == ((), ["dropped"])
