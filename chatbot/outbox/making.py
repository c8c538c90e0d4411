"""The texts of chosen rows: made from the session's present state, in the message that stands or in a new one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from chatbot import wording
from chatbot.core.announcements import RENEWED, Announcement
from chatbot.log import log
from chatbot.messages import Message
from chatbot.outbox.rendering import Render, Rendering, Standing
from chatbot.ports import Chat
from chatbot.store.claims import Claims, Post
from chatbot.store.records import write_message

BEFORE_ALL = -1


@dataclass(frozen=True, slots=True)
class Task:
    """What to send for a row; `live` is the text that it would have if `message` were not to stay as it is."""

    post: Post
    message: Message
    last: bool
    live: str | None = None


class Texts:
    """Makes the texts; `closing` is how long before a platform allows no more edits a message gets its last one."""

    def __init__(self, claims: Claims, chats: Mapping[str, Chat], render: Render, closing: timedelta) -> None:
        self._claims = claims
        self._chats = chats
        self._render = render
        self._closing = closing

    def make(self, connection: Connection, post: Post, now: datetime) -> Task | None:
        """The text of a claimed row; None when there is nothing to send, which is then noted."""
        if post.subject is None or post.session_id is None:
            assert post.body is not None
            return Task(post, post.body, last=False)
        if post.in_doubt and post.ref is None and post.body is not None:
            # What was sent is looked for as it was; no revision fits it, so that the present text is made after that.
            return Task(replace(post, rev=BEFORE_ALL) if post.live else post, post.body, last=False)
        if post.ref is not None and post.outdated is not None:
            return Task(post, wording.replaced(self._chats[post.place.chat].address(post.place, post.ref)), last=False)
        return self._announcement(connection, post, post.session_id, post.subject, now)

    def _announcement(
        self, connection: Connection, post: Post, session_id: str, said: Announcement, now: datetime
    ) -> Task | None:
        """An announcement's text as things stand now, in the message that stands or in a new one."""

        def render(standing: Standing) -> Rendering:
            return self._render(connection, session_id, said, post.place.chat, standing)

        made = render(Standing.NEW if post.ref is None else Standing.POSTED)
        if made.message is None:
            log.info("announcement_withdrawn", key=post.key)
            self._claims.withdrawn(connection, post, now)
            return None
        text = write_message(made.message)
        changed = not post.says(text)
        if post.ref is not None and not post.in_doubt and not changed and not post.closing:
            self._claims.unchanged(connection, post, now, last=made.last)
            return None
        if post.lasting is not None and not made.anew:
            self._claims.closed(connection, post, now, now)
            return None
        renewed = said.subject in RENEWED
        if post.lasting is not None or (post.closing and renewed and not made.last and (changed or post.edited)):
            # A board points to the one that took its place, or is taken away; on a request people may still react.
            post = self._claims.replace(connection, post, post.ref if renewed else None)
        elif (post.closing and not made.last) or (post.live and post.ref is None and self._is_fixed(post)):
            lasting = render(Standing.CLOSING).message
            assert lasting is not None
            # The last text of a message that can be edited no more: from now on, or from the start.
            if post.ref is not None:
                return Task(post, lasting, last=False, live=text)
            return Task(_writing(post, write_message(lasting)), lasting, last=True)
        return Task(_writing(post, text), made.message, made.last)

    def _is_fixed(self, post: Post) -> bool:
        """Whether messages there can hardly be edited at all."""
        window = self._chats[post.place.chat].edit_window()
        return window is not None and window < 2 * self._closing


def _writing(post: Post, text: str) -> Post:
    """The row with the text that is about to be sent, and whether that changes what stands."""
    return replace(post, written=text, edited=post.edited or post.ref is not None)
