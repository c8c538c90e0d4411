"""Which items people mean."""

from dataclasses import replace

import pytest

from chatbot.core.agenda import Item, Person
from chatbot.core.session.finding import slots_meant, slots_of
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
