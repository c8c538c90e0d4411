"""What is asked: commands change a session, prompts come from the clock, queries change nothing."""

from dataclasses import dataclass
from datetime import datetime

from chatbot.core.commands.control import Control, End, Hold, Next, Resume, Skip, Start
from chatbot.core.commands.people import AddChair, Need, People, Volunteer, Withdraw
from chatbot.core.commands.polling import (
    ClosePoll,
    OfferAdoption,
    OpenPoll,
    Polling,
    Unvote,
    Vote,
)
from chatbot.core.commands.prompts import (
    Advance,
    AskVolunteers,
    CallSpeakerTime,
    CallStart,
    CallTime,
    EndPoll,
    Prompt,
    Revise,
    WarnSpeaker,
)
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
    ShowPolls,
    ShowQueue,
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
from chatbot.core.commands.timing import Extend, Timing

__all__ = [
    "AboutCurrent",
    "AddChair",
    "Advance",
    "AskVolunteers",
    "CallSpeaker",
    "CallSpeakerTime",
    "CallStart",
    "CallTime",
    "ClosePoll",
    "CloseQueue",
    "Command",
    "Control",
    "Due",
    "End",
    "EndPoll",
    "Extend",
    "GiveLastWord",
    "Hold",
    "JoinQueue",
    "LeaveQueue",
    "LimitSpeakers",
    "MoveFirst",
    "Need",
    "Next",
    "OfferAdoption",
    "OpenPoll",
    "OpenQueue",
    "People",
    "Polling",
    "Prompt",
    "Query",
    "Queueing",
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
    "ShowPolls",
    "ShowQueue",
    "ShowStatus",
    "ShowVolunteers",
    "ShowWhen",
    "ShowWho",
    "Skip",
    "Start",
    "Timing",
    "Unvote",
    "Volunteer",
    "Vote",
    "WarnSpeaker",
    "Withdraw",
    "YieldTurn",
]

Command = Control | Timing | People | Queueing | Polling
AboutCurrent = Next | Skip | Extend
"""What means the item that is on when it is said."""


@dataclass(frozen=True, slots=True)
class Due:
    """What the clock asks for at the instant `at`."""

    at: datetime
    command: Command | Prompt
