"""Where reading stands, so that another process can go on from there."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_MESSAGES = 500
"""Of so many of the bot's messages the reactions are kept in mind."""

Marks = frozenset[tuple[int, str]]
"""Who stands on a message with which of our signs."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where reading stands: the event queue, the last event taken from it, and the newest message seen.

    `standing` are the reactions on the bot's messages as they were handed over, so that a lost queue shows what
    changed meanwhile.
    """

    queue_id: str
    last_event_id: int
    last_message_id: int
    standing: Mapping[int, Marks] = field(default_factory=dict)


def write(cursor: Cursor) -> str:
    """The cursor as text; messages without reactions are as good as unknown ones."""
    marked = sorted((number, sorted(marks)) for number, marks in cursor.standing.items() if marks)
    return json.dumps(
        {
            "queue": cursor.queue_id,
            "event": cursor.last_event_id,
            "message": cursor.last_message_id,
            "standing": marked[-MOST_MESSAGES:],
        },
        separators=(",", ":"),
    )


def read(text: str) -> Cursor | None:
    """The cursor that `write` wrote; None for an empty text."""
    if not text:
        return None
    found = json.loads(text)
    standing = {number: frozenset((user, sign) for user, sign in marks) for number, marks in found["standing"]}
    return Cursor(found["queue"], found["event"], found["message"], standing)
