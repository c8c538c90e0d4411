"""What is said about polls."""

import re

from chatbot.core.commands import ClosePoll, Command, OfferAdoption, OpenPoll, ShowPolls, Unvote, Vote
from chatbot.grammar.form import Form, Given, Topic, Who
from chatbot.grammar.reading import number_of

_QUOTED = re.compile(r'"(?P<question>[^"]+)"[\s:,]*(?P<rest>.*)')
_ASKED = re.compile(r"(?P<question>[^?]+\?)[\s:,]*(?P<rest>.*)")
_HIDDEN = re.compile(r"[\s,;(]*\b(?:hidden|secret)\b[\s).]*$", re.IGNORECASE)
_FOR = re.compile(
    r"[\s,;(]*\bfor (?P<minutes>\d{1,5}|[a-z]+) ?(?:m|mins?|minutes?)\b[\s).]*$",
    re.IGNORECASE,
)
_IN_POLL = re.compile(r"(?P<choice>.*?)\s+in poll (?P<poll>\d{1,6})$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;|]\s*")
_OUTER = " \"'[]().,;"


def _poll(given: Given) -> Command | None:
    """`"QUESTION" option, option hidden for N min`; without quotes the question ends at its question mark."""
    text, hidden, minutes = _without_terms(given.text)
    found = _QUOTED.match(text) or _ASKED.match(text)
    question, rest = (found["question"], found["rest"]) if found else (text, "")
    options = tuple(part for one in _BETWEEN.split(rest) if (part := one.strip(_OUTER)))
    question = question.strip(' "')
    return OpenPoll(question, options, hidden, minutes or 0) if question and minutes != 0 else None


def _adoption(given: Given) -> Command | None:
    text, hidden, minutes = _without_terms(given.text)
    return None if text or minutes == 0 else OfferAdoption(hidden, minutes or 0)


def _without_terms(text: str) -> tuple[str, bool, int | None]:
    """The text without `hidden` and `for N min` at its end, and what these say; None where no minutes are said."""
    hidden, minutes = False, None
    while True:
        found = _HIDDEN.search(text)
        timed = _FOR.search(text)
        if found:
            hidden, text = True, text[: found.start()]
        elif timed and (number_of(timed["minutes"]) or timed["minutes"].isdecimal()):
            minutes, text = number_of(timed["minutes"]), text[: timed.start()]
        else:
            return text.strip(), hidden, minutes


def _vote(given: Given) -> Command:
    choice, poll = _in_poll(given.text)
    return Vote(choice, poll)


def _unvote(given: Given) -> Command:
    choice, poll = _in_poll(given.text)
    return Unvote(choice, poll)


def _in_poll(text: str) -> tuple[str, int | None]:
    found = _IN_POLL.fullmatch(text)
    return (found["choice"], int(found["poll"])) if found else (text, None)


FORMS: tuple[Form, ...] = (
    Form(
        usage="vote OPTION",
        who=Who.EVERYONE,
        topic=Topic.POLLS,
        says="Votes in the open poll, by an option's name or number; the last vote counts. The name alone does too.",
        example="vote yes",
        build=_vote,
        also=("i vote [for] OPTION", "vote for OPTION", "my vote is OPTION"),
        bare=True,
    ),
    Form(
        usage="unvote",
        who=Who.EVERYONE,
        topic=Topic.POLLS,
        says="Takes your vote back.",
        example="unvote",
        build=_unvote,
        also=("unvote OPTION", "withdraw [my] vote", "take back my vote"),
        bare=True,
    ),
    Form(
        usage="polls",
        who=Who.EVERYONE,
        topic=Topic.POLLS,
        says="Shows the open poll and the results of those before.",
        example="polls",
        build=lambda _: ShowPolls(),
        also=("[the] poll|polls [result|results]?", "[the] poll results", "[the] results"),
    ),
    Form(
        usage='poll "QUESTION"',
        who=Who.CHAIRS,
        topic=Topic.POLLS,
        says="Asks the room. Options with commas between them, `hidden` (no counts until the end) and `for N min` may "
        "follow; without options people can say yes, no or no opinion.",
        example='poll "Meet in June?" yes, no, either hidden for 5 min',
        build=_poll,
        also=("poll QUESTION",),
        verbatim=True,
    ),
    Form(
        usage="close poll",
        who=Who.CHAIRS,
        topic=Topic.POLLS,
        says="Closes the open poll and tells the result.",
        example="close poll",
        build=lambda _: ClosePoll(),
        also=("close|end|stop [the|this] poll", "poll close"),
    ),
    Form(
        usage="adoption calls [TERMS]",
        who=Who.CHAIRS,
        topic=Topic.POLLS,
        says="Asks about the agenda's next adoption call, one at a time; `hidden` and `for N min` may follow.",
        example="adoption calls for 5 min",
        build=_adoption,
        also=("[the] [next] adoption call|calls", "adoption call TERMS"),
    ),
)
