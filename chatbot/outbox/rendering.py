"""How the outbox gets the text of an announcement."""

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

from chatbot.core.announcements import Announcement
from chatbot.messages import Message


@dataclass(frozen=True, slots=True)
class Rendering:
    """The text of an announcement now; None when it is no longer worth saying, `last` when it will not change."""

    message: Message | None
    last: bool = False


class Render(Protocol):
    """Makes the text of an announcement from the session's present state, within the claiming transaction."""

    def __call__(
        self, connection: Connection, session_id: str, said: Announcement, chat: str, *, posted: bool
    ) -> Rendering: ...
