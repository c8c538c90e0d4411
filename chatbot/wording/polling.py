"""Polls in words: the question with its buttons, and the result."""

from chatbot.core.agenda import Participant
from chatbot.core.commands import Unvote, Vote
from chatbot.core.polls import Poll
from chatbot.grammar import spoken
from chatbot.messages import POLL_SIGNS, Block, Bold, Button, Buttons, Code, Line, Message, Paragraph, line, paragraph
from chatbot.wording.common import View, counted, words


def poll_message(view: View, poll: Poll) -> Message:
    """The question with its options; once the poll is closed, that it is."""
    if not poll.is_open:
        return Message((paragraph(*_question(poll), " – closed. ", _counts(poll)),))
    offers = Buttons(poll_buttons(poll), unseen=poll.hidden)
    return Message((paragraph(*_question(poll)), offers, Paragraph(_standing(view, poll)), _how(poll)))


def lasting_poll(view: View, poll: Poll) -> Message:
    """The question without what changes: it stands where it can be edited no more."""
    if not poll.is_open:
        return poll_message(view, poll)
    until = (paragraph("Open until ", view.time(poll.closes_at), "."),) if poll.closes_at else ()
    shows = paragraph(*words("`polls` shows how many have voted."))
    offers = Buttons(_buttons(poll, ()), unseen=poll.hidden)
    return Message((paragraph(*_question(poll)), offers, *until, shows, _how(poll)))


def so_far(view: View, poll: Poll) -> tuple[Block, ...]:
    """An open poll without its buttons, for these stand on its own message."""
    options = " · ".join(poll.options) if poll.hidden else _counts(poll)
    return paragraph(*_question(poll)), paragraph(options), Paragraph(_standing(view, poll))


def poll_buttons(poll: Poll) -> tuple[Button, ...]:
    """One for each option, with its votes unless they are hidden."""
    return _buttons(poll, () if poll.hidden else poll.counts)


def _buttons(poll: Poll, counts: tuple[int, ...]) -> tuple[Button, ...]:
    return tuple(
        Button(
            sign,
            f"{option} – {counts[index]}" if counts else option,
            spoken(Vote(f"#{index + 1}", poll.number)),
            spoken(Unvote(f"#{index + 1}", poll.number)),
        )
        for index, (sign, option) in enumerate(zip(POLL_SIGNS, poll.options, strict=False))
    )


def result(view: View, poll: Poll) -> tuple[Block, ...]:
    """Question, counts, when it was open and by whom, and what it is worth."""
    assert poll.closed_at is not None
    opened = line("Opened ", view.time(poll.opened_at), _by(poll.opened_by))
    closed = line(", closed ", view.time(poll.closed_at), _by(poll.closed_by))
    return (
        paragraph("Result of poll ", *_titled(poll)),
        paragraph(f"{_counts(poll)} ({counted(len(poll.ballots), 'vote')})"),
        paragraph(*opened, *closed, ". The sense of the room, not a decision."),
    )


def _question(poll: Poll) -> Line:
    return line("Poll ", *_titled(poll))


def _titled(poll: Poll) -> Line:
    return line(f"{poll.number}: ", Bold(poll.question))


def _counts(poll: Poll) -> str:
    """`Yes: 3 · No: 1`."""
    return " · ".join(f"{option}: {count}" for option, count in zip(poll.options, poll.counts, strict=True))


def _standing(view: View, poll: Poll) -> Line:
    """How many voted, and until when more can."""
    voted = "No votes yet" if not poll.ballots else counted(len(poll.ballots), "vote")
    until = line("; open until ", view.time(poll.closes_at)) if poll.closes_at else ()
    hidden = "; the counts are told when the poll closes" if poll.hidden else ""
    return line(voted, hidden, *until, ".")


def _how(poll: Poll) -> Block:
    example = Code(spoken(Vote(poll.options[0])))
    where = "To vote unseen, write to me directly, for example " if poll.hidden else "Or tell me, for example "
    return paragraph(where, example, *words("; the last vote counts, and `unvote` takes it back."))


def _by(person: Participant | None) -> str:
    return f" by {person.name}" if person else " by the clock"
