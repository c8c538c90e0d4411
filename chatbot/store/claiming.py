"""The statements by which rows are chosen, claimed and marked.

Each is built once, for building one takes longer than running it; what varies is a parameter. Those in a WHERE are
named `of_…`: a bare column's name stands for what is set.
"""

from functools import cache

from sqlalchemy import Integer, Select, and_, bindparam, case, exists, false, func, or_, select, union_all, update

from chatbot.store.tables import PENDING, SENDING, SENT, Instant, is_open, lane, outbox

_NOW = bindparam("of_now", type_=Instant())
_IN_LANE = and_(outbox.c.workspace == lane.c.workspace, outbox.c.lane == lane.c.name)
_OF_LANES = outbox.c.lane.in_(bindparam("of_lanes", expanding=True))
_OF_CHATS = lane.c.chat.in_(bindparam("of_chats", expanding=True))
_OURS = and_(lane.c.workspace == bindparam("of_workspace"), _OF_CHATS)
_OF_WORKSPACE = outbox.c.workspace == bindparam("of_workspace")
_READY = or_(outbox.c.ready_at.is_(None), outbox.c.ready_at <= _NOW)
_STANDS = and_(_OF_WORKSPACE, outbox.c.status == SENT)
_CLOSES = and_(_STANDS, outbox.c.closes_at <= _NOW)

# Found by the rows that are to be sent, which are few, and not by all lanes that there ever were.
_waiting = select(outbox.c.lane).where(_OF_WORKSPACE, is_open, _READY)
_closing = select(outbox.c.lane).where(_CLOSES)


@cache
def free_lanes(chats: tuple[str, ...]) -> Select[tuple[str, bool]]:
    """Lanes of these chats that are free and have something to send now, locked.

    `closes` says that a message there soon allows no edit. Built once for the chats that a process serves.
    """
    return (
        select(lane.c.name, lane.c.name.in_(_closing).label("closes"))
        .where(lane.c.workspace == bindparam("of_workspace"), or_(false(), *(lane.c.chat == chat for chat in chats)))
        .where(lane.c.free_at <= _NOW, lane.c.name.in_(union_all(_waiting, _closing)))
        .order_by(lane.c.free_at)
        .limit(bindparam("most", type_=Integer()))
        .with_for_update(skip_locked=True)
    )


REOPEN = update(outbox).where(_CLOSES, _OF_LANES).values(status=PENDING)
"""Such messages are to be made anew."""

SOONER_LANES = update(lane).where(_OURS, lane.c.free_at > bindparam("of_latest", type_=Instant()))
SOONER_ROWS = update(outbox).where(
    _OF_WORKSPACE,
    exists().where(_IN_LANE, _OF_CHATS),
    is_open,
    outbox.c.ready_at > bindparam("of_latest", type_=Instant()),
)
"""What waits for longer than until then."""

_order = (case((outbox.c.status == SENDING, 0), else_=1), outbox.c.rank, outbox.c.id)
_ranked = (
    select(outbox, func.row_number().over(partition_by=outbox.c.lane, order_by=_order).label("turn"))
    .where(_OF_WORKSPACE, _OF_LANES, is_open, _READY)
    .subquery()
)
HEADS = select(_ranked).where(_ranked.c.turn == 1).order_by(_ranked.c.id)
"""The open row of each lane that is sent first: one in doubt, then new posts, then edits."""

_ready_at = case((outbox.c.ready_at > lane.c.free_at, outbox.c.ready_at), else_=lane.c.free_at)
NEXT_READY = select(func.min(_ready_at, type_=Instant())).join(outbox, _IN_LANE).where(_OURS, is_open)
"""When the next of our lanes with something to send is free."""

NEXT_CLOSING = select(func.min(outbox.c.closes_at)).where(_STANDS, outbox.c.closes_at.is_not(None))

LOCK_LANE = (
    select(lane.c.name)
    .where(lane.c.workspace == bindparam("of_workspace"), lane.c.name == bindparam("of_lane"))
    .with_for_update()
)
FREE_LANE = update(lane).where(lane.c.workspace == bindparam("of_workspace"), lane.c.name == bindparam("of_lane"))

CHANGE = update(outbox).where(outbox.c.id == bindparam("of_row"))
"""A row that this transaction has chosen."""

TAKE = CHANGE.values(status=SENDING, claim=outbox.c.claim + 1, attempt=outbox.c.attempt + 1).values(
    claimed_at=func.coalesce(outbox.c.claimed_at, _NOW)
)

_ANEW = outbox.c.rev != bindparam("of_rev")
_OUTDATED = outbox.c.outdated_ref.is_not(None)
_DONE = CHANGE.values(status=case((_ANEW, PENDING), else_=bindparam("of_rest")))
_CLAIMED = (outbox.c.claim == bindparam("of_claim"), outbox.c.status == SENDING)

MARK = CHANGE.where(*_CLAIMED)
"""A claimed row, unless somebody else has claimed it meanwhile."""
MARK_DONE = _DONE.where(*_CLAIMED)
"""The status is `of_rest`, or pending where the row was to be made anew meanwhile."""
MARK_SENT = MARK.values(status=case((or_(_ANEW, _OUTDATED), PENDING), else_=bindparam("of_rest")))
"""The like; also pending where an outdated message has to be pointed to this one."""

CHOSEN = {MARK: CHANGE, MARK_DONE: _DONE}
"""The marks for a row that this transaction has chosen, and not taken."""
