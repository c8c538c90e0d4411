"""The bench of each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.outbox.stage import Bench


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    bench = Bench(tmp_path)
    await bench.database.open()
    try:
        yield bench
    finally:
        await bench.database.close()
