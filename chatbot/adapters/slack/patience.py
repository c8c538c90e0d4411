"""Asking again, later each time."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from chatbot.adapters.slack.wire import translated
from chatbot.clock import sleep, wait_after
from chatbot.log import log
from chatbot.ports import InDoubt, NotSent

LONGEST_PAUSE = 60.0

Answered = TypeVar("Answered")


async def patiently(ask: Callable[[], Awaitable[Answered]]) -> Answered:
    """The answer, however long it takes; raises Rejected."""
    failures = 0
    while True:
        try:
            with translated():
                return await ask()
        except (NotSent, InDoubt) as error:
            wait = back_off(failures, getattr(error, "retry_after", None) or 0.0)
            failures += 1
            log.warning("slack_not_reachable", error=str(error), again_in=round(wait, 1))
        await sleep(wait)


def back_off(failures: int, asked: float) -> float:
    """Seconds to wait after so many failures in a row, and no less than Slack asks for."""
    return max(asked, wait_after(failures, 1.0, LONGEST_PAUSE))
