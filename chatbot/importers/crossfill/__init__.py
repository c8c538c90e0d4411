"""What the datatracker knows and an agenda does not say: dates, windows, rooms, chairs, links, states of drafts."""

from chatbot.importers.crossfill.asking import Datatracker
from chatbot.importers.crossfill.comparing import compared
from chatbot.importers.crossfill.facts import Draft, Facts, Known
from chatbot.importers.crossfill.filling import fill

__all__ = ["Datatracker", "Draft", "Facts", "Known", "compared", "fill"]
