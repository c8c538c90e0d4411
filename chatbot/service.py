"""One loop: take an input or the next due moment, decide, commit, hand on.

Each input is one transaction that notes it, writes what it makes happen and queues what is to be said; the platform
gets its acknowledgement after that. Questions change nothing and write nothing.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from chatbot import wording
from chatbot.clock import Clock, sleep
from chatbot.core import polls
from chatbot.core.agenda import Agenda, Place
from chatbot.core.announcements import LIVE, RENEWED, Announcement, Subject, announcements, stands
from chatbot.core.commands import (
    AskPerson,
    Command,
    ForgetMe,
    Import,
    Offer,
    Query,
    Revise,
    ShowServed,
    Unvote,
    Volunteer,
    Vote,
)
from chatbot.core.errors import AlreadyOver, Refused
from chatbot.core.events import AgendaOffered, Event
from chatbot.core.session import (
    Phase,
    Session,
    decide,
    due,
    elapse,
    evolve,
    evolve_all,
    fold,
    is_permitted,
    not_overtaken,
)
from chatbot.core.session.finding import person_named
from chatbot.core.volunteers import Served
from chatbot.grammar import Ask, Malformed, Unknown, is_bare, is_thanks, parse
from chatbot.messages import Form, Message
from chatbot.outbox import Nod, Outbox, Rendering, Standing, endless
from chatbot.ports import (
    ANSWER,
    Attachments,
    Bring,
    Brought,
    Chat,
    ChatError,
    Deed,
    File,
    Input,
    NotBrought,
    Opened,
    Pages,
    Pressed,
    Said,
    ShutOut,
)
from chatbot.store import inbox, people
from chatbot.store.database import Database
from chatbot.store.journal import Journal, Kept
from chatbot.store.posts import Posts

log = structlog.get_logger()

SESSIONS_AT_ONCE = 20
"""Sessions that the clock moves on in one transaction."""
QUESTIONS_KEPT = 10_000
"""Questions remembered so that a redelivered one is answered once."""
PRESS_TRIES = 4
PRESS_WAIT = 0.5
"""A press may arrive before the post that it stands on is marked: it is tried again after these seconds."""
LOCKED_WAIT = 0.05
"""A session that is due and that another process works on is looked at again after these seconds."""
STUMBLED_WAIT = timedelta(minutes=1)
PATIENCE = timedelta(minutes=15)
"""A question heard later than this after it was asked, because the bot was away, is not answered any more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person is told at once, without a record."""

    place: Place
    message: Message


@dataclass(frozen=True, slots=True)
class Wanted:
    """An agenda that a chair wants to be read from an address, or from the file that came with the command."""

    session: str
    address: str
    given: Deed


class Renderer:
    """The text of an announcement from the session's present state (the outbox's Render)."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        self._journal = journal
        self._clock = clock

    def __call__(
        self, connection: Connection, session_id: str, said: Announcement, chat: str, standing: Standing
    ) -> Rendering:
        kept = self._journal.load(connection, session_id)
        assert kept is not None
        session, now = kept.session, self._clock.now()
        new = standing is Standing.NEW
        if not new and said.subject is Subject.REQUEST and said.round < session.requests:
            return Rendering(wording.replaced(), last=True)
        if new and not stands(session, said, now):
            return Rendering(None)
        closed = said.subject is Subject.POLL and not session.poll(said.item).is_open
        last = closed or session.phase is Phase.ENDED
        if standing is Standing.CLOSING:
            return Rendering(replace(wording.settled(session, said, chat, now), single=True), last)
        if said.subject is Subject.CANDIDATES:
            return Rendering(self._candidates(connection, session_id, session, chat, now))
        message = replace(wording.announce(session, said, chat, now), single=said.subject in LIVE)
        return Rendering(message, last, anew=said.subject in RENEWED or (said.subject in LIVE and not last))

    def _candidates(
        self, connection: Connection, session_id: str, session: Session, chat: str, now: datetime
    ) -> Message:
        workspace, group = self._journal.workspace, session.agenda.group or session.agenda.title
        return wording.candidates(
            session,
            people.history(connection, workspace, group),
            people.present(connection, workspace, session_id),
            people.exempt(connection, workspace),
            chat,
            now,
        )


class Service:
    """Runs all sessions of this process."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        posts: Posts,
        outbox: Outbox,
        chats: Mapping[str, Chat],
        clock: Clock,
        bring: Bring,
    ) -> None:
        self._bring = bring
        self.importing: set[asyncio.Task[None]] = set()
        self._database = database
        self._journal = journal
        self._posts = posts
        self._outbox = outbox
        self._chats = chats
        self._clock = clock
        self._wake = asyncio.Event()
        self._answered: OrderedDict[str, None] = OrderedDict()

    async def open(self, agenda: Agenda, places: Sequence[Place]) -> bool:
        """Put an agenda in force at these (resolved) places; False when a started session keeps its older one."""
        in_force = await self._database.tx(self._open, agenda, tuple(places))
        self._hand_on()
        return in_force

    async def join(self, agenda: Agenda, places: Sequence[Place]) -> None:
        """Let an open session be held at these (resolved) places, of which some could not be had before."""
        await self._database.tx(self._join, agenda, tuple(places))
        self._hand_on()

    async def offer(self, session_id: str, prompt: Offer) -> bool:
        """Show the chairs an agenda that changed at its source; False while that has to wait."""
        taken = await self._database.tx(self._offer, session_id, prompt)
        self._hand_on()
        return taken

    async def session(self, session_id: str) -> Session | None:
        """The session as it stood at its last event."""
        kept = await self._database.tx(self._journal.load, session_id)
        return kept.session if kept else None

    async def take(self, given: Input) -> None:
        """Take an input; when this returns, it is committed. Raises only for our own faults, after saying so."""
        try:
            match given:
                case Said():
                    await self._said(given)
                case Pressed():
                    await self._pressed(given)
                case Opened():
                    await self._opened(given)
                case ShutOut():
                    await self._database.tx(self._shut_out, given)
                    self._hand_on()
                case _:
                    assert_never(given)
        except Exception:
            log.exception("input_failed", event_id=given.event_id)
            if not isinstance(given, ShutOut):
                self._outbox.answer(given.reply, wording.failed(), ANSWER + given.event_id)
            raise

    async def step(self) -> None:
        """Make happen all that the clock asks for now."""
        while await self._database.tx(self._tick):
            self._outbox.wake()

    async def next_due(self) -> datetime | None:
        """When the clock asks next."""
        return await self._database.tx(self._journal.next_due)

    async def run(self, poll: timedelta) -> None:
        """Follow the clock until cancelled; looks for the work of other processes every `poll`."""
        await endless("clock", lambda: self._follow(poll))

    async def _follow(self, poll: timedelta) -> None:
        self._wake.clear()
        await self.step()
        at, now = await self.next_due(), self._clock.now()
        if at is not None and at <= now:
            await sleep(LOCKED_WAIT)
        else:
            await self._clock.wait(min(at, now + poll) if at else now + poll, self._wake)

    def _hand_on(self) -> None:
        self._wake.set()
        self._outbox.wake()

    async def _said(self, said: Said) -> None:
        if said.event_id in self._answered or not (said.addressed or is_bare(said.text)) or is_thanks(said.text):
            return
        answer = await self._database.tx(self._hear, said)
        if isinstance(answer, Nod):
            self._outbox.react(answer, said.event_id)
        if isinstance(answer, Wanted):
            task = asyncio.create_task(self._fetch(answer), name="import")
            self.importing.add(task)
            task.add_done_callback(self.importing.discard)
        if not isinstance(answer, Answer | Form):
            self._hand_on()
            return
        self._answered[said.event_id] = None
        if len(self._answered) > QUESTIONS_KEPT:
            self._answered.popitem(last=False)
        if isinstance(answer, Form):
            await self._ask_back(said, answer)
        else:
            self._outbox.answer(answer.place, answer.message, ANSWER + said.event_id)

    async def _ask_back(self, said: Said, form: Form) -> None:
        chat = self._chats[said.place.chat]
        assert isinstance(chat, Pages)
        try:
            await chat.ask(said.place, said.form_key, form)
        except ChatError as error:
            log.warning("form_not_shown", event_id=said.event_id, reason=str(error))
            self._outbox.answer(said.reply, wording.failed(), ANSWER + said.event_id)

    async def _opened(self, opened: Opened) -> None:
        chat = self._chats[opened.reply.chat]
        if not isinstance(chat, Pages):
            return
        page = await self._database.tx(self._page, opened)
        try:
            await chat.show_page(opened.reply, page)
        except ChatError as error:
            log.warning("page_not_shown", event_id=opened.event_id, reason=str(error))

    async def _pressed(self, pressed: Pressed) -> None:
        for _ in range(PRESS_TRIES):
            if await self._database.tx(self._press, pressed):
                self._hand_on()
                return
            await sleep(PRESS_WAIT)
        log.info("press_on_unknown_message", event_id=pressed.event_id)

    async def _fetch(self, wanted: Wanted) -> None:
        """Read what a chair wants to import, and show it; a failure is told to the chair alone."""
        key = f"{ANSWER}{wanted.given.event_id}/import"
        try:
            session = await self.session(wanted.session)
            assert session is not None
            brought = await self._bring(session.agenda, wanted.address or await self._attached(wanted.given))
            await self._database.tx(self._show, wanted, brought)
        except NotBrought as error:
            self._outbox.answer(wanted.given.reply, wording.not_brought(str(error)), key)
        except Exception:
            log.exception("import_failed", session=wanted.session)
            self._outbox.answer(wanted.given.reply, wording.failed(), key)
        self._hand_on()

    async def _attached(self, given: Deed) -> File:
        """The one file that came with a command; raises NotBrought."""
        chat, files = self._chats[given.reply.chat], given.files if isinstance(given, Said) else ()
        if not isinstance(chat, Attachments):
            raise NotBrought(wording.NO_FILES)
        if len(files) != 1:
            raise NotBrought(wording.ATTACH_ONE)
        return File(files[0].name, await chat.attached(given.reply, files[0]))

    # What follows runs within transactions, in the database's thread.

    def _offer(self, connection: Connection, session_id: str, prompt: Offer) -> bool:
        before, now = self._caught_up(connection, session_id)
        try:
            events = decide(before.session, prompt, None, now)
        except Refused:
            return True
        after = self._record(connection, before, events, now)
        if any(isinstance(event, AgendaOffered) for event in events):
            for place in self._to_chairs(connection, after):
                message = wording.offered(after.session, place.chat, now)
                self._say(connection, place, message, f"{session_id}/offer-{after.session.offers}/{place.only}")
        offered = after.session.offered
        return prompt.agenda in (after.session.agenda, offered and offered.agenda)

    def _shut_out(self, connection: Connection, given: ShutOut) -> None:
        """Tell the chairs of every session in the channel that the bot hears nothing there."""
        if not inbox.admit(connection, given.event_id, self._database.now(connection)):
            return
        for session_id in self._journal.sessions_in(connection, given.place):
            kept = self._journal.load(connection, session_id)
            assert kept is not None
            if kept.session.phase is Phase.ENDED:
                continue
            alone = [place for place in self._to_chairs(connection, kept) if place.only]
            for place in alone:
                message = wording.shut_out(kept.session)
                self._say(connection, place, message, f"{given.event_id}/{session_id}/{place.only}")
            if not alone:
                log.error("no_chair_to_tell", session=session_id, event_id=given.event_id)

    def _to_chairs(self, connection: Connection, kept: Kept) -> Sequence[Place]:
        """Each chair alone; the session's places where no chair has an account."""
        accounts = [account for chair in kept.session.agenda.chairs for account in chair.accounts]
        accounts += [added.account for added in kept.session.chairs_added]
        places = self._journal.places(connection, kept.id)
        alone = [_alone(account, places) for account in dict.fromkeys(accounts)]
        return [place for place in alone if place.chat in self._chats] or places

    def _show(self, connection: Connection, wanted: Wanted, brought: Brought) -> None:
        """Offer what a chair imported, to this chair."""
        before, now = self._caught_up(connection, wanted.session)
        given = wanted.given
        try:
            prompt = Offer(brought.agenda, wanted.address or _file_of(given), brought.remarks)
            events = decide(before.session, prompt, given.actor, now)
        except Refused as refused:
            message = wording.refusal(before.session, refused.reason, given.reply.chat, now)
            self._say(connection, given.reply, message, given.event_id)
            return
        self._confirm(connection, before, events, given, now)
        self._record(connection, before, events, now)

    def _caught_up(self, connection: Connection, session_id: str) -> tuple[Kept, datetime]:
        """The session, locked, with all that was due until now; and the moment."""
        locked = self._journal.load(connection, session_id, lock=True)
        assert locked is not None
        now = max(self._clock.now(), locked.at)
        _, passed = elapse(locked.session, locked.at, now)
        return self._record(connection, locked, passed, now), now

    def _open(self, connection: Connection, agenda: Agenda, places: tuple[Place, ...]) -> bool:
        now = self._clock.now()
        kept = self._journal.load(connection, agenda.id, lock=True)
        if kept is None:
            self._journal.plan(connection, agenda, now)
            kept = self._journal.load(connection, agenda.id, lock=True)
            assert kept is not None
        self._hold(connection, kept, agenda, places, now)
        try:
            events = decide(kept.session, Revise(agenda), None, now)
        except Refused:
            return kept.session.agenda == agenda
        self._record(connection, kept, events, now)
        return True

    def _join(self, connection: Connection, agenda: Agenda, places: tuple[Place, ...]) -> None:
        kept = self._journal.load(connection, agenda.id, lock=True)
        assert kept is not None
        self._hold(connection, kept, agenda, places, self._clock.now())

    def _hold(
        self, connection: Connection, kept: Kept, agenda: Agenda, places: tuple[Place, ...], now: datetime
    ) -> None:
        """Note where the session is held; a chat that joins one under way is told what stands."""
        # Under the session's lock: another process may be opening the same.
        sources = {place.chat: f"{place.channel}/{place.topic}" for place in agenda.places}
        before = {place.chat for place in self._journal.places(connection, agenda.id)}
        self._journal.hold_at(connection, agenda.id, places, sources)
        joining = [place for place in places if place.chat not in before]
        first, *rest = self._journal.events(connection, kept.id) if joining else (None,)
        if first is not None:
            self._announce(connection, kept.id, fold((first,)), rest, joining, now)

    def _tick(self, connection: Connection) -> bool:
        """Move sessions on; False when the clock asks nothing more."""
        now = self._clock.now()
        ids = self._journal.due(connection, now, SESSIONS_AT_ONCE)
        for session_id in ids:
            try:
                with connection.begin_nested():
                    self._move_on(connection, session_id, now)
            except SQLAlchemyError:
                raise
            except Exception:
                # A defect that one session meets must not hold up the others.
                log.exception("session_stumbled", session=session_id)
                self._journal.set_due(connection, session_id, now + STUMBLED_WAIT)
        return bool(ids)

    def _move_on(self, connection: Connection, session_id: str, now: datetime) -> None:
        kept = self._journal.load(connection, session_id, lock=True)
        assert kept is not None
        _, events = elapse(kept.session, kept.at, now)
        self._record(connection, kept, events, now)

    def _hear(self, connection: Connection, said: Said) -> Answer | Form | Nod | Wanted | None:
        """Answer a question, ask back by a form, or obey a command; None when nothing is to be answered at once."""
        found, text = self._find(connection, said)
        if not said.addressed and not self._hears_bare(connection, found, said.place):
            return None
        if isinstance(found, Message):
            return Answer(said.reply, found)
        # Who was asked privately, and answers there, does not vote.
        asked = not said.place.channel and found.session.crew.question(said.actor)
        ask = parse(text, said.mentions, None if asked else polls.current(found.session.polls))
        if not said.addressed and not _for_the_bot(found.session, ask, said):
            return None
        if isinstance(ask, Command):
            return self._form(found, ask, said) or self._obey(connection, found, ask, said)
        now, chat = self._clock.now(), said.place.chat
        if now - said.at > PATIENCE:
            log.info("question_too_old", event_id=said.event_id)
            return None
        session, _ = elapse(found.session, found.at, now)
        served = self._served(connection, session) if isinstance(ask, ShowServed) else ()
        return _answer(session, ask, said, chat, now, served)

    def _served(self, connection: Connection, session: Session) -> Sequence[Served]:
        return people.history(connection, self._journal.workspace, session.agenda.group or session.agenda.title)

    def _form(self, kept: Kept, command: Command, said: Said) -> Form | None:
        """What to ask back: which role, where that is open, or always on the bot's own page."""
        if not said.form_key or command != Volunteer() or not isinstance(self._chats[said.place.chat], Pages):
            return None
        one_role = len(kept.session.wanted) < 2
        return None if said.place.channel and one_role else wording.sign_up_form(kept.session, said.actor)

    def _page(self, connection: Connection, opened: Opened) -> Message:
        """The page of whoever opened it, from all sessions of that workspace."""
        now = self._clock.now()
        loaded = [self._journal.load(connection, name) for name in self._journal.sessions_at(connection, opened.reply)]
        held = [kept for kept in loaded if kept is not None and self._may_know(connection, kept, opened)]
        sessions = [elapse(kept.session, kept.at, now)[0] for kept in held]
        return wording.page(sessions, opened.actor, opened.reply.chat, now)

    def _hears_bare(self, connection: Connection, found: Kept | Message, place: Place) -> bool:
        """Whether short commands do without a mention of the bot: in the session's own place, if its agenda says so."""
        if isinstance(found, Message):
            return False
        return found.session.agenda.bare_commands and self._journal.holds(connection, found.id, place)

    def _find(self, connection: Connection, said: Said) -> tuple[Kept | Message, str]:
        """The session that is meant, or what to say when none can be; and the text without its name."""
        ids = self._journal.sessions_at(connection, said.place)
        loaded = [self._journal.load(connection, session_id) for session_id in ids]
        held = [kept for kept in loaded if kept is not None and self._may_know(connection, kept, said)]
        if not held:
            return wording.no_session(), said.text
        first, _, rest = said.text.strip().partition(" ")
        name = first.strip(":,").casefold()
        named = [kept for kept in held if name in (kept.id.casefold(), kept.session.agenda.group.casefold())]
        meant = _meant(named or held, self._clock.now())
        text = rest if named else said.text
        if len(meant) > 1:
            return wording.which_session(tuple(kept.id for kept in meant)), text
        return meant[0], text

    def _may_know(self, connection: Connection, kept: Kept, given: Said | Opened) -> bool:
        """Whether who acts may know of the session: by a channel it is held in, or as its chair."""
        if given.sees is None or kept.session.is_chair(given.actor):
            return True
        places = self._journal.places(connection, kept.id)
        return any(place.chat == given.reply.chat and place.channel in given.sees for place in places)

    def _press(self, connection: Connection, pressed: Pressed) -> bool:
        """Obey what a button says; False when its message is not known yet."""
        chat = pressed.reply.chat
        standing = self._posts.standing(connection, chat, pressed.ref)
        if standing is None:
            return not self._posts.under_way(connection, chat)
        session_id, announcement = standing
        if not pressed.on and self._stands_elsewhere(connection, pressed, session_id):
            return True
        kept = self._journal.load(connection, session_id)
        assert kept is not None
        for button in wording.buttons(kept.session, announcement):
            command = parse(button.command if pressed.on else button.undo)
            if button.sign == pressed.sign and isinstance(command, Command):
                self._obey(connection, kept, command, pressed)
        return True

    def _stands_elsewhere(self, connection: Connection, pressed: Pressed, session_id: str) -> bool:
        """Whether the person still offers the same on another request of the session."""
        others = (self._posts.standing(connection, pressed.reply.chat, ref) for ref in pressed.elsewhere)
        return any(one[0] == session_id and one[1].subject is Subject.REQUEST for one in others if one)

    def _obey(self, connection: Connection, kept: Kept, command: Command, given: Deed) -> Nod | Wanted | None:
        if not inbox.admit(connection, given.event_id, self._database.now(connection)):
            return None
        before, now = self._caught_up(connection, kept.id)
        command = self._informed(connection, before.session, command)
        try:
            events = decide(before.session, command, given.actor, now)
            not_overtaken(before.session, command, given.at, now)
        except Refused as refused:
            if not _needs_no_word(given, refused):
                message = wording.refusal(before.session, refused.reason, given.reply.chat, now)
                self._say(connection, given.reply, message, given.event_id)
            return None
        if isinstance(command, ForgetMe):
            self._record(connection, before, events, now)
            self._forget(connection, kept.id, given, now)
            return None
        nod = self._confirm(connection, before, events, given, now)
        self._record(connection, before, events, now)
        return Wanted(kept.id, command.address, given) if isinstance(command, Import) else nod

    def _informed(self, connection: Connection, session: Session, command: Command) -> Command:
        """The command with what is known from other sessions."""
        if not isinstance(command, AskPerson):
            return command
        account = person_named(session, command.person).account
        return replace(command, exempt=people.is_exempt(connection, self._journal.workspace, account))

    def _forget(self, connection: Connection, here: str, given: Said | Pressed | Opened, now: datetime) -> None:
        """Let the person go from all other sessions too, and then from the database."""
        for session_id in self._journal.with_account(connection, given.actor.account):
            if session_id != here:
                before, _ = self._caught_up(connection, session_id)
                self._record(connection, before, decide(before.session, ForgetMe(), given.actor, now), now)
        self._journal.forget(connection, given.actor.account)
        self._say(connection, given.reply, wording.forgotten(), given.event_id)

    def _confirm(
        self, connection: Connection, before: Kept, events: Sequence[Event], given: Deed, now: datetime
    ) -> Nod | None:
        """Tell the doer, or the room, what came of a command, unless a reaction is enough."""
        reply = wording.confirm(before.session, events, given.reply.chat, now)
        reacted = isinstance(given, Pressed) and not given.reply.via
        if reply is None or (reply.seen and reacted):
            return None
        if reply.sign and isinstance(given, Said) and given.ref:
            return Nod(given.place, given.ref, reply.sign, given.reply, reply.message)
        for place in self._journal.places(connection, before.id) if reply.public else (given.reply,):
            self._say(connection, place, reply.message, given.event_id)
        return None

    def _say(self, connection: Connection, place: Place, message: Message, event_id: str) -> None:
        if place.chat in self._chats:
            lane = self._chats[place.chat].lane(place)
            self._posts.queue(connection, f"{ANSWER}{event_id}@{place.chat}", place, lane, message)

    def _record(self, connection: Connection, kept: Kept, events: Sequence[Event], now: datetime) -> Kept:
        """Write what happened, queue what it gives to say, and note when the clock asks next."""
        session = evolve_all(kept.session, events)
        asked = due(session, now)
        next_due_at = asked.at if asked else None
        if not events:
            self._journal.set_due(connection, kept.id, next_due_at)
            return kept
        self._journal.append(connection, kept, events, next_due_at)
        people.remember(connection, self._journal.workspace, kept.id, session, events)
        self._posts.touch(connection, kept.id)
        self._announce(connection, kept.id, kept.session, events, self._journal.places(connection, kept.id), now)
        return Kept(kept.id, kept.rev + len(events), events[-1].at, session)

    def _announce(
        self,
        connection: Connection,
        session_id: str,
        session: Session,
        events: Sequence[Event],
        places: Sequence[Place],
        now: datetime,
    ) -> None:
        """Queue what the events, from this state on, give to say in these places and is still worth saying."""
        here, after = [place for place in places if place.chat in self._chats], evolve_all(session, events)
        for event in events:
            session = evolve(session, event)
            for said in announcements(session, event):
                if not stands(after, said, now):
                    continue
                for place in self._direct(connection, session_id, said) if said.to else here:
                    key, lane = f"{session_id}/{said.key}@{place.chat}", self._chats[place.chat].lane(place)
                    self._posts.queue(connection, key, place, lane, said, session_id)

    def _direct(self, connection: Connection, session_id: str, said: Announcement) -> tuple[Place, ...]:
        """Where the one person it is for can be told: by the first account on a chat that is served."""
        places = self._journal.places(connection, session_id)
        return tuple(place for place in (_alone(one, places) for one in said.to) if place.chat in self._chats)[:1]


def _alone(account: str, places: Sequence[Place]) -> Place:
    """One person's direct message, by the workspace in which their session is held."""
    chat = account.partition(":")[0]
    team = next((place.team for place in places if place.chat == chat), "")
    return Place(chat, "", only=account, team=team)


def _needs_no_word(given: Deed, refused: Refused) -> bool:
    """Whether nobody waits for a word: who tidies up their reactions when all is over wants nothing."""
    return isinstance(given, Pressed) and not given.on and isinstance(refused.reason, AlreadyOver)


def _for_the_bot(session: Session, ask: Ask, said: Said) -> bool:
    """Whether words that did not address the bot were meant for it: only what fits, from somebody who may say it."""
    if isinstance(ask, Unknown | Malformed):
        return False
    if isinstance(ask, Vote | Unvote):
        poll = polls.current(session.polls)
        return poll is not None and (isinstance(ask, Unvote) or polls.offers(poll, ask.choice))
    return not isinstance(ask, Command) or is_permitted(session, ask, said.actor)


def _answer(
    session: Session,
    ask: Query | Unknown | Malformed,
    said: Said,
    chat: str,
    now: datetime,
    served: Sequence[Served],
) -> Answer:
    if isinstance(ask, Unknown):
        return Answer(said.reply, wording.unknown(ask))
    if isinstance(ask, Malformed):
        return Answer(said.reply, wording.malformed(ask))
    place = said.reply if wording.is_personal(ask) else said.place
    return Answer(place, wording.answer(session, ask, said.actor, chat, now, served))


def _meant(held: Sequence[Kept], now: datetime) -> Sequence[Kept]:
    """Of several sessions: those that run, else the next to come, else the last that was."""
    running = [kept for kept in held if kept.session.phase is Phase.RUNNING]
    if running:
        return running
    start = {kept.id: kept.session.agenda.start for kept in held}
    coming = [kept for kept in held if kept.session.phase is Phase.PLANNED and kept.session.planned_end > now]
    if coming:
        return [min(coming, key=lambda kept: start[kept.id])]
    return [max(held, key=lambda kept: start[kept.id])]


def _file_of(given: Deed) -> str:
    """The name of the file that came with a command."""
    return given.files[0].name if isinstance(given, Said) and given.files else ""
