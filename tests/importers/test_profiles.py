"""What a group settled last time is taken over where an import leaves it open, and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, time

from chatbot.core.agenda import Agenda, Item, Mode, Person, Place, Role
from chatbot.importers.drafting import Drafted
from chatbot.importers.imported import Imported, Meeting, Slot, Warning
from chatbot.importers.profiles import Profile, known, last_of, settled

ANN, BOB = Person("Ann Bell", ("zulip:1",)), Person("Bob Young", ("zulip:2", "slack:U2"))
LAST = Agenda(
    id="last",
    title="Example WG",
    start=datetime(2026, 3, 19, 14, tzinfo=UTC),
    timezone="Asia/Kolkata",
    items=(Item("Welcome", 5), Item("Keys", 15, 5, (BOB,))),
    group="example",
    chairs=(ANN,),
    places=(Place("zulip", "example", "Interim"),),
    roles=(Role("note taker", 2),),
    mode=Mode.CHAIR,
)
PROFILE = Profile(LAST, "agendas/last.yaml")
FRESH = Agenda(
    id="fresh",
    title="Example WG",
    start=datetime(2026, 7, 21, 14, tzinfo=UTC),
    timezone="UTC",
    items=(Item("Locks", 10, presenters=(Person("Bob Young"), Person("Cleo Dern"))),),
)


def imported(*slots: Slot, meeting: Meeting = Meeting(timezone="UTC")) -> Imported:  # noqa: B008 - it is frozen
    return Imported("Markdown", "it says so", (meeting,), slots)


def test_the_profile_is_the_group_s_latest_agenda() -> None:
    older = replace(LAST, start=datetime(2025, 3, 19, tzinfo=UTC))
    other = replace(LAST, group="other", start=datetime(2027, 1, 1, tzinfo=UTC))
    agendas = [("a", older), ("b", LAST), ("c", other)]

    assert last_of(agendas, "EXAMPLE") == Profile(LAST, "b")
    assert last_of(agendas, "none") is None
    assert last_of(agendas, "") is None


def test_channels_accounts_roles_and_ways_are_taken_over_and_told() -> None:
    found = settled(Drafted(FRESH), PROFILE)

    assert found.agenda == replace(
        FRESH,
        group="example",
        chairs=(ANN,),
        places=LAST.places,
        roles=LAST.roles,
        mode=Mode.CHAIR,
        items=(Item("Locks", 10, presenters=(BOB, Person("Cleo Dern"))),),
    )
    assert found.warnings == (
        Warning(
            0,
            "profile",
            "As in the group's last agenda, agendas/last.yaml: `channels`, `volunteers`, `mode`, `chairs`, accounts of "
            "presenters; change what is different this time.",
        ),
    )


def test_what_the_import_says_stands() -> None:
    fresh = replace(FRESH, items=(Item("Locks", 10),), roles=(Role("note taker", 3),), chairs=(Person("Dan Evans"),))
    fresh = replace(fresh, places=(Place("zulip", "other"),), mode=Mode.CHAIR, group="example")

    assert settled(Drafted(fresh), PROFILE) == Drafted(fresh)


def test_a_presenter_of_last_time_does_not_become_a_chair_by_name() -> None:
    fresh = replace(FRESH, chairs=(Person("Bob Young"),))

    assert settled(Drafted(fresh), PROFILE).agenda.chairs == (Person("Bob Young"),)


def test_a_name_that_two_people_bore_gives_no_account() -> None:
    last = replace(
        LAST, items=(Item("A", 5, presenters=(BOB,)), Item("B", 5, presenters=(Person("Bob Young", ("x:3",)),)))
    )

    assert settled(Drafted(FRESH), Profile(last, "x")).agenda.items == FRESH.items


def test_names_of_last_time_are_known_on_either_side_of_a_title() -> None:
    found = known(
        imported(Slot(1, "Bob Young - Locks"), Slot(1, "Doors: ann bell"), Slot(1, "Locks - Rob Other")), PROFILE
    )

    assert [(slot.title, slot.presenters) for slot in found.slots] == [
        ("Locks", ("Bob Young",)),
        ("Doors", ("Ann Bell",)),
        ("Locks - Rob Other", ()),
    ]


def test_an_item_without_minutes_gets_those_of_last_time() -> None:
    slots = (Slot(1, "keys", line=7), Slot(1, "Keys", minutes=10), Slot(1, "Keys", start=time(15)), Slot(1, "New"))
    found = known(imported(*slots), PROFILE)

    assert [slot.minutes for slot in found.slots] == [20, 10, None, None]
    assert found.warnings == (
        Warning(7, "profile", "“keys” gets 20 min as in agendas/last.yaml; give it others if that is wrong."),
    )


def test_the_zone_settles_an_ambiguous_one_and_that_of_the_same_meeting() -> None:
    def zone(meeting: str, written: str) -> str:
        given = replace(imported(meeting=Meeting(timezone=written)), meeting=meeting)
        return known(given, PROFILE).sessions[0].timezone

    assert zone("", "IST") == "Asia/Kolkata"
    assert zone("", "") == "Asia/Kolkata"
    assert zone("IETF 126", "") == ""
    assert zone("", "BST") == "BST"
    assert zone("", "Europe/Vienna") == "Europe/Vienna"
