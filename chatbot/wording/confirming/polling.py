"""What is said when somebody voted or a poll was closed."""

from typing import assert_never

from chatbot.core import events, polls
from chatbot.core.commands import OfferAdoption
from chatbot.core.session import Phase
from chatbot.grammar import spoken
from chatbot.messages import Bold, Code, line
from chatbot.wording.common import View, counted, words
from chatbot.wording.confirming.reply import Reply, private, seen


def confirm(view: View, event: events.Polling) -> Reply | None:
    """The reply to what happened; None where an announcement says it."""
    match event:
        case events.Voted(poll=number, option=option):
            chosen = view.session.poll(number).options[option]
            return seen(line(f"Your vote in poll {number}: ", Bold(chosen), *words("; `unvote` takes it back.")))
        case events.VoteWithdrawn(poll=number):
            return seen(line(f"Your vote in poll {number} is taken back."))
        case events.PollClosed(poll=number):
            return _closed(view, number)
        case events.PollOpened():
            return None
        case _:
            assert_never(event)


def _closed(view: View, number: int) -> Reply | None:
    """The result is announced; whoever closes an adoption call is told of the next one."""
    session = view.session
    left = polls.unasked(session.polls, session.agenda.adoption_calls)
    if not session.poll(number).draft or not left or session.phase is Phase.ENDED:
        return None
    more = counted(len(left), "adoption call")
    return private(line(f"{more} left; ", Code(spoken(OfferAdoption())), f" asks about {left[0]} next."))
