"""Which session is meant by what somebody said."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from chatbot import wording
from chatbot.core.agenda import Place
from chatbot.core.commands import Agree, Disagree
from chatbot.core.session import Phase
from chatbot.grammar import parse
from chatbot.messages import Message
from chatbot.ports import Said, Viewing
from chatbot.store.journal import Journal, Kept


def find(connection: Connection, journal: Journal, said: Said, now: datetime) -> tuple[Kept | Message, str]:
    """The session that is meant, or what to say when none can be; and the text without its name."""
    there = [journal.kept(connection, session_id) for session_id in journal.sessions_at(connection, said.place)]
    held = [kept for kept in there if may_know(connection, journal, kept, said)]
    if not held:
        return wording.no_session(), said.text
    first, _, rest = said.text.strip().partition(" ")
    name = first.strip(":,").casefold()
    named = [kept for kept in held if name in (kept.id.casefold(), kept.session.agenda.group.casefold())]
    meant = (() if named else _waiting_for(held, said)) or _meant(named or held, now)
    text = rest if named else said.text
    if len(meant) > 1:
        return wording.which_session(tuple(kept.id for kept in meant)), text
    return meant[0], text


def hears_bare(connection: Connection, journal: Journal, kept: Kept, place: Place) -> bool:
    """Whether short commands do without a mention of the bot: in the session's own place, if its agenda says so."""
    return kept.session.agenda.bare_commands and journal.holds(connection, kept.id, place)


def may_know(connection: Connection, journal: Journal, kept: Kept, given: Said | Viewing) -> bool:
    """Whether who acts may know of the session: by a channel it is held in, or as its chair."""
    if given.sees is None or kept.session.is_chair(given.actor):
        return True
    places = journal.places(connection, kept.id)
    return any(place.chat == given.reply.chat and place.channel in given.sees for place in places)


def _waiting_for(held: Sequence[Kept], said: Said) -> Sequence[Kept]:
    """The sessions in which somebody was asked privately, where the answer to that is all that they say."""
    if said.place.channel or not isinstance(parse(said.text), Agree | Disagree):
        return ()
    return [kept for kept in held if kept.session.crew.question(said.actor)]


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
