"""The vocabulary's packages offer all that there is, and nothing else."""

import re
from types import ModuleType
from typing import get_args

import pytest

from chatbot.core import commands, errors, events


@pytest.mark.parametrize("package", [commands, errors, events])
def test_each_name_that_is_offered_exists(package: ModuleType) -> None:
    missing = [name for name in package.__all__ if not hasattr(package, name)]

    assert missing == []


@pytest.mark.parametrize(
    ("package", "kinds"),
    [
        (commands, (*get_args(commands.Command), *get_args(commands.Query), *get_args(commands.Prompt))),
        (errors, get_args(errors.Reason)),
        (events, get_args(events.Event)),
    ],
)
def test_each_record_is_offered(package: ModuleType, kinds: tuple[type, ...]) -> None:
    left_out = [kind.__name__ for kind in kinds if kind.__name__ not in package.__all__]

    assert left_out == []


def test_tree_of_errors_names_each_reason() -> None:
    drawn = set(re.findall(r"\w+", errors.__doc__ or ""))

    assert {kind.__name__ for kind in get_args(errors.Reason)} - drawn == set()
