"""Which items people mean."""

from dataclasses import replace

import pytest

from chatbot.core.agenda import Item, Participant, Person
from chatbot.core.session.finding import slots_by_name, slots_meant, slots_of
from tests.core.build import ANN, BOB, CY, agenda_of, plan_run

ITEMS = (
    Item("Welcome and the agenda", 5, presenters=(Person("Chairs"),)),
    Item("Diet ESP", 10, presenters=(Person("José Núñez", ("zulip:3",)),), drafts=("draft-mglt-diet-esp",)),
    Item("IKEv2 over TCP", 10),
)
SESSION = plan_run(replace(agenda_of(), items=ITEMS)).session


@pytest.mark.parametrize(
    ("what", "numbers"),
    [
        ("2", [2]),
        ("item three", [3]),
        ("9", []),
        ("diet", [2]),
        ("the diet talk", [2]),
        ("jose nunez", [2]),
        ("draft-mglt-diet-esp-07", [2]),
        ("ikev2", [3]),
        ("ike", [3]),
        ("weclome", [1]),
        ("Ann", [1]),
        ("the", [1]),
        ("", []),
        ("frob", []),
    ],
)
def test_slots_meant(what: str, numbers: list[int]) -> None:
    assert [slot.key for slot in slots_meant(SESSION, what)] == numbers


def test_slots_of_a_presenter_and_of_a_chair() -> None:
    assert [[slot.key for slot in slots_of(SESSION, who)] for who in (ANN, BOB, CY)] == [[1], [2], []]


@pytest.mark.parametrize(
    ("account", "name", "numbers"),
    [
        ("zulip:9", "Zoe Example", [2]),
        ("zulip:9", "Zoë Example (Acme)", [2]),
        ("zulip:9", "Zoë", []),
        ("zulip:9", "Madonna", [3]),
        ("zulip:9", "Madonna Smith", []),  # one word alone may be anybody's
        ("zulip:9", "José Núñez", []),  # that is another account
        ("slack:U9", "José Núñez", [4]),
        ("zulip:9", "Chairs", []),
    ],
)
def test_slots_by_name(account: str, name: str, numbers: list[int]) -> None:
    presenters = (Person("Chairs"), Person("Zoë Example"), Person("Madonna"), Person("José Núñez", ("zulip:3",)))
    items = tuple(Item(f"Talk {number}", 5, presenters=(one,)) for number, one in enumerate(presenters, 1))
    session = plan_run(replace(agenda_of(), items=items)).session

    assert [slot.key for slot in slots_by_name(session, Participant(account, name))] == numbers
