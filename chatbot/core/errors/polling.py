"""Why a poll stays as it is."""

from chatbot.core.record import record


@record
class PollIsOpen:
    """One poll at a time: this one is open."""

    number: int
    question: str


@record
class NoPollOpen:
    """There is nothing to vote on."""


@record
class PollIsNewer:
    """What was said is older than this poll, and came late."""

    number: int
    question: str


@record
class PollIsClosed:
    """This poll takes no votes any more."""

    number: int
    question: str


@record
class BadOptions:
    """A poll has so many different options, each no longer than this many characters."""

    fewest: int
    most: int
    longest: int


@record
class UnknownOption:
    """The poll has no such option."""

    choice: str
    options: tuple[str, ...]


@record
class AlreadyVoted:
    """This is the person's vote already."""

    option: str


@record
class NotVoted:
    """The person has no vote to take back."""

    options: tuple[str, ...]


@record
class NoAdoptions:
    """The agenda lists no adoption calls."""


@record
class AdoptionsAsked:
    """The adoption of all these drafts has been asked about."""

    drafts: tuple[str, ...]


PollReason = (
    PollIsOpen
    | NoPollOpen
    | PollIsClosed
    | PollIsNewer
    | BadOptions
    | UnknownOption
    | AlreadyVoted
    | NotVoted
    | NoAdoptions
    | AdoptionsAsked
)
