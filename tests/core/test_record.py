"""Records are frozen dataclasses whose methods are shared."""

from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace

import pytest

from chatbot.core.record import record


@record
class Point:
    """Where something is."""

    x: int
    y: int = 0


@record
class Other:
    """What has the same values as a point, and is none."""

    x: int
    y: int = 0


@record
class Nothing:
    """What has no values."""


@record
class NothingElse:
    """What has none either."""


@record(kw_only=True)
class Happened:
    """What all events have."""

    at: int
    by: str | None = None


@record(kw_only=True)
class Moved(Happened):
    """Something moved."""

    to: Point


@record
class Kept:
    """A secret, and how often it was looked at."""

    secret: str = field(repr=False)
    looks: int = field(default=0, compare=False)


def test_records_of_one_class_are_equal_by_their_values() -> None:
    assert Point(1) == Point(1, 0)
    assert Point(1) != Point(2)
    assert Moved(at=1, to=Point(1)) == Moved(at=1, to=Point(1))
    assert Moved(at=1, to=Point(1)) != Moved(at=1, to=Point(2))
    assert Kept("a", 1) == Kept("a", 2)


def test_records_of_two_classes_are_never_equal() -> None:
    assert len({Point(1), Other(1), Nothing(), NothingElse(), Point(1)}) == 4
    assert Point(1) not in [1, "Point(x=1, y=0)"]


def test_equal_records_have_one_hash() -> None:
    assert {hash(Point(1)), hash(Point(1, 0))} == {hash(Point(1))}
    assert hash(Kept("a", 1)) == hash(Kept("a", 2))
    assert hash(Nothing()) == hash(Nothing())


def test_records_show_their_values_as_dataclasses_do() -> None:
    @dataclass(frozen=True, slots=True)
    class Place:
        x: int
        y: int = 0

    assert repr(Point(1)).replace("Point", repr(Place(1)).partition("(")[0]) == repr(Place(1))
    assert [repr(one) for one in (Nothing(), Moved(at=1, to=Point(2)), Kept("a"))] == [
        "Nothing()",
        "Moved(at=1, by=None, to=Point(x=2, y=0))",
        "Kept(looks=0)",
    ]


def test_records_cannot_be_changed_but_replaced() -> None:
    point = Point(1)
    with pytest.raises(FrozenInstanceError):
        point.x = 2  # type: ignore[misc]

    assert (replace(point, x=2), point) == (Point(2), Point(1))
    assert not hasattr(point, "__dict__")


def test_records_are_dataclasses() -> None:
    match Moved(at=1, to=Point(2)):
        case Moved(at=1, to=Point(x, 0)):
            assert x == 2
        case _:
            pytest.fail("a record fits its pattern")

    assert is_dataclass(Moved)
    assert [one.name for one in fields(Moved)] == ["at", "by", "to"]
