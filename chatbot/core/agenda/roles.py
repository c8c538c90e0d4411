"""What volunteers are wanted for, and when they are asked."""

from datetime import time, timedelta

from chatbot.core.record import record


@record
class Part:
    """What of a session a role is for: a `half`, 1 or 2, or `items`; all of it, where neither is given.

    Items are keys, and places on the board, counted from 1, in what chairs say.
    """

    half: int = 0
    items: tuple[int, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it is all of the session."""
        return not self.half and not self.items


WHOLE = Part()
HALVES = (Part(half=1), Part(half=2))


@record
class Role:
    """A job that volunteers are wanted for, such as `note taker`, in all of the session or a part of it.

    The items of its part are counted from 1 as the agenda has them.
    """

    name: str
    places: int
    part: Part = WHOLE


@record
class Asking:
    """When volunteers are asked for: so long `before` the start, while places are free.

    In `quiet` hours, from one local time to the other, nobody is asked, but within an hour of the start.
    """

    before: tuple[timedelta, ...] = (
        timedelta(days=3),
        timedelta(days=1),
        timedelta(hours=1),
        timedelta(minutes=10),
        timedelta(),
    )
    quiet: tuple[time, time] | None = (time(22), time(7))


USUAL_ASKING = Asking()
