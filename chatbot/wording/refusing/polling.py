"""Why a poll stays as it is."""

from typing import assert_never

from chatbot.core import errors
from chatbot.core.commands import ClosePoll, OpenPoll, Vote
from chatbot.grammar import spoken
from chatbot.messages import Bold, Code, Line, join, line
from chatbot.wording.common import words


def sentence(reason: errors.PollReason) -> Line:  # noqa: C901 - one case a reason
    """Why not, and what to do instead."""
    match reason:
        case errors.PollIsOpen(number, question):
            closes = Code(spoken(ClosePoll()))
            return line(f"Poll {number}, ", Bold(question), ", is open; ", closes, " closes it first.")
        case errors.NoPollOpen():
            return line("No poll is open.")
        case errors.PollIsClosed(number, question):
            return line(f"Poll {number}, ", Bold(question), ", is closed: its votes stay as they are.")
        case errors.PollIsNewer(number, question):
            return line(f"Poll {number}, ", Bold(question), ", was asked after you said this. Please vote again.")
        case errors.BadOptions(fewest, most, longest):
            example = Code(spoken(OpenPoll("Meet in June?", ("yes", "no"))))
            wanted = f"Please give {fewest} to {most} different options of at most {longest} characters, for example "
            return line(wanted, example, ".")
        case errors.UnknownOption(choice, options):
            return line(f"“{choice}” is no option of this poll. You can say ", *_votes(options), ".")
        case errors.AlreadyVoted(option):
            return line("Your vote is ", Bold(option), *words(" already; `unvote` takes it back."))
        case errors.NotVoted(options):
            return line("You have no vote to take back. You can say ", *_votes(options), ".")
        case errors.NoAdoptions():
            return line("The agenda lists no adoption calls. ", *words('`poll "QUESTION"` asks anything.'))
        case errors.AdoptionsAsked(drafts):
            return line(f"All adoption calls of the agenda have been asked: {', '.join(drafts)}.")
        case _:
            assert_never(reason)


def _votes(options: tuple[str, ...]) -> Line:
    return join(((Code(spoken(Vote(option))),) for option in options), " or ")
