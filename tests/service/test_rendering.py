"""What is no longer worth saying is not said."""

from pathlib import Path

import pytest

from tests.scenarios.stage import at, small
from tests.service.stage import room

pytestmark = pytest.mark.anyio


async def test_unsent_farewell_is_dropped_when_it_is_old_news(tmp_path: Path) -> None:
    async with room(tmp_path, at(-1), small()) as stage:
        await stage.until(at(20))
    async with room(tmp_path, at(600), small()) as stage:
        await stage.until(at(600))

        assert stage.said() == []
