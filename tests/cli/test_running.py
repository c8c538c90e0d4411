"""What an operator reads when the bot starts."""

from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from chatbot.cli import running
from chatbot.core.agenda import Place
from tests.scenarios.stage import SMALL, at
from tests.service.stage import room

pytestmark = pytest.mark.anyio


async def test_session_that_is_held_on_none_of_the_chats_is_warned_of(tmp_path: Path) -> None:
    elsewhere = replace(SMALL, places=(Place("slack", "C0123ABCD"),))
    async with room(tmp_path, at(-30)) as stage:
        with capture_logs() as logs:
            left_out = await running.open_sessions(stage.bot, (elsewhere,))

    to_do = "give it a channel on console under `channels:`, or configure its chat"
    warned = {"event": "session_held_nowhere", "log_level": "warning", "session": "small", "what_to_do": to_do}
    assert (left_out, [one for one in logs if one["log_level"] != "info"]) == ((), [warned])
