"""Loops that a defect does not end."""

from collections.abc import Awaitable, Callable
from typing import NoReturn

from chatbot.clock import doubled, sleep
from chatbot.log import log

LONGEST_WAIT = 30.0


async def endless(name: str, step: Callable[[], Awaitable[None]]) -> NoReturn:
    """Repeat `step` until cancelled; what it raises is logged and waited for, longer each time, and never the end."""
    failures = 0
    while True:
        try:
            await step()
        except Exception:
            failures += 1
            wait = doubled(failures, 0.5, LONGEST_WAIT)
            log.exception("loop_stumbled", loop=name, failures=failures, again_in=wait)
            await sleep(wait)
        else:
            failures = 0
