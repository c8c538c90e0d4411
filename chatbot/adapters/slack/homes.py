"""Homes that may be looked at, which are shown anew while they change.

Slack tells when somebody opens the Home and never when they leave it.
"""

from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Any

from chatbot.clock import Clock
from chatbot.core.agenda import Place
from chatbot.ports import Opened

Json = dict[str, Any]

LOOKED_AT_FOR = timedelta(minutes=30)
"""How long somebody who opened the Home, or pressed a button there, is taken to look at it."""
MOST = 50
"""Homes that are renewed, those opened last: Slack takes about 100 a minute in a workspace."""


class Homes:
    """What this process has shown to whom; a Home is published again only when it is another one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._opened: OrderedDict[Place, tuple[Opened, datetime]] = OrderedDict()
        self._shown: dict[Place, Json] = {}

    def note(self, opened: Opened) -> None:
        """Somebody looks at their Home, and gets it whatever they were shown before."""
        self._shown.pop(opened.reply, None)
        self._opened[opened.reply] = opened, self._clock.now()
        self._opened.move_to_end(opened.reply)
        while len(self._opened) > MOST:
            self._forget(next(iter(self._opened)))

    def looked_at(self) -> tuple[Opened, ...]:
        """Who may still look at their Home."""
        now = self._clock.now()
        for place in [place for place, (_, at) in self._opened.items() if now - at > LOOKED_AT_FOR]:
            self._forget(place)
        return tuple(opened for opened, _ in self._opened.values())

    def stands(self, place: Place, view: Json) -> bool:
        """Whether the person has just this view already."""
        return self._shown.get(place) == view

    def shown(self, place: Place, view: Json) -> None:
        """The person has this view now."""
        if place in self._opened:
            self._shown[place] = view

    def _forget(self, place: Place) -> None:
        del self._opened[place]
        self._shown.pop(place, None)
