"""Answers to questions: said once and not kept, for the asker can ask again."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field

from chatbot.clock import doubled, sleep
from chatbot.core.agenda import Place
from chatbot.log import log
from chatbot.messages import Message
from chatbot.outbox.timing import Timing
from chatbot.ports import Chat, ChatError, NotSent, NotYet, Rejected

TRIES = 5
PATIENCE = 300.0
"""Seconds for which an answer waits for its chat to have room; nobody waits longer for one."""
WAITING_AT_MOST = 500
"""Answers waiting at once; more are dropped, for nobody waits for them any longer when their turn would come."""


@dataclass
class _Lane:
    """The answers of a lane go one after the other; `waiting` counts them."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Nod:
    """The reaction that acknowledges what was said, and what to say where it cannot be set."""

    place: Place
    ref: str
    sign: str
    reply: Place
    instead: Message


class Answers:
    """Sends answers, apart from the outbox's own sends, so that a flood of questions holds up no announcement."""

    def __init__(self, chats: Mapping[str, Chat], timing: Timing) -> None:
        self._chats = chats
        self._timing = timing
        self._lanes: dict[str, _Lane] = {}
        self.tasks: set[asyncio.Task[None]] = set()

    def say(self, place: Place, message: Message, key: str) -> None:
        """Send it in its turn; what comes of that is only logged."""
        if len(self.tasks) >= WAITING_AT_MOST:
            log.error("answer_dropped", key=key, waiting=len(self.tasks))
            return
        self._begin(self._say(place, message, key))

    def react(self, nod: Nod, key: str) -> None:
        """Set a reaction; where that cannot be done, say it."""
        self._begin(self._react(nod, key))

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _react(self, nod: Nod, key: str) -> None:
        chat = self._chats[nod.place.chat]
        try:
            await self._try(lambda: chat.react(nod.place, nod.ref, nod.sign), key)
        except Rejected as error:
            log.warning("reaction_refused", key=key, reason=str(error))
            self.say(nod.reply, nod.instead, key)

    async def _say(self, place: Place, message: Message, key: str) -> None:
        try:
            chat = self._chats[place.chat]
            name = chat.lane(place).name
            lane = self._lanes.setdefault(name, _Lane())
            lane.waiting += 1
            try:
                async with lane.turn:
                    with contextlib.suppress(Rejected):
                        await self._try(lambda: chat.post(place, message, key), key)
                    # How long the lane rests is known only now: it depends on what has just been said in it.
                    gap = chat.lane(place).gap
                    if gap and lane.waiting > 1:
                        await sleep(gap)
            finally:
                lane.waiting -= 1
                if not lane.waiting:
                    del self._lanes[name]
        except Exception:
            log.exception("answer_broke", key=key)

    async def _try(self, send: Callable[[], Awaitable[object]], key: str) -> None:
        """Send until it is done, or in doubt, or tried too often or too long; raises Rejected."""
        tries, waited = 0, 0.0
        while tries < TRIES and waited < PATIENCE:
            try:
                async with asyncio.timeout(self._timing.send.total_seconds()):
                    await send()
            except NotSent as error:
                tries += not isinstance(error, NotYet)
                wait = error.retry_after if error.retry_after is not None else doubled(tries, 0.5, PATIENCE)
                log.warning("answer_put_off", key=key, seconds=wait, reason=str(error))
            except (ChatError, TimeoutError) as error:
                log.warning("answer_lost", key=key, reason=str(error))
                if isinstance(error, Rejected):
                    raise
                return
            else:
                return
            if tries < TRIES:
                await sleep(wait)
                waited += wait
        log.error("answer_given_up", key=key)
