"""The clock's moments, over restarts and absences."""

from pathlib import Path

import pytest

from tests.scenarios.stage import at, small
from tests.service.stage import room

pytestmark = pytest.mark.anyio


async def test_restart_neither_repeats_nor_forgets(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(6))
        before = stage.said()
    async with room(tmp_path, at(7), small()) as stage:
        await stage.until(at(7))
        between = stage.said()
        await stage.until(at(15))

        assert (before[-1], between, stage.said()) == (
            "14:06:00 bot: Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee",
            [],
            ["14:15:00 bot: Now: Draft Two – Dee (15 min, until 14:30); next: Open Mic"],
        )


async def test_after_an_absence_the_current_item_alone_is_announced_as_late(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(1))
    async with room(tmp_path, at(17), small()) as stage:
        await stage.until(at(17))

        assert stage.said() == [
            "14:17:00 bot: (late: began 14:15) Now: Draft Two – Dee (15 min, until 14:30); next: Open Mic"
        ]


async def test_heads_up_is_told_once_over_a_restart(tmp_path: Path) -> None:
    async with room(tmp_path, at(-20), small()) as stage:
        await stage.until(at(-5))
        before = stage.told()
    async with room(tmp_path, at(-4), small()) as stage:
        await stage.until(at(-4))

        assert (len(before), before[0], stage.told()) == (
            2,
            "13:55:00 bot (to cy only): Small WG: you are on in 10 min, at 14:05, with Draft One (10 min).",
            [],
        )
