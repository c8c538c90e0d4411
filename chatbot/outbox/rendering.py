"""How the outbox gets the text of an announcement."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sqlalchemy import Connection

from chatbot.core.announcements import Announcement
from chatbot.messages import Message
from chatbot.store.claims import Post


class Standing(StrEnum):
    """Where the text will stand: in a new message, in one that can be edited, or in one that gets its last edit."""

    NEW = "new"
    POSTED = "posted"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Rendering:
    """The text of an announcement now; None when it is no longer worth saying, `last` when it will not change.

    With `anew`, a message that can be edited no more gives way to a new one when the text changes.
    """

    message: Message | None
    last: bool = False
    anew: bool = False


class Render(Protocol):
    """Makes the text of an announcement from the session's present state, within the claiming transaction."""

    def __call__(
        self, connection: Connection, session_id: str, said: Announcement, chat: str, standing: Standing
    ) -> Rendering: ...


class Report(Protocol):
    """Tells whom it concerns that a post may be missing and cannot be looked for, within the marking transaction."""

    def __call__(self, connection: Connection, post: Post) -> None: ...
