"""Frozen records that are quick to load.

`@record` makes a dataclass as `@dataclass(frozen=True, slots=True)` does. That gives each class six methods of its own,
compiled one by one from texts, and the program has some 300 records: a third of the time in which it was loaded went
there. Records share those that compare, hash and show them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def record(kind: type[T], /) -> type[T]: ...
@overload
def record(*, kw_only: bool) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[Any] | None = None, /, *, kw_only: bool = False) -> Any:
    """Make the class a frozen dataclass with slots."""

    def made(kind: type[Any]) -> type[Any]:
        kept: Any = dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=kw_only)(kind)
        kept.record_values = property(_values([one.name for one in fields(kept) if one.compare]))
        kept.__eq__, kept.__hash__, kept.__repr__ = _equal, _hashed, _shown
        return kept  # type: ignore[no-any-return]

    return made if kind is None else made(kind)


def _values(names: list[str]) -> Callable[[Any], object]:
    """What gives the values that are compared."""
    return attrgetter(*names) if names else lambda _: ()


def _equal(self: Any, other: Any) -> Any:
    return self.record_values == other.record_values if other.__class__ is self.__class__ else NotImplemented


def _hashed(self: Any) -> int:
    return hash(self.record_values)


def _shown(self: Any) -> str:
    values = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(values)})"
