"""Where sessions stand on a platform that lets people move and delete messages."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, Row, and_, bindparam, delete, exists, select, update

from chatbot.core.agenda import Place
from chatbot.store import tables
from chatbot.store.claims import FIRST, Post
from chatbot.store.records import read_place, write_place
from chatbot.store.tables import CLOSED, OPEN, PENDING, SENT, WITHDRAWN
from chatbot.store.upsert import insert_for

_ANCHOR = update(tables.place).where(
    tables.place.c.workspace == bindparam("of_workspace"),
    tables.place.c.session_id == bindparam("of_session"),
    tables.place.c.chat == bindparam("of_chat"),
    tables.place.c.anchor == "",
)
"""Built once, for it is run with every post."""


def hold_at(
    connection: Connection, workspace: str, session_id: str, places: Collection[Place], sources: dict[str, str]
) -> None:
    """Note where the session is held; a place that follows what was planned before stays where it has moved to.

    `sources` are the planned places by chat; a place that could not be had now is kept if it is planned as before.
    """
    table = tables.place
    mine = (table.c.workspace == workspace, table.c.session_id == session_id)
    before = connection.execute(select(table).where(*mine)).all()
    held = {place.chat: place for place in places}
    as_planned = [row for row in before if row.source and sources.get(row.chat) == row.source]
    kept = {row.chat for row in as_planned if row.chat not in held or (held[row.chat].team == row.team and _known(row))}
    connection.execute(delete(table).where(*mine, table.c.chat.not_in([*held, *kept])))
    # Row by row and over what is there: another process may be noting the same.
    for chat, place in sorted(held.items()):
        if chat in kept:
            continue
        row = {"workspace": workspace, "session_id": session_id, "chat": chat, "channel": place.channel}
        row |= {"topic": place.topic, "team": place.team, "source": sources.get(chat, ""), "anchor": ""}
        write = insert_for(connection.dialect.name, table).values(row)
        moved = {name: write.excluded[name] for name in ("channel", "topic", "team", "source", "anchor")}
        key = ["workspace", "session_id", "chat"]
        connection.execute(write.on_conflict_do_update(index_elements=key, set_=moved))


def _known(row: Row[tuple[object, ...]]) -> bool:
    """Whether the place is surer than what is planned: a message is known there, or it has moved from there."""
    return bool(row.anchor) or not str(row.source).endswith(f"/{row.topic}")


def anchor(connection: Connection, workspace: str, post: Post, ref: str) -> None:
    """Know the session's place by this message from now on, unless it is known by another."""
    if post.session_id is None or post.place.only:
        return
    of = {"of_workspace": workspace, "of_session": post.session_id, "of_chat": post.place.chat}
    connection.execute(_ANCHOR, {**of, "anchor": ref})


def anchors(connection: Connection, workspace: str, chat: str) -> dict[str, Place]:
    """The messages by which the places of sessions are known."""
    table = tables.place
    query = select(table.c.anchor, table.c.channel, table.c.topic).where(
        table.c.workspace == workspace, table.c.chat == chat, table.c.anchor != ""
    )
    return {row.anchor: Place(chat, row.channel, row.topic) for row in connection.execute(query)}


def forget_anchor(connection: Connection, workspace: str, chat: str, ref: str) -> None:
    """The message is gone: the next post is what the place is known by."""
    table = tables.place
    of = (table.c.workspace == workspace, table.c.chat == chat, table.c.anchor == ref)
    connection.execute(update(table).where(*of).values(anchor=""))


def move(connection: Connection, workspace: str, old: Place, new: Place, refs: Sequence[str], *, whole: bool) -> bool:
    """Messages moved from one place to another: a session moves if the one is among them that its place is known by.

    One whose place is not known by any message yet moves when the whole place does; returns whether one moved.
    """
    known = ("", *refs) if whole else tuple(refs)
    table = tables.place
    of = (table.c.workspace == workspace, table.c.chat == old.chat, table.c.channel == old.channel)
    query = select(table.c.session_id, table.c.topic, table.c.anchor).where(*of)
    moving = [
        row.session_id
        for row in connection.execute(query)
        if row.topic and row.topic.casefold() == old.topic.casefold() and row.anchor in known
    ]
    for session_id in moving:
        mine = (*of, table.c.session_id == session_id)
        connection.execute(update(table).where(*mine).values(channel=new.channel, topic=new.topic))
        _redirect(connection, workspace, session_id, old, new)
    return bool(moving)


def lose(connection: Connection, workspace: str, chat: str, refs: Sequence[str]) -> bool:
    """Messages are out of sight: a session whose place is known by one of them is nowhere until that is seen again."""
    table = tables.place
    of = (table.c.workspace == workspace, table.c.chat == chat, table.c.anchor.in_(refs), table.c.channel != "")
    rows = connection.execute(select(table.c.session_id).where(*of)).all()
    for row in rows:
        mine = (table.c.workspace == workspace, table.c.chat == chat, table.c.session_id == row.session_id)
        connection.execute(update(table).where(*mine).values(channel=""))
        _silence(connection, workspace, chat, row.session_id)
    return bool(rows)


def _silence(connection: Connection, workspace: str, chat: str, session_id: str) -> None:
    """Say no more on the chat of what the session's room was to hear."""
    table = tables.outbox
    of = (table.c.workspace == workspace, table.c.session_id == session_id, table.c.status.in_((*OPEN, SENT)))
    for row in connection.execute(select(table.c.id, table.c.place, table.c.status).where(*of)).all():
        place = read_place(row.place)
        if place.chat == chat and not place.only:
            status = CLOSED if row.status == SENT else WITHDRAWN
            connection.execute(update(table).where(table.c.id == row.id).values(status=status))


def live(connection: Connection, workspace: str, chat: str) -> tuple[str, ...]:
    """The messages that are kept up to date and stand on this chat."""
    table, lane = tables.outbox, tables.lane
    query = (
        select(table.c.message_ref)
        .join(lane, and_(lane.c.workspace == table.c.workspace, lane.c.name == table.c.lane))
        .where(table.c.workspace == workspace, lane.c.chat == chat, table.c.live)
        .where(table.c.status.in_((*OPEN, SENT)), table.c.message_ref.is_not(None))
        .order_by(table.c.id)
    )
    return tuple(connection.scalars(query))


def post_anew(connection: Connection, workspace: str, chat: str, ref: str) -> bool:
    """Post again what stood in a message that is gone, if it is kept up to date; whether that is so."""
    table, lane = tables.outbox, tables.lane
    ours = exists().where(lane.c.workspace == table.c.workspace, lane.c.name == table.c.lane, lane.c.chat == chat)
    stood = (table.c.workspace == workspace, table.c.message_ref == ref, table.c.live, table.c.status == SENT, ours)
    anew: dict[str, object] = {"status": PENDING, "message_ref": None, "closes_at": None, "lasting": None}
    anew |= {"rank": FIRST, "rev": table.c.rev + 1}
    return bool(connection.execute(update(table).where(*stood).values(anew)).rowcount)


def _redirect(connection: Connection, workspace: str, session_id: str, old: Place, new: Place) -> None:
    """Let what is still to be said in the old place be said in the new one."""
    table = tables.outbox
    of = (table.c.workspace == workspace, table.c.session_id == session_id, table.c.status.in_((*OPEN, SENT)))
    rows = connection.execute(select(table.c.id, table.c.place).where(*of)).all()
    for row in rows:
        place = read_place(row.place)
        if (place.chat, place.channel, place.topic.casefold()) == (old.chat, old.channel, old.topic.casefold()):
            connection.execute(update(table).where(table.c.id == row.id).values(place=write_place(new)))
