"""What is said to the speaker queue; bare ones are those that W3C's Zakim taught people."""

import re
from collections.abc import Callable

from chatbot.core.agenda import Participant
from chatbot.core.commands import (
    CallSpeaker,
    CloseQueue,
    Command,
    GiveLastWord,
    JoinQueue,
    LeaveQueue,
    LimitSpeakers,
    MoveFirst,
    OpenQueue,
    ShowQueue,
    YieldTurn,
)
from chatbot.core.speakers import Kind
from chatbot.grammar.form import Form, Given, Topic, Who

_REMARK = re.compile(
    r"(?:to|about|on|regarding|re|because|for|i|i'd|i'm|we|what|why|how|is|this)\b|:",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(r"\s*(?::|(?=\s(?:to|about|regarding)\s))\s*", re.IGNORECASE)
_CLOSING = " .,;:!\"'"
_MOST_WORDS = 5
_LONGEST_NAME = 60
_MYSELF = frozenset({"me", "myself"})


def _named(given: Given, name: str) -> Participant | None:
    """Who is called so; None where it looks like no name."""
    person = Given(text=name.strip(_CLOSING), mentions=given.mentions).person()
    fits = len(person.name.split()) <= _MOST_WORDS and len(person.name) <= _LONGEST_NAME
    return person if person.account or (fits and any(letter.isalpha() for letter in person.name)) else None


def _join(kind: Kind) -> Callable[[Given], Command | None]:
    """Wants to speak for something of this kind: `to ask why`, `Mary`, or `Mary to ask why`."""

    def build(given: Given) -> Command | None:
        text = given.text.strip()
        opening = _REMARK.match(text)
        if not text or opening:
            return JoinQueue(kind, text.lstrip(": ").rstrip(_CLOSING))
        name, *rest = _AFTER_NAME.split(text, maxsplit=1)
        about = rest[0].strip(_CLOSING) if rest else ""
        if name.casefold().strip(_CLOSING) in _MYSELF:
            return JoinQueue(kind, about)
        person = _named(given, name)
        return JoinQueue(kind, about, person) if person else None

    return build


def _remark(given: Given) -> Command:
    return JoinQueue(Kind.TOPIC, given.text.rstrip(_CLOSING))


def _leave(given: Given) -> Command | None:
    if given.text.casefold() in _MYSELF:
        return LeaveQueue()
    return LeaveQueue(_whom(given))


def _call(given: Given) -> Command:
    return CallSpeaker(_whom(given) if given.text else None)


def _whom(given: Given) -> Participant:
    """Somebody in the queue: a mention, a name, the beginning of one, or a place."""
    return given.person()


FORMS: tuple[Form, ...] = (
    Form(
        usage="q+",
        who=Who.EVERYONE,
        topic=Topic.QUEUE,
        says="Puts you in the speaker queue.",
        example="q+",
        build=_join(Kind.TOPIC),
        also=("q+ [a] [new] topic", "hand up", "[i] raise [my] hand"),
        bare=True,
    ),
    Form(
        usage="q+ REMARK",
        who=Who.EVERYONE,
        topic=Topic.QUEUE,
        says="Puts you in the queue, and reminds you of what you want to say when it is your turn.",
        example="q+ to ask about section 3",
        build=_remark,
        bare=True,
        verbatim=True,
    ),
    Form(
        usage="qq+ [REASON]",
        who=Who.EVERYONE,
        topic=Topic.QUEUE,
        says="Puts you in the queue with a reply to who speaks now; replies go before new topics.",
        example="qq+ to answer that",
        build=_join(Kind.REPLY),
        also=("q+ [a] reply", "q+ reply REASON"),
        bare=True,
        verbatim=True,
    ),
    Form(
        usage="q+ clarifying question [REASON]",
        who=Who.EVERYONE,
        topic=Topic.QUEUE,
        says="Puts you in the queue with a question about what was said; such questions go before replies.",
        example="q+ clarifying question",
        build=_join(Kind.QUESTION),
        also=("q+ [a] [clarifying] question|clarification", "q+ question|clarification REASON"),
        bare=True,
        verbatim=True,
    ),
    Form(
        usage="q+ point of order [REASON]",
        who=Who.EVERYONE,
        topic=Topic.QUEUE,
        says="Puts you first in the queue, for something about the session itself.",
        example="q+ point of order",
        build=_join(Kind.ORDER),
        also=("q+ a point of order",),
        bare=True,
        verbatim=True,
    ),
    Form(
        usage="q+ PERSON",
        who=Who.EVERYONE,
        topic=Topic.QUEUE,
        says="Puts somebody in the queue, such as a person in the room without an account; `q+ NAME to …` works too.",
        example="q+ Mary Smith",
        build=_join(Kind.TOPIC),
        bare=True,
        verbatim=True,
    ),
    Form(
        usage="q-",
        who=Who.EVERYONE,
        topic=Topic.QUEUE,
        says="Takes you out of the queue, or gives the floor back when you have spoken.",
        example="q-",
        build=lambda _: LeaveQueue(),
        also=("hand down", "[i] lower [my] hand"),
        bare=True,
    ),
    Form(
        usage="q- later",
        who=Who.EVERYONE,
        topic=Topic.QUEUE,
        says="Lets the next in the queue go before you.",
        example="q- later",
        build=lambda _: YieldTurn(),
        also=("q later",),
        bare=True,
    ),
    Form(
        usage="q- PERSON",
        who=Who.EVERYONE,
        topic=Topic.QUEUE,
        says="Takes out somebody whom you have put there; chairs may take out anybody.",
        example="q- Mary Smith",
        build=_leave,
        bare=True,
    ),
    Form(
        usage="q?",
        who=Who.EVERYONE,
        topic=Topic.QUEUE,
        says="Shows who speaks, and who waits.",
        example="q?",
        build=lambda _: ShowQueue(),
        also=(
            "[the] q|queue|vq",
            "[the] speaker|speakers|full|verbose queue",
            "who is|are|'s [in|on] [the] q|queue",
            "who's|whos [in|on] [the] q|queue",
        ),
        bare=True,
    ),
    Form(
        usage="ack [PERSON]",
        who=Who.CHAIRS,
        topic=Topic.QUEUE,
        says="Gives the floor to the first in the queue, or to somebody in it by name or place.",
        example="ack Mary",
        build=_call,
        also=("ack next [speaker]", "recognize|recognise [the] next [speaker]", "recognize|recognise PERSON"),
        bare=True,
    ),
    Form(
        usage="q first PERSON",
        who=Who.CHAIRS,
        topic=Topic.QUEUE,
        says="Puts somebody before all others of the same kind.",
        example="q first Mary",
        build=lambda given: MoveFirst(_whom(given)),
        also=("q PERSON first",),
        bare=True,
    ),
    Form(
        usage="last word PERSON",
        who=Who.CHAIRS,
        topic=Topic.QUEUE,
        says="Gives somebody the floor as the last one: empties and closes the queue.",
        example="last word Mary",
        build=lambda given: GiveLastWord(_whom(given)),
        also=("[the] last word to|for|is PERSON", "give PERSON the last word", "PERSON has the last word"),
        bare=True,
    ),
    Form(
        usage="q close",
        who=Who.CHAIRS,
        topic=Topic.QUEUE,
        says="Closes the queue: only chairs can add people then.",
        example="q close",
        build=lambda _: CloseQueue(),
        also=("close [the] [speaker] q|queue", "queue close|closed"),
        bare=True,
    ),
    Form(
        usage="q open",
        who=Who.CHAIRS,
        topic=Topic.QUEUE,
        says="Opens the queue again.",
        example="q open",
        build=lambda _: OpenQueue(),
        also=("open|reopen|re-open [the] [speaker] q|queue", "queue open"),
        bare=True,
    ),
    Form(
        usage="q limit N",
        who=Who.CHAIRS,
        topic=Topic.QUEUE,
        says="Lets each speaker have N minutes, with a warning before they end; 0 lifts the limit.",
        example="q limit 2",
        build=lambda given: LimitSpeakers(given.number),
        also=(
            "q limit N min|mins|minute|minutes|m",
            "allow|time|limit [each] [the] speaker|speakers [at|to] N [min|mins|minute|minutes|m]",
            "q limit off|none",
            "stop timing [the] [speakers]",
        ),
        bare=True,
    ),
)
