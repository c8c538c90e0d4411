"""What a chat's adapter remembers, kept in memory: the port `Memory` without a database."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from chatbot.core.agenda import Place


class FakeMemory:
    """Memory for one process; `position` is what was noted, and the rest is what a test puts there."""

    def __init__(self, position: str = "") -> None:
        self.position = position
        self.places: dict[str, Place] = {}
        self.held: set[str] = set()
        self.standing: list[str] = []
        self.deleted: list[str] = []

    async def take_over(self) -> str:
        return self.position

    async def keep(self) -> None:
        await asyncio.Event().wait()

    async def note(self, position: str) -> None:
        self.position = position

    async def release(self) -> None: ...

    async def anchors(self) -> Mapping[str, Place]:
        return dict(self.places)

    async def moved(self, old: Place, new: Place, refs: Sequence[str], *, whole: bool) -> bool:
        moving = [ref for ref, place in self.places.items() if place == old and ref in refs]
        self.places |= dict.fromkeys(moving, new)
        return bool(moving)

    async def lost(self, refs: Sequence[str]) -> bool:
        lost = [ref for ref in refs if ref in self.places]
        self.places |= {ref: replace(self.places[ref], channel="") for ref in lost}
        return bool(lost)

    async def adrift(self, ref: str) -> None:
        self.places.pop(ref, None)

    async def channels(self) -> frozenset[str]:
        return frozenset(self.held | {place.channel for place in self.places.values()})

    async def offers(self) -> tuple[str, ...]:
        return tuple(self.standing)

    async def gone(self, ref: str) -> None:
        self.deleted.append(ref)
