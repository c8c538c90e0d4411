"""The text of what was queued, made when it is sent or edited."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from chatbot import wording
from chatbot.clock import Clock
from chatbot.core.announcements import LIVE, RENEWED, Announcement, Subject, stands
from chatbot.core.session import Phase
from chatbot.messages import Message
from chatbot.outbox import Rendering, Standing
from chatbot.store import people
from chatbot.store.journal import Journal, Kept


class Renderer:
    """The text of an announcement from the session's present state (the outbox's Render)."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        self._journal = journal
        self._clock = clock

    def __call__(
        self, connection: Connection, session_id: str, said: Announcement, chat: str, standing: Standing
    ) -> Rendering:
        kept = self._journal.kept(connection, session_id)
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
            return Rendering(self._candidates(connection, kept, chat, now))
        message = replace(wording.announce(session, said, chat, now), single=said.subject in LIVE)
        return Rendering(message, last, anew=said.subject in RENEWED or (said.subject in LIVE and not last))

    def _candidates(self, connection: Connection, kept: Kept, chat: str, now: datetime) -> Message:
        workspace, agenda = self._journal.workspace, kept.session.agenda
        return wording.candidates(
            kept.session,
            people.history(connection, workspace, agenda.group or agenda.title),
            people.present(connection, workspace, kept.id),
            people.exempt(connection, workspace),
            chat,
            now,
        )
