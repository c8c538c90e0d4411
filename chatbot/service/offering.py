"""Another agenda for a session: from its source for all chairs, or imported for the one who asked for it."""

from dataclasses import replace

from sqlalchemy import Connection

from chatbot import wording
from chatbot.core.agenda import Agenda, folded
from chatbot.core.commands import Offer
from chatbot.core.errors import Refused
from chatbot.core.events import AgendaOffered
from chatbot.core.session import decide
from chatbot.log import log
from chatbot.messages import Message
from chatbot.ports import Attachments, Bring, Brought, Deed, File, NotBrought, Said
from chatbot.service.chairs import to_chairs
from chatbot.service.committing import caught_up, record, say
from chatbot.service.desk import Desk
from chatbot.service.obeying import Wanted, confirm, refuse


def offer(connection: Connection, desk: Desk, session_id: str, prompt: Offer) -> bool:
    """Show the chairs an agenda that changed at its source; False while that has to wait."""
    before, now = caught_up(connection, desk, session_id)
    try:
        events = decide(before.session, prompt, None, now)
    except Refused:
        return True
    after = record(connection, desk, before, events, now)
    if any(isinstance(event, AgendaOffered) for event in events):
        for place in to_chairs(connection, desk, after):
            message = wording.offered(after.session, place.chat, now)
            say(connection, desk, place, message, f"{session_id}/offer-{after.session.offers}/{place.only}")
    offered = after.session.offered
    return prompt.agenda in (after.session.agenda, offered and offered.agenda)


async def bring_in(desk: Desk, bring: Bring, wanted: Wanted) -> Message | None:
    """Read what a chair wants to import, and show it; returns what to tell the chair alone when that fails."""
    try:
        agenda = await desk.database.tx(_settled, desk, wanted.session)
        origin = wanted.address or await _attached(desk, wanted.given)
        brought = await bring(agenda, origin)
        await desk.database.tx(_show, desk, wanted, brought)
    except NotBrought as error:
        return wording.not_brought(str(error))
    except Exception:
        log.exception("import_failed", session=wanted.session)
        return wording.failed()
    return None


def _settled(connection: Connection, desk: Desk, session_id: str) -> Agenda:
    """The agenda with the items as the chairs settled them here, and behind them those of the group's last session.

    An import takes over from them what it leaves open: minutes, accounts.
    """
    session = desk.journal.kept(connection, session_id).session
    items = {folded(slot.item.title): slot.item for slot in session.slots}
    last = _session_before(connection, desk, session.agenda)
    for slot in desk.journal.kept(connection, last).session.slots if last else ():
        items.setdefault(folded(slot.item.title), slot.item)
    return replace(session.agenda, items=tuple(items.values()))


def _session_before(connection: Connection, desk: Desk, agenda: Agenda) -> str | None:
    """The group's last session before this one, by its id."""
    group = agenda.group.casefold()
    earlier = [
        one for one in desk.journal.planned(connection)
        if group and one.group.casefold() == group and one.id != agenda.id and one.start < agenda.start
    ]  # fmt: skip
    return max(earlier, key=lambda one: one.start).id if earlier else None


async def _attached(desk: Desk, given: Deed) -> File:
    """The one file that came with a command; raises NotBrought."""
    chat, files = desk.chats[given.reply.chat], given.files if isinstance(given, Said) else ()
    if not isinstance(chat, Attachments):
        raise NotBrought(wording.NO_FILES)
    if len(files) != 1:
        raise NotBrought(wording.ATTACH_ONE)
    return File(files[0].name, await chat.attached(given.reply, files[0]))


def _show(connection: Connection, desk: Desk, wanted: Wanted, brought: Brought) -> None:
    """Offer what a chair imported, to this chair."""
    before, now = caught_up(connection, desk, wanted.session)
    given = wanted.given
    prompt = Offer(brought.agenda, wanted.address or _file_of(given), brought.remarks)
    try:
        events = decide(before.session, prompt, given.actor, now)
    except Refused as refused:
        refuse(connection, desk, before, refused, given, now)
        return
    confirm(connection, desk, before, events, given, now)
    record(connection, desk, before, events, now)


def _file_of(given: Deed) -> str:
    """The name of the file that came with a command."""
    return given.files[0].name if isinstance(given, Said) and given.files else ""
