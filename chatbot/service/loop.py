"""One loop: take an input or the next due moment, have it decided and committed, hand on.

Each input is one transaction that notes it, writes what it makes happen and queues what is to be said; the platform
gets its acknowledgement after that. Questions change nothing and write nothing.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import assert_never

from chatbot import wording
from chatbot.clock import sleep
from chatbot.core.agenda import Agenda, Place
from chatbot.core.commands import Offer
from chatbot.core.session import Session
from chatbot.grammar import is_bare, is_thanks
from chatbot.log import log
from chatbot.messages import Form
from chatbot.outbox import Nod, Outbox, endless
from chatbot.ports import ANSWER, Bring, ChatError, Deed, Input, Opened, Pressed, Said, ShutOut, StillOpen
from chatbot.service import chairs, offering, opening, pages
from chatbot.service.desk import Desk
from chatbot.service.hearing import Answer, hear
from chatbot.service.obeying import Wanted
from chatbot.service.pressing import press
from chatbot.service.ticking import SESSIONS_AT_ONCE, tick

QUESTIONS_KEPT = 10_000
"""Questions remembered so that a redelivered one is answered once."""
PRESS_TRIES = 4
PRESS_WAIT = 0.5
"""A press may arrive before the post that it stands on is marked: it is tried again after these seconds."""
LOCKED_WAIT = 0.05
"""A session that is due and that another process works on is looked at again after these seconds."""


class Service:
    """Runs all sessions of this process; `bring` reads the agendas that chairs import."""

    def __init__(self, desk: Desk, outbox: Outbox, bring: Bring) -> None:
        self._desk = desk
        self._outbox = outbox
        self._bring = bring
        self._wake = asyncio.Event()
        self._answered: OrderedDict[str, None] = OrderedDict()
        self.importing: set[asyncio.Task[None]] = set()

    async def take(self, given: Input) -> None:
        """Take an input; when this returns, it is committed. Raises only for our own faults, after saying so."""
        try:
            match given:
                case Said():
                    await self._said(given)
                case Pressed():
                    await self._pressed(given)
                case Opened() | StillOpen():
                    await pages.show(self._desk, given)
                case ShutOut():
                    await self._desk.database.tx(chairs.tell_shut_out, self._desk, given)
                    self._hand_on()
                case _:
                    assert_never(given)
        except Exception:
            log.exception("input_failed", event_id=given.event_id)
            if isinstance(given, Deed):
                self._outbox.answer(given.reply, wording.failed(), ANSWER + given.event_id)
            raise

    async def run(self, poll: timedelta) -> None:
        """Follow the clock until cancelled; looks for the work of other processes every `poll`."""
        await endless("clock", lambda: self._follow(poll))

    async def step(self) -> datetime | None:
        """Make happen all that the clock asks for now; returns when it asks next."""
        while True:
            moved, asked = await self._desk.database.tx(tick, self._desk)
            if moved:
                self._outbox.wake()
            if moved < SESSIONS_AT_ONCE:
                return asked

    async def next_due(self) -> datetime | None:
        """When the clock asks next."""
        return await self._desk.database.tx(self._desk.journal.next_due)

    async def open(self, agenda: Agenda, places: Sequence[Place]) -> bool:
        """Put an agenda in force at these (resolved) places; False when a started session keeps its older one."""
        in_force = await self._desk.database.tx(opening.put_in_force, self._desk, agenda, tuple(places))
        self._hand_on()
        return in_force

    async def join(self, agenda: Agenda, places: Sequence[Place]) -> None:
        """Let an open session be held at these (resolved) places, of which some could not be had before."""
        await self._desk.database.tx(opening.join, self._desk, agenda, tuple(places))
        self._hand_on()

    async def offer(self, session_id: str, prompt: Offer) -> bool:
        """Show the chairs an agenda that changed at its source; False while that has to wait."""
        taken = await self._desk.database.tx(offering.offer, self._desk, session_id, prompt)
        self._hand_on()
        return taken

    async def tell_unreadable(self, session_id: str, reason: str, since: datetime) -> None:
        """Tell the chairs, once, that the session's source has given no agenda since then."""
        await self._desk.database.tx(chairs.tell_unreadable, self._desk, session_id, reason, since)
        self._hand_on()

    async def session(self, session_id: str) -> Session | None:
        """The session as it stood at its last event."""
        kept = await self._desk.database.tx(self._desk.journal.load, session_id)
        return kept.session if kept else None

    async def _said(self, said: Said) -> None:
        if said.event_id in self._answered or not (said.addressed or is_bare(said.text)) or is_thanks(said.text):
            return
        outcome = await self._desk.database.tx(hear, self._desk, said)
        match outcome:
            case Answer(place, message):
                self._note_answered(said)
                self._outbox.answer(place, message, ANSWER + said.event_id)
            case Form():
                self._note_answered(said)
                await self._ask_back(said, outcome)
            case Nod():
                self._outbox.react(outcome, said.event_id)
                self._hand_on()
            case Wanted():
                self._begin_import(outcome)
                self._hand_on()
            case None:
                self._hand_on()
            case _:
                assert_never(outcome)

    def _note_answered(self, said: Said) -> None:
        self._answered[said.event_id] = None
        if len(self._answered) > QUESTIONS_KEPT:
            self._answered.popitem(last=False)

    async def _ask_back(self, said: Said, form: Form) -> None:
        try:
            await pages.ask(self._desk.chats, said, form)
        except ChatError as error:
            log.warning("form_not_shown", event_id=said.event_id, reason=str(error))
            self._outbox.answer(said.reply, wording.form_not_shown(form), ANSWER + said.event_id)

    async def _pressed(self, pressed: Pressed) -> None:
        for _ in range(PRESS_TRIES):
            if await self._desk.database.tx(press, self._desk, pressed):
                self._hand_on()
                return
            await sleep(PRESS_WAIT)
        log.info("press_on_unknown_message", event_id=pressed.event_id)

    def _begin_import(self, wanted: Wanted) -> None:
        """Beside the loop, for reading may take a while."""
        task = asyncio.create_task(self._import(wanted), name="import")
        self.importing.add(task)
        task.add_done_callback(self.importing.discard)

    async def _import(self, wanted: Wanted) -> None:
        failure = await offering.bring_in(self._desk, self._bring, wanted)
        if failure is not None:
            self._outbox.answer(wanted.given.reply, failure, f"{ANSWER}{wanted.given.event_id}/import")
        self._hand_on()

    async def _follow(self, poll: timedelta) -> None:
        self._wake.clear()
        clock = self._desk.clock
        at, now = await self.step(), clock.now()
        if at is not None and at <= now:
            await sleep(LOCKED_WAIT)
        else:
            await clock.wait(min(at, now + poll) if at else now + poll, self._wake)

    def _hand_on(self) -> None:
        """What was committed may have something to say, and may have moved the clock's next moment."""
        self._wake.set()
        self._outbox.wake()
