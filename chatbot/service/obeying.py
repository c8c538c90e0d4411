"""A command: decided once, committed, and answered in the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from chatbot import wording
from chatbot.core.commands import AskPerson, Command, ForgetMe, Import
from chatbot.core.errors import AlreadyOver, Refused
from chatbot.core.events import Event
from chatbot.core.session import Session, decide, not_overtaken
from chatbot.core.session.finding import person_named
from chatbot.outbox import Nod
from chatbot.ports import Deed, Pressed, Said
from chatbot.service.committing import caught_up, record, say
from chatbot.service.desk import Desk
from chatbot.store import inbox, people
from chatbot.store.journal import Kept


@dataclass(frozen=True, slots=True)
class Wanted:
    """An agenda that a chair wants to be read from an address, or from the file that came with the command."""

    session: str
    address: str
    given: Deed


def obey(connection: Connection, desk: Desk, session_id: str, command: Command, given: Deed) -> Nod | Wanted | None:
    """Obey a command that was not obeyed before, or refuse it; returns what is left to do once that is committed."""
    if not inbox.admit(connection, given.event_id, desk.database.now(connection)):
        return None
    before, now = caught_up(connection, desk, session_id)
    command = _informed(connection, desk.journal.workspace, before.session, command)
    try:
        events = decide(before.session, command, given.actor, now)
        not_overtaken(before.session, command, given.at, now)
    except Refused as refused:
        if not _needs_no_word(given, refused):
            refuse(connection, desk, before, refused, given, now)
        return None
    if isinstance(command, ForgetMe):
        _forget(connection, desk, before, events, given, now)
        return None
    nod = confirm(connection, desk, before, events, given, now)
    record(connection, desk, before, events, now)
    return Wanted(session_id, command.address, given) if isinstance(command, Import) else nod


def confirm(
    connection: Connection, desk: Desk, before: Kept, events: Sequence[Event], given: Deed, now: datetime
) -> Nod | None:
    """Tell the doer, or the room, what came of a command, unless a reaction is enough."""
    reply = wording.confirm(before.session, events, given.reply.chat, now)
    reacted = isinstance(given, Pressed) and not given.reply.via
    if reply is None or (reply.seen and reacted):
        return None
    if reply.sign and isinstance(given, Said) and given.ref:
        return Nod(given.place, given.ref, reply.sign, given.reply, reply.message)
    for place in desk.journal.places(connection, before.id) if reply.public else (given.reply,):
        say(connection, desk, place, reply.message, given.event_id)
    return None


def refuse(connection: Connection, desk: Desk, before: Kept, refused: Refused, given: Deed, now: datetime) -> None:
    """Tell the doer alone why not."""
    message = wording.refusal(before.session, refused.reason, given.reply.chat, now)
    say(connection, desk, given.reply, message, given.event_id)


def _informed(connection: Connection, workspace: str, session: Session, command: Command) -> Command:
    """The command with what is known from other sessions."""
    if not isinstance(command, AskPerson):
        return command
    account = person_named(session, command.person).account
    return replace(command, exempt=people.is_exempt(connection, workspace, account))


def _needs_no_word(given: Deed, refused: Refused) -> bool:
    """Whether nobody waits for a word: who tidies up their reactions when all is over wants nothing."""
    return isinstance(given, Pressed) and not given.on and isinstance(refused.reason, AlreadyOver)


def _forget(
    connection: Connection, desk: Desk, here: Kept, events: Sequence[Event], given: Deed, now: datetime
) -> None:
    """Let the person go from this session, from all others too, and then from the database; or from none."""
    gone = [(here, events)]
    for session_id in desk.journal.with_account(connection, given.actor.account):
        if session_id != here.id:
            before, _ = caught_up(connection, desk, session_id)
            try:
                gone.append((before, decide(before.session, ForgetMe(), given.actor, now)))
            except Refused as refused:
                refuse(connection, desk, before, refused, given, now)
                return
    for before, left in gone:
        record(connection, desk, before, left, now)
    desk.journal.forget(connection, given.actor.account)
    say(connection, desk, given.reply, wording.forgotten(), given.event_id)
