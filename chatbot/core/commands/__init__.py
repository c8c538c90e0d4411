"""What is asked: commands change a session, prompts come from the clock, queries change nothing."""

from dataclasses import dataclass
from datetime import datetime

from chatbot.core.commands.arranging import Add, Arranging, Drop, Move, Rename, SetPresenter, Swap
from chatbot.core.commands.control import (
    Back,
    Control,
    End,
    Hold,
    Mute,
    Next,
    Resume,
    Skip,
    Start,
    StartOver,
    Undo,
    Unmute,
)
from chatbot.core.commands.people import AddChair, Need, People, Volunteer, Withdraw
from chatbot.core.commands.personal import Personal, Ping, Unping
from chatbot.core.commands.prompts import (
    Advance,
    AlertPresenters,
    AskVolunteers,
    CallStart,
    CallTime,
    ListUnreached,
    Prompt,
    RemindWatchers,
    Revise,
    Warn,
)
from chatbot.core.commands.queries import (
    Query,
    ShowAgenda,
    ShowBoard,
    ShowChairs,
    ShowDocument,
    ShowHelp,
    ShowLate,
    ShowLinks,
    ShowNext,
    ShowNotes,
    ShowNoteWell,
    ShowNow,
    ShowRecord,
    ShowSlides,
    ShowStatus,
    ShowVolunteers,
    ShowWhen,
    ShowWho,
)
from chatbot.core.commands.recording import RecordAction, RecordDecision, Recording, RecordNote
from chatbot.core.commands.timing import Extend, Fix, SetMinutes, Shorten, Timing

__all__ = [
    "Add",
    "AddChair",
    "Advance",
    "AlertPresenters",
    "Arranging",
    "AskVolunteers",
    "Back",
    "CallStart",
    "CallTime",
    "Command",
    "Control",
    "Drop",
    "Due",
    "End",
    "Everyones",
    "Extend",
    "Fix",
    "Hold",
    "ListUnreached",
    "Move",
    "Mute",
    "Need",
    "Next",
    "People",
    "Personal",
    "Ping",
    "Prompt",
    "Query",
    "RecordAction",
    "RecordDecision",
    "RecordNote",
    "Recording",
    "RemindWatchers",
    "Rename",
    "Resume",
    "Revise",
    "SetMinutes",
    "SetPresenter",
    "Shorten",
    "ShowAgenda",
    "ShowBoard",
    "ShowChairs",
    "ShowDocument",
    "ShowHelp",
    "ShowLate",
    "ShowLinks",
    "ShowNext",
    "ShowNoteWell",
    "ShowNotes",
    "ShowNow",
    "ShowRecord",
    "ShowSlides",
    "ShowStatus",
    "ShowVolunteers",
    "ShowWhen",
    "ShowWho",
    "Skip",
    "Start",
    "StartOver",
    "Swap",
    "Timing",
    "Undo",
    "Unmute",
    "Unping",
    "Volunteer",
    "Warn",
    "Withdraw",
]

Command = Control | Timing | Arranging | People | Personal | Recording

Everyones = Volunteer | Withdraw | Personal | Recording
"""What everybody may say; all else is for chairs."""


@dataclass(frozen=True, slots=True)
class Due:
    """What the clock asks for at the instant `at`."""

    at: datetime
    command: Command | Prompt
