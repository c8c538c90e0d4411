"""Changes in words: to chairs before, to everybody once after."""

from dataclasses import replace

from chatbot.core.agenda import Address, Agenda, Item, Person
from chatbot.core.commands import Offer
from chatbot.core.session import decide, evolve_all
from chatbot.messages import plain
from chatbot.wording import not_brought, offered
from tests.wording.stage import AGENDA, CHAT, TERO, Stage, lines

URL = "https://example.org/agenda.md"
WELCOME, PAYLOADS, DIET, MIC = AGENDA.items
NEW = replace(
    AGENDA,
    items=(
        WELCOME,
        replace(DIET, minutes=20, slides="https://s.example/2"),
        replace(PAYLOADS, title="Child Payloads, again", presenters=(Person("Bo"),)),
        Item("Quantum", 30, presenters=(Person("Cy"), Person("Di"))),
    ),
    links=(*AGENDA.links, Address("Chat", "https://c.example/")),
)


def offer(stage: Stage, agenda: Agenda, *remarks: str, imported: bool = False) -> Stage:
    """The stage after the agenda was read somewhere."""
    events = decide(stage.session, Offer(agenda, URL, remarks), TERO if imported else None, stage.now)
    stage.before, stage.events = stage.session, events
    stage.session = evolve_all(stage.session, events)
    return stage


def shown(stage: Stage) -> str:
    return plain(offered(stage.session, CHAT, stage.now))


CHANGES = lines(
    "- Changed: links",
    "- Moved: Diet ESP from 3 to 2",
    "- Diet ESP: 25 min, not 15 min",
    "- Diet ESP: other slides",
    "- Renamed, 3: Child Payloads is now Child Payloads, again",
    "- Child Payloads, again: Bo, not Paul Wouters",
    "- New at 4: Quantum – Cy, Di, 30 min",
    "- Dropped: Open Mic",
)


def test_chairs_see_what_changed_and_how_to_take_it() -> None:
    assert shown(offer(Stage(), NEW)) == lines(
        f"The agenda has changed at its source, {URL}:",
        CHANGES,
        "accept puts that in force, decline leaves it.",
    )


def test_everybody_is_told_once_what_is_in_force() -> None:
    stage = offer(Stage(), NEW).does(TERO, "accept")

    assert stage.told() == (lines("The agenda has changed:", CHANGES), True)


def test_what_has_begun_is_named_apart() -> None:
    stage = offer(Stage().at(7), replace(AGENDA, items=(WELCOME, replace(PAYLOADS, minutes=5), DIET)))

    assert shown(stage) == lines(
        f"The agenda has changed at its source, {URL}:",
        "- Dropped: Open Mic",
        "Not changed, as it has begun or is over:",
        "- Child Payloads: 5 min, not 15 min",
        "accept puts that in force, decline leaves it.",
    )
    assert stage.does(TERO, "yes").told() == (
        lines(
            "The agenda has changed:",
            "- Dropped: Open Mic",
            "Not changed, as it has begun or is over:",
            "- Child Payloads: 5 min, not 15 min",
        ),
        True,
    )


def test_times_of_the_session_and_people_left_out_are_told() -> None:
    new = replace(
        AGENDA,
        start=AGENDA.start.replace(minute=45),
        end=AGENDA.start.replace(hour=23),
        items=(WELCOME, replace(PAYLOADS, presenters=()), DIET, MIC, Item("Late", 0)),
    )

    assert shown(offer(Stage(), new)).splitlines()[1:5] == [
        "- Start: Wed 26 Jul 2023, 15:45, not Wed 26 Jul 2023, 15:30",
        "- End: Wed 26 Jul 2023, 16:30, not none stated",
        "- Child Payloads: nobody named, not Paul Wouters",
        "- New at 5: Late",
    ]


def test_many_changes_are_counted() -> None:
    new = replace(AGENDA, items=(*AGENDA.items, *(Item(f"{number} {number:b}", 1) for number in range(20))))

    told = shown(offer(Stage(), new)).splitlines()
    assert (len(told), told[16]) == (18, "- … and 5 more.")


def test_an_import_shows_the_table_with_numbers_and_what_to_look_at() -> None:
    stage = offer(Stage(), replace(AGENDA, items=(PAYLOADS, MIC)), "Line 3: look here.", imported=True)
    message = offered(stage.session, CHAT, stage.now)

    assert stage.told() == (plain(message), False)
    assert plain(message) == lines(
        f"Read from {URL}; nothing is in force yet:",
        "1  Child Payloads  Paul Wouters  15",
        "2  Open Mic",
        "- Line 3: look here.",
        "Say accept, decline, or put it right first, as in edit 4 minutes 15 or omit 7.",
    )


def test_many_remarks_are_counted() -> None:
    stage = offer(Stage(), NEW, *(f"Look {number}." for number in range(20)), imported=True)

    assert "… and 5 more to look at." in shown(stage)


def test_an_offer_that_is_edited_is_shown_again() -> None:
    told = offer(Stage(), NEW, imported=True).does(TERO, "edit 4 minutes 15").told()

    assert told
    assert "4  Quantum  Cy, Di  15" in told[0]
    assert told[1] is False


def test_declining_is_confirmed_alone() -> None:
    assert offer(Stage(), NEW).does(TERO, "no").told() == ("The agenda stays as it is.", False)


def test_an_offer_of_the_same_changes_nothing() -> None:
    told = offer(Stage(), AGENDA, imported=True).does(TERO, "accept").told()

    assert told == ("Nothing of the agenda has changed.", True)


def test_why_nothing_can_be_taken() -> None:
    assert Stage().refused(TERO, "accept") == "No other agenda is offered; import ADDRESS reads one."
    one = offer(Stage(), replace(AGENDA, items=(MIC,)))
    assert one.refused(TERO, "omit 1") == "No item would be left on the agenda; decline leaves it as it is."
    assert plain(not_brought("No host is known.")) == "Nothing was imported: No host is known."
