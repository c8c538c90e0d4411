"""Posts that perhaps stand and cannot be looked for are reported to the chairs."""

from sqlalchemy import Connection

from chatbot import wording
from chatbot.core.agenda import Place
from chatbot.core.session import Session
from chatbot.log import log
from chatbot.messages import Message
from chatbot.service.chairs import accounts_of
from chatbot.service.desk import Desk
from chatbot.store.claims import Post


class LostPosts:
    """Reports a post of a room that may be missing to the chairs, each by a direct message (the outbox's Report)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, connection: Connection, post: Post) -> None:
        if post.place.only or post.body is None:
            return
        names = (post.session_id,) if post.session_id else self._desk.journal.sessions_at(connection, post.place)[:1]
        for name in names:
            session = self._desk.journal.kept(connection, name).session
            accounts = [one for one in accounts_of(session) if one.startswith(f"{post.place.chat}:")]
            for account in accounts:
                self._tell(connection, session, post, post.body, account)
            if not accounts:
                log.error("no_chair_to_tell", key=post.key, session=name)

    def _tell(self, connection: Connection, session: Session, post: Post, body: Message, account: str) -> None:
        place = Place(post.place.chat, "", only=account, team=post.place.team)
        lane = self._desk.chats[place.chat].lane(place)
        self._desk.posts.queue(connection, f"lost/{post.key}/{account}", place, lane, wording.lost(session, body))
