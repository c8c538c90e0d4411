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
from chatbot.core.commands.people import AddChair, People
from chatbot.core.commands.personal import Personal, Ping, Unping
from chatbot.core.commands.prompts import (
    Advance,
    AlertPresenters,
    AskVolunteers,
    CallStart,
    CallTime,
    HandOver,
    ListCandidates,
    ListUnreached,
    Offer,
    Prompt,
    RemindNext,
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
    ShowServed,
    ShowSlides,
    ShowStatus,
    ShowVolunteers,
    ShowWhen,
    ShowWho,
)
from chatbot.core.commands.recording import RecordAction, RecordDecision, Recording, RecordNote
from chatbot.core.commands.sourcing import Accept, Decline, EditOffered, Import, OmitOffered, Sourcing
from chatbot.core.commands.timing import Extend, Fix, SetMinutes, Shorten, Timing
from chatbot.core.commands.volunteering import (
    Agree,
    Ask,
    AskAgain,
    Disagree,
    ForgetMe,
    Need,
    NeverAsk,
    Release,
    SignUp,
    Volunteer,
    Volunteering,
    Withdraw,
)

__all__ = [
    "AboutCurrent",
    "Accept",
    "Add",
    "AddChair",
    "Advance",
    "Agree",
    "AlertPresenters",
    "Arranging",
    "Ask",
    "AskAgain",
    "AskVolunteers",
    "Back",
    "CallStart",
    "CallTime",
    "Command",
    "Control",
    "Decline",
    "Disagree",
    "Drop",
    "Due",
    "EditOffered",
    "End",
    "Everyones",
    "Extend",
    "Fix",
    "ForgetMe",
    "HandOver",
    "Hold",
    "Import",
    "ListCandidates",
    "ListUnreached",
    "Move",
    "Mute",
    "Need",
    "NeverAsk",
    "Next",
    "Offer",
    "OmitOffered",
    "People",
    "Personal",
    "Ping",
    "Prompt",
    "Query",
    "RecordAction",
    "RecordDecision",
    "RecordNote",
    "Recording",
    "Release",
    "RemindNext",
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
    "ShowServed",
    "ShowSlides",
    "ShowStatus",
    "ShowVolunteers",
    "ShowWhen",
    "ShowWho",
    "SignUp",
    "Skip",
    "Sourcing",
    "Start",
    "StartOver",
    "Swap",
    "Timing",
    "Undo",
    "Unmute",
    "Unping",
    "Volunteer",
    "Volunteering",
    "Warn",
    "Withdraw",
]

Command = Control | Timing | Arranging | People | Volunteering | Personal | Recording | Sourcing

Everyones = Volunteer | Withdraw | Agree | Disagree | NeverAsk | AskAgain | ForgetMe | Personal | Recording
"""What everybody may say; all else is for chairs."""

AboutCurrent = Next | Skip | Extend | Shorten
"""What means the item that is on when it is said."""


@dataclass(frozen=True, slots=True)
class Due:
    """What the clock asks for at the instant `at`."""

    at: datetime
    command: Command | Prompt
