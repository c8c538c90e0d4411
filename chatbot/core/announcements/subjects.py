"""What can be announced."""

from datetime import datetime
from enum import StrEnum

from chatbot.core.agenda import WHOLE, Part
from chatbot.core.record import record


class Subject(StrEnum):
    """What an announcement is about."""

    NOTICES = "notices"
    BOARD = "board"
    REQUEST = "request"
    START_CALL = "start-call"
    ITEM = "item"
    TIME_CALL = "time-call"
    FAREWELL = "farewell"
    POLL = "poll"
    POLL_RESULT = "poll-result"
    SPEAKER_WARNING = "speaker-warning"
    SPEAKER_TIME = "speaker-time"
    WARNING = "warning"
    HEADS_UP = "heads-up"
    UNREACHED = "unreached"
    REMINDER = "reminder"
    BEGUN = "begun"
    SIGNED = "signed"
    PROMOTED = "promoted"
    RELEASED = "released"
    ROSTER = "roster"
    ASKED = "asked"
    DECLINED = "declined"
    CANDIDATES = "candidates"
    HAND_OVER = "hand-over"
    NEXT_UP = "next-up"


LIVE = frozenset({Subject.BOARD, Subject.REQUEST, Subject.POLL, Subject.ASKED})
"""Posts that are edited in place as the session goes on."""


RENEWED = frozenset({Subject.BOARD})
"""Posts of which one that is up to date always stands: when one can be edited no more, a new one takes its place."""


ASKED_FOR = frozenset(
    {
        *(Subject.POLL, Subject.POLL_RESULT),
        *(Subject.SIGNED, Subject.PROMOTED, Subject.RELEASED, Subject.ASKED, Subject.DECLINED),
    }
)
"""What comes of somebody's word: said while the bot is mute too, or the last that people know would not hold."""


@record
class Announcement:
    """One thing to say once; `at` is when it was due, `item` and `round` tell it from others of its subject. `role`
    and `part` are what somebody volunteers for.

    With `to` it is for one person, who is told directly: these are the person's accounts, of which the first that can
    be reached is taken. Without, it is for the room. For a poll, `item` is its number.
    """

    subject: Subject
    at: datetime
    item: int = 0
    round: int = 1
    to: tuple[str, ...] = ()
    role: str = ""
    part: Part = WHOLE

    @property
    def key(self) -> str:
        """Unique in the session and the same after every restart, such as `item-5/1`."""
        about = f"{self.subject}-{self.item}" if self.item else self.subject
        return "/".join((about, str(self.round), *self.to[:1]))
