"""What one person sees beside the chat, where the platform can: a page of all sessions, and forms to fill in."""

from collections.abc import Mapping

from sqlalchemy import Connection

from chatbot import wording
from chatbot.core.commands import Command, Volunteer
from chatbot.core.session import Session, elapse
from chatbot.log import log
from chatbot.messages import Form, Message
from chatbot.ports import Chat, ChatError, Pages, Said, Viewing
from chatbot.service.desk import Desk
from chatbot.service.finding import may_know


async def show(desk: Desk, viewing: Viewing) -> None:
    """Show the page to whoever looks at it; a failure is only logged, for it can be opened again."""
    chat = desk.chats[viewing.reply.chat]
    if not isinstance(chat, Pages):
        return
    page = await desk.database.tx(_page, desk, viewing)
    try:
        await chat.show_page(viewing.reply, page)
    except ChatError as error:
        log.warning("page_not_shown", event_id=viewing.event_id, reason=str(error))


def form_for(chats: Mapping[str, Chat], session: Session, command: Command, said: Said) -> Form | None:
    """What to ask back: which role, where that is open, or always on the bot's own page."""
    if not said.form_key or command != Volunteer() or not isinstance(chats[said.place.chat], Pages):
        return None
    one_role = len(session.wanted) < 2
    return None if said.place.channel and one_role else wording.sign_up_form(session, said.actor)


async def ask(chats: Mapping[str, Chat], said: Said, form: Form) -> None:
    """Ask back by the form; raises ChatError."""
    chat = chats[said.place.chat]
    assert isinstance(chat, Pages)
    await chat.ask(said.place, said.form_key, form)


def _page(connection: Connection, desk: Desk, viewing: Viewing) -> Message:
    """The page of whoever looks at it, from all sessions of that workspace."""
    now = desk.clock.now()
    held = [desk.journal.kept(connection, name) for name in desk.journal.sessions_at(connection, viewing.reply)]
    known = [kept for kept in held if may_know(connection, desk.journal, kept, viewing)]
    sessions = [elapse(kept.session, kept.at, now)[0] for kept in known]
    return wording.page(sessions, viewing.actor, viewing.reply.chat, now)
