"""Topics and channels that were renamed, moved or resolved a moment ago."""

from chatbot.adapters.zulip.payload import CHAT, Json
from chatbot.clock import seconds
from chatbot.core.agenda import Place

REMEMBERED = 60.0
"""Seconds for which a post that was under way to the old place is sent to the new one."""

ALONE, LATER, ALL = "change_one", "change_later", "change_all"
"""How many messages somebody moved at once: one, it and all later ones, or the whole topic."""


class Moves:
    """Where places went lately: the database learns it too, but a post may be under way already.

    Kept for a moment alone, since somebody may open a topic of the old name again.
    """

    def __init__(self) -> None:
        self._moved: dict[tuple[str, str], tuple[Place, float]] = {}

    def note(self, old: Place, new: Place) -> None:
        """What was in the old place is in the new one now."""
        self._moved[_name(old)] = (new, seconds())
        self._moved.pop(_name(new), None)

    def now(self, place: Place) -> Place:
        """Where the place is now."""
        self._moved = {name: moved for name, moved in self._moved.items() if seconds() - moved[1] < REMEMBERED}
        for _ in range(len(self._moved)):
            if place.only or _name(place) not in self._moved:
                break
            place = self._moved[_name(place)][0]
        return place


def moved(event: Json) -> tuple[Place, Place, tuple[str, ...], str] | None:
    """Old and new place, the messages that moved, and how many at once; None for an edit of another kind."""
    if "orig_subject" not in event and "new_stream_id" not in event:
        return None
    channel, topic = event["stream_id"], event.get("orig_subject", "")
    old = Place(CHAT, str(channel), topic)
    new = Place(CHAT, str(event.get("new_stream_id", channel)), event.get("subject", topic))
    if old == new:
        return None
    refs = tuple(str(number) for number in sorted(event["message_ids"]))
    return old, new, refs, event.get("propagate_mode", ALONE)


def _name(place: Place) -> tuple[str, str]:
    return place.channel, place.topic.casefold()
