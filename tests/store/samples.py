"""Sessions, places and things to say, as small as can be."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from chatbot.core.agenda import Agenda, Item, Place
from chatbot.core.announcements import Announcement, Subject
from chatbot.messages import Message, paragraph
from chatbot.ports import Lane
from chatbot.store.claims import Claims, Post

START = datetime(2026, 3, 4, 14, 0, tzinfo=UTC)
HALL, ROOM = Lane("hall", 0.0), Lane("room", 0.0)
BOARD = Announcement(Subject.BOARD, START)


def agenda(name: str = "small", title: str = "Small WG") -> Agenda:
    return Agenda(name, title, START, "UTC", (Item("Welcome", 5), Item("Draft", 10)))


def claim(connection: Connection, claims: Claims, chats: Collection[str], now: datetime, most: int) -> tuple[Post, ...]:
    """What is chosen and taken in one transaction."""
    return claims.take(connection, claims.choose(connection, chats, now, most), now)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def place(channel: str = "1", topic: str = "", chat: str = "fake") -> Place:
    return Place(chat, channel, topic)


def text(words: str) -> Message:
    return Message((paragraph(words),))


def item(number: int) -> Announcement:
    return Announcement(Subject.ITEM, START, number)
