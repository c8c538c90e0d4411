"""What is asked: commands change a session, prompts come from the clock, queries change nothing.

A theme a module: `control` (how the session goes on), `timing` and `arranging` (its items), `sourcing` (an agenda from
elsewhere), `people`, `volunteering`, `personal` (who wants to be told), `recording`, `queueing`, `polling`; `prompts`
and `queries` are those.
"""

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
from chatbot.core.commands.polling import ClosePoll, OfferAdoption, OpenPoll, Polling, Unvote, Vote
from chatbot.core.commands.prompts import (
    Advance,
    AlertPresenters,
    AskVolunteers,
    CallSpeakerTime,
    CallStart,
    CallTime,
    EndPoll,
    HandOver,
    ListCandidates,
    ListUnreached,
    Offer,
    Prompt,
    RemindNext,
    RemindWatchers,
    Revise,
    Warn,
    WarnSpeaker,
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
    ShowPolls,
    ShowQueue,
    ShowRecord,
    ShowServed,
    ShowSlides,
    ShowStatus,
    ShowVolunteers,
    ShowWhen,
    ShowWho,
)
from chatbot.core.commands.queueing import (
    CallSpeaker,
    CloseQueue,
    GiveLastWord,
    JoinQueue,
    LeaveQueue,
    LimitSpeakers,
    MoveFirst,
    OpenQueue,
    Queueing,
    YieldTurn,
)
from chatbot.core.commands.recording import RecordAction, RecordDecision, Recording, RecordNote
from chatbot.core.commands.sourcing import Accept, Decline, EditOffered, Import, OmitOffered, Sourcing
from chatbot.core.commands.timing import Extend, Fix, SetMinutes, Shorten, Timing
from chatbot.core.commands.volunteering import (
    Agree,
    AskAgain,
    AskPerson,
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
from chatbot.core.record import record

__all__ = [
    "AboutCurrent",
    "Accept",
    "Add",
    "AddChair",
    "Advance",
    "Agree",
    "AlertPresenters",
    "Arranging",
    "AskAgain",
    "AskPerson",
    "AskVolunteers",
    "Back",
    "CallSpeaker",
    "CallSpeakerTime",
    "CallStart",
    "CallTime",
    "ClosePoll",
    "CloseQueue",
    "Command",
    "Control",
    "Decline",
    "Disagree",
    "Drop",
    "Due",
    "EditOffered",
    "End",
    "EndPoll",
    "Everyones",
    "Extend",
    "Fix",
    "ForgetMe",
    "GiveLastWord",
    "HandOver",
    "Hold",
    "Import",
    "JoinQueue",
    "LeaveQueue",
    "LimitSpeakers",
    "ListCandidates",
    "ListUnreached",
    "Move",
    "MoveFirst",
    "Mute",
    "Need",
    "NeverAsk",
    "Next",
    "Offer",
    "OfferAdoption",
    "OmitOffered",
    "OpenPoll",
    "OpenQueue",
    "People",
    "Personal",
    "Ping",
    "Polling",
    "Prompt",
    "Query",
    "Queueing",
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
    "ShowPolls",
    "ShowQueue",
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
    "Unvote",
    "Volunteer",
    "Volunteering",
    "Vote",
    "Warn",
    "WarnSpeaker",
    "Withdraw",
    "YieldTurn",
]

Command = Control | Timing | Arranging | People | Volunteering | Personal | Recording | Queueing | Polling | Sourcing

Everyones = (
    Volunteer
    | Withdraw
    | Agree
    | Disagree
    | NeverAsk
    | AskAgain
    | ForgetMe
    | Personal
    | Recording
    | JoinQueue
    | LeaveQueue
    | YieldTurn
    | Vote
    | Unvote
)
"""What everybody may say; all else is for chairs."""

AboutCurrent = Next | Skip | Extend | Shorten
"""What means the item that is on when it is said."""


@record
class Due:
    """What the clock asks for at the instant `at`."""

    at: datetime
    command: Command | Prompt
