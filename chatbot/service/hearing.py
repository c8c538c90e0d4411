"""What somebody said: which session is meant, what is asked, and what comes of it."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from chatbot import wording
from chatbot.core import polls
from chatbot.core.agenda import Place
from chatbot.core.commands import Command, Query, ShowServed, Unvote, Vote
from chatbot.core.session import Session, elapse, is_permitted
from chatbot.grammar import Ask, Malformed, Unknown, parse
from chatbot.log import log
from chatbot.messages import Form, Message
from chatbot.outbox import Nod
from chatbot.ports import Said
from chatbot.service import pages
from chatbot.service.desk import Desk
from chatbot.service.finding import find, hears_bare
from chatbot.service.obeying import Wanted, obey
from chatbot.store import people
from chatbot.store.journal import Kept

PATIENCE = timedelta(minutes=15)
"""A question heard later than this after it was asked, because the bot was away, is not answered any more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person is told at once, without a record."""

    place: Place
    message: Message


def hear(connection: Connection, desk: Desk, said: Said) -> Answer | Form | Nod | Wanted | None:
    """Answer a question, ask back by a form, or obey a command; None when nothing is to be answered at once."""
    found, text = find(connection, desk.journal, said, desk.clock.now())
    if isinstance(found, Message):
        return Answer(said.reply, found) if said.addressed else None
    if not said.addressed and not hears_bare(connection, desk.journal, found, said.place):
        return None
    ask = _understood(found.session, text, said)
    if not said.addressed and not _for_the_bot(found.session, ask, said):
        return None
    if isinstance(ask, Command):
        return pages.form_for(desk.chats, found.session, ask, said) or obey(connection, desk, found.id, ask, said)
    return _answer(connection, desk, found, ask, said)


def _understood(session: Session, text: str, said: Said) -> Ask:
    # Who was asked privately, and answers there, does not vote.
    asked = not said.place.channel and session.crew.question(said.actor)
    return parse(text, said.mentions, None if asked else polls.current(session.polls))


def _for_the_bot(session: Session, ask: Ask, said: Said) -> bool:
    """Whether words that did not address the bot were meant for it: only what fits, from somebody who may say it."""
    if isinstance(ask, Unknown | Malformed):
        return False
    if isinstance(ask, Vote | Unvote):
        poll = polls.current(session.polls)
        return poll is not None and (isinstance(ask, Unvote) or polls.offers(poll, ask.choice))
    return not isinstance(ask, Command) or is_permitted(session, ask, said.actor)


def _answer(
    connection: Connection, desk: Desk, kept: Kept, ask: Query | Unknown | Malformed, said: Said
) -> Answer | None:
    """The answer by the state as it is now; None when nobody waits for it any more."""
    now = desk.clock.now()
    if now - said.at > PATIENCE:
        log.info("question_too_old", event_id=said.event_id)
        return None
    if isinstance(ask, Unknown):
        return Answer(said.reply, wording.unknown(ask))
    if isinstance(ask, Malformed):
        return Answer(said.reply, wording.malformed(ask))
    session, _ = elapse(kept.session, kept.at, now)
    group = session.agenda.group or session.agenda.title
    served = people.history(connection, desk.journal.workspace, group) if isinstance(ask, ShowServed) else ()
    place = said.reply if wording.is_personal(ask) else said.place
    return Answer(place, wording.answer(session, ask, said.actor, said.place.chat, now, served))
