"""Requests to Zulip within the bot's budget: some now or not at all, some as soon as there is room."""

from typing import Any

from chatbot.adapters.zulip.pacing import Budget
from chatbot.adapters.zulip.wire import Answer, Call, Declined, Login, Pool, Throttled
from chatbot.ports import ChatError, NotSent, NotYet, Rejected

READ_SECONDS = 15.0
WRITERS = 3
LONGEST_WAIT = 60.0  # seconds, for what nobody waits for; a minute brings a whole budget back
SHORTEST_PAUSE = 1.0  # Zulip may ask for a wait of about nothing, or one that is over

Body = dict[str, Any]


class OverBudget(Throttled):
    """Zulip was not asked, for it would soon say no."""


class Requests:
    """What the bot asks of Zulip besides its events; `send_timeout` is the limit of one send, in seconds."""

    def __init__(self, login: Login, budget: Budget, send_timeout: float) -> None:
        self.pool = Pool(login, WRITERS)
        self._budget = budget
        self._send_timeout = send_timeout

    async def now(self, method: str, path: str, body: Body | None = None) -> Answer:
        """Ask within the send limit, the wait for the budget included, before what can wait."""
        return await self._ask(self._call(method, path, body), await self._budget.take(self._send_timeout * 0.2))

    async def soon(self, method: str, path: str, body: Body | None = None) -> Answer:
        """Ask within the send limit if people who wait for an answer leave room."""
        return await self._ask(self._call(method, path, body), await self._budget.share(self._send_timeout * 0.2))

    async def patiently(self, method: str, path: str, body: Body | None = None) -> Answer:
        """Ask as soon as the budget allows."""
        call = Call(method, path, body or {}, READ_SECONDS)
        return await self._ask(call, await self._budget.share(LONGEST_WAIT))

    def _call(self, method: str, path: str, body: Body | None) -> Call:
        return Call(method, path, body or {}, self._send_timeout * 0.7)

    async def _ask(self, call: Call, wait: float) -> Answer:
        if wait:
            raise OverBudget("the bot's own budget of requests is used up", wait)
        try:
            return await self.pool.call(call)
        except Throttled as error:
            self._budget.pause(error.retry_after or SHORTEST_PAUSE)
            raise


def not_done(error: Exception) -> ChatError:
    """The failure of a request that may be repeated, or surely was not done."""
    if isinstance(error, Declined):
        return Rejected(str(error))
    if isinstance(error, Throttled):
        kind = NotYet if isinstance(error, OverBudget) else NotSent
        return kind(str(error), max(SHORTEST_PAUSE, error.retry_after or 0.0))
    return NotSent(str(error))
