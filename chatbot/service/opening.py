"""An agenda is put in force, at the places where its session is held."""

from datetime import datetime

from sqlalchemy import Connection

from chatbot.core.agenda import Agenda, Place
from chatbot.core.commands import Revise
from chatbot.core.errors import Refused
from chatbot.core.session import decide, fold, steps
from chatbot.service.committing import announce, record
from chatbot.service.desk import Desk
from chatbot.store.journal import Kept


def put_in_force(connection: Connection, desk: Desk, agenda: Agenda, places: tuple[Place, ...]) -> bool:
    """Open the session, or let an open one go by this agenda; False when it has begun with an older one."""
    now = desk.clock.now()
    kept = desk.journal.load(connection, agenda.id, lock=True)
    if kept is None:
        desk.journal.plan(connection, agenda, now)
        kept = desk.journal.kept(connection, agenda.id, lock=True)
    _hold(connection, desk, kept, agenda, places, now)
    try:
        events = decide(kept.session, Revise(agenda), None, now)
    except Refused:
        return kept.session.agenda == agenda
    record(connection, desk, kept, events, now)
    return True


def join(connection: Connection, desk: Desk, agenda: Agenda, places: tuple[Place, ...]) -> None:
    """Let an open session be held at more places."""
    kept = desk.journal.kept(connection, agenda.id, lock=True)
    _hold(connection, desk, kept, agenda, places, desk.clock.now())


def _hold(
    connection: Connection, desk: Desk, kept: Kept, agenda: Agenda, places: tuple[Place, ...], now: datetime
) -> None:
    """Note where the session is held; a chat that joins one under way is told what stands."""
    # Under the session's lock: another process may be opening the same.
    sources = {place.chat: f"{place.channel}/{place.topic}" for place in agenda.places}
    before = {place.chat for place in desk.journal.places(connection, kept.id)}
    desk.journal.hold_at(connection, kept.id, places, sources)
    joining = [place for place in places if place.chat not in before]
    if joining:
        first, *rest = desk.journal.events(connection, kept.id)
        announce(connection, desk, kept, steps(fold((first,)), rest), joining, now)
