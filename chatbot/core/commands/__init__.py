"""What is asked: commands change a session, prompts come from the clock, queries change nothing."""

from dataclasses import dataclass
from datetime import datetime

from chatbot.core.commands.control import Control, End, Hold, Next, Resume, Skip, Start
from chatbot.core.commands.people import AddChair, Need, People, Volunteer, Withdraw
from chatbot.core.commands.prompts import Advance, AskVolunteers, CallStart, CallTime, Offer, Prompt, Revise
from chatbot.core.commands.queries import (
    Query,
    ShowAgenda,
    ShowChairs,
    ShowHelp,
    ShowLinks,
    ShowNext,
    ShowNotes,
    ShowNoteWell,
    ShowNow,
    ShowStatus,
    ShowVolunteers,
    ShowWhen,
    ShowWho,
)
from chatbot.core.commands.sourcing import Accept, Decline, EditOffered, Import, OmitOffered, Sourcing
from chatbot.core.commands.timing import Extend, Timing

__all__ = [
    "AboutCurrent",
    "Accept",
    "AddChair",
    "Advance",
    "AskVolunteers",
    "CallStart",
    "CallTime",
    "Command",
    "Control",
    "Decline",
    "Due",
    "EditOffered",
    "End",
    "Extend",
    "Hold",
    "Import",
    "Need",
    "Next",
    "Offer",
    "OmitOffered",
    "People",
    "Prompt",
    "Query",
    "Resume",
    "Revise",
    "ShowAgenda",
    "ShowChairs",
    "ShowHelp",
    "ShowLinks",
    "ShowNext",
    "ShowNoteWell",
    "ShowNotes",
    "ShowNow",
    "ShowStatus",
    "ShowVolunteers",
    "ShowWhen",
    "ShowWho",
    "Skip",
    "Sourcing",
    "Start",
    "Timing",
    "Volunteer",
    "Withdraw",
]

Command = Control | Timing | People | Sourcing
AboutCurrent = Next | Skip | Extend
"""What means the item that is on when it is said."""


@dataclass(frozen=True, slots=True)
class Due:
    """What the clock asks for at the instant `at`."""

    at: datetime
    command: Command | Prompt
