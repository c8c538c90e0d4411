"""Polls: a question, options, and one changeable vote each."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from chatbot.core.agenda import Participant
from chatbot.core.errors import (
    AdoptionsAsked,
    AlreadyVoted,
    BadOptions,
    NoAdoptions,
    NoPollOpen,
    NotVoted,
    PollIsClosed,
    PollIsOpen,
    Refused,
    UnknownOption,
)
from chatbot.core.record import record

YES_OR_NO = ("Yes", "No", "No opinion")
"""The options of a poll for which none were named."""
FEWEST_OPTIONS, MOST_OPTIONS = 2, 10
LONGEST_OPTION = 60
"""No option is longer than this many characters: it has to fit on a button."""
_OUTER = " .,;:!?'\"*_~`"


@record
class Ballot:
    """One person's vote for the option with this index."""

    person: Participant
    option: int


@record
class Poll:
    """A question put to the room; `number` counts the session's polls from 1.

    `draft` names the document of an adoption call. While a `hidden` poll is open, nobody is told its counts.
    `closes_at` is when the clock closes it; `closed_by` None means that it did.
    """

    number: int
    question: str
    options: tuple[str, ...]
    opened_at: datetime
    opened_by: Participant | None = None
    draft: str = ""
    hidden: bool = False
    closes_at: datetime | None = None
    ballots: tuple[Ballot, ...] = ()
    closed_at: datetime | None = None
    closed_by: Participant | None = None

    @property
    def is_open(self) -> bool:
        """Whether votes are taken."""
        return self.closed_at is None

    @property
    def counts(self) -> tuple[int, ...]:
        """The votes for each option."""
        return tuple(sum(one.option == index for one in self.ballots) for index in range(len(self.options)))

    def vote_of(self, person: Participant) -> int | None:
        """The index of the option that this account voted for."""
        return next((one.option for one in self.ballots if one.person.account == person.account), None)


Polls = tuple[Poll, ...]


def current(polls: Polls) -> Poll | None:
    """The poll that is open; there is one at most."""
    return next((poll for poll in polls if poll.is_open), None)


def normal(option: str) -> str:
    """The option for comparing: without case, outer punctuation and double blanks."""
    folded = " ".join(unicodedata.normalize("NFKC", option).split()).casefold()
    return folded.strip(_OUTER) or folded


def named(options: tuple[str, ...], choice: str) -> int | None:
    """The index of the option that is called so."""
    return next((index for index, option in enumerate(options) if normal(option) == normal(choice)), None)


def to_open(polls: Polls, options: tuple[str, ...]) -> int:
    """The number of a new poll with these options; raises Refused."""
    standing = current(polls)
    if standing:
        raise Refused(PollIsOpen(standing.number, standing.question))
    distinct = {normal(option) for option in options}
    fits = FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS and len(distinct) == len(options)
    if not fits or any(not option or len(option) > LONGEST_OPTION for option in options):
        raise Refused(BadOptions(FEWEST_OPTIONS, MOST_OPTIONS, LONGEST_OPTION))
    return len(polls) + 1


def to_adopt(polls: Polls, drafts: tuple[str, ...]) -> str:
    """The first of the drafts whose adoption has not been asked about; raises Refused."""
    if not drafts:
        raise Refused(NoAdoptions())
    left = unasked(polls, drafts)
    if not left:
        raise Refused(AdoptionsAsked(drafts))
    return left[0]


def unasked(polls: Polls, drafts: tuple[str, ...]) -> tuple[str, ...]:
    """The drafts whose adoption has not been asked about."""
    asked = {poll.draft for poll in polls}
    return tuple(draft for draft in drafts if draft not in asked)


def taking_votes(polls: Polls, number: int | None) -> Poll:
    """The poll of this number, or the open one; raises Refused when it takes no votes."""
    poll = current(polls) if number is None else next((one for one in polls if one.number == number), None)
    if poll is None:
        raise Refused(NoPollOpen())
    if not poll.is_open:
        raise Refused(PollIsClosed(poll.number, poll.question))
    return poll


def offers(poll: Poll, choice: str) -> bool:
    """Whether the poll has an option of this name or number."""
    try:
        chosen(poll, choice)
    except Refused:
        return False
    return True


def chosen(poll: Poll, choice: str) -> int:
    """The index of the option meant by its name, its number, or `#` and its number; raises Refused."""
    found = None if choice.startswith("#") else named(poll.options, choice)
    if found is None:
        number = choice.removeprefix("#").strip()
        found = int(number) - 1 if number.isascii() and number.isdecimal() else -1
    if not 0 <= found < len(poll.options):
        raise Refused(UnknownOption(choice, poll.options))
    return found


def to_vote(poll: Poll, choice: str, person: Participant) -> int:
    """The index of the option that the person changes to; raises Refused."""
    option = chosen(poll, choice)
    if poll.vote_of(person) == option:
        raise Refused(AlreadyVoted(poll.options[option]))
    return option


def to_unvote(poll: Poll, choice: str, person: Participant) -> bool:
    """Whether the person has a vote to take back; raises Refused.

    With a choice only a vote for that: who has changed a vote since and clears away the old sign takes back nothing.
    """
    vote = poll.vote_of(person)
    if choice:
        return vote == chosen(poll, choice)
    if vote is None:
        raise Refused(NotVoted(poll.options))
    return True


def voted(polls: Polls, number: int, person: Participant, option: int) -> Polls:
    """The polls after the person voted; an earlier vote of theirs is gone."""
    return _changed(polls, number, lambda poll: (*_others(poll, person), Ballot(person, option)))


def unvoted(polls: Polls, number: int, person: Participant) -> Polls:
    """The polls after the person took the vote back."""
    return _changed(polls, number, lambda poll: _others(poll, person))


def closed(polls: Polls, number: int, at: datetime, by: Participant | None) -> Polls:
    """The polls after this one was closed."""
    return tuple(replace(poll, closed_at=at, closed_by=by) if poll.number == number else poll for poll in polls)


def _others(poll: Poll, person: Participant) -> tuple[Ballot, ...]:
    return tuple(one for one in poll.ballots if one.person.account != person.account)


def _changed(polls: Polls, number: int, change: Callable[[Poll], tuple[Ballot, ...]]) -> Polls:
    return tuple(replace(poll, ballots=change(poll)) if poll.number == number else poll for poll in polls)
