"""Tells the chairs what only people can settle."""

from collections.abc import Iterator, Mapping

import structlog
from sqlalchemy import Connection

from chatbot import wording
from chatbot.core.agenda import Place
from chatbot.core.session import Session
from chatbot.ports import Chat
from chatbot.store.claims import Post
from chatbot.store.journal import Journal
from chatbot.store.posts import Posts

log = structlog.get_logger()


class LostPosts:
    """Reports a post of a room that may be missing to the chairs, each by a direct message (the outbox's Report)."""

    def __init__(self, journal: Journal, posts: Posts, chats: Mapping[str, Chat]) -> None:
        self._journal = journal
        self._posts = posts
        self._chats = chats

    def __call__(self, connection: Connection, post: Post) -> None:
        if post.place.only or post.body is None:
            return
        names = (post.session_id,) if post.session_id else self._journal.sessions_at(connection, post.place)[:1]
        for name in names:
            kept = self._journal.load(connection, name)
            assert kept is not None
            told = [self._tell(connection, kept.session, post, account) for account in _chairs(kept.session, post)]
            if not told:
                log.error("no_chair_to_tell", key=post.key, session=name)

    def _tell(self, connection: Connection, session: Session, post: Post, account: str) -> str:
        assert post.body is not None
        place = Place(post.place.chat, "", only=account, team=post.place.team)
        lane = self._chats[place.chat].lane(place)
        self._posts.queue(connection, f"lost/{post.key}/{account}", place, lane, wording.lost(session, post.body))
        return account


def _chairs(session: Session, post: Post) -> Iterator[str]:
    """The chairs' accounts on the chat of the post."""
    accounts = [account for chair in session.agenda.chairs for account in chair.accounts]
    for account in dict.fromkeys([*accounts, *(one.account for one in session.chairs_added)]):
        if account.startswith(f"{post.place.chat}:"):
            yield account
