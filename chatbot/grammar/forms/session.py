"""Questions about the session."""

import re

from chatbot.core.commands import (
    Query,
    ShowAgenda,
    ShowBoard,
    ShowChairs,
    ShowDocument,
    ShowLate,
    ShowLinks,
    ShowNext,
    ShowNotes,
    ShowNoteWell,
    ShowNow,
    ShowSlides,
    ShowStatus,
    ShowWhen,
    ShowWho,
)
from chatbot.grammar.form import Form, Given, Topic, Who

_WHEN_HEAD = re.compile(r"^(?:(?:is|are|am|does|do|did|will|would|was|the)\s+)+(?=\S)", re.IGNORECASE)
_WHEN_TAIL = re.compile(
    r"(?:[\s\"']+(?:is|are|am|will|does|do|on|up|starts?|begins?|presents?|presenting|speaks?|speaking|be|scheduled|going"
    r"|to|turn|talk|slot|coming))+$",
    re.IGNORECASE,
)
_ME = frozenset({"", "i", "me", "my", "mine", "myself", "i'm"})


def _when(given: Given) -> Query:
    what = _WHEN_TAIL.sub("", _WHEN_HEAD.sub("", given.text)).strip("\"' ")
    return ShowWhen("me" if what.lower() in _ME else what)


FORMS: tuple[Form, ...] = (
    Form(
        usage="agenda",
        who=Who.EVERYONE,
        topic=Topic.SESSION,
        says="Shows all items with their times.",
        example="agenda",
        build=lambda _: ShowAgenda(),
        also=("[the] agenda|agendas|schedule|programme|program|items",),
    ),
    Form(
        usage="now",
        who=Who.EVERYONE,
        topic=Topic.SESSION,
        says="Shows the current item and the time left.",
        example="now",
        build=lambda _: ShowNow(),
        also=(
            "[on|happening] now",
            "[the] current [item|talk|presentation]",
            "on|happening",
            "where are|we are|we [now]",
            "time|minutes left",
            "how much time [is] left",
            "how long [is] left",
        ),
    ),
    Form(
        usage="next?",
        who=Who.EVERYONE,
        topic=Topic.SESSION,
        says="Shows which item comes after the current one, and when.",
        example="next?",
        build=lambda _: ShowNext(),
        also=(
            "who|what is|comes|'s [up|on|coming] next",
            "who's|what's|whos|whats [up|on|coming] next",
            "[the] next [item|talk|presentation|presenter|speaker]?",
            "up|coming|on next",
            "coming up",
            "after this",
        ),
    ),
    Form(
        usage="when WHAT-OR-WHO",
        who=Who.EVERYONE,
        topic=Topic.SESSION,
        says="Tells when an item or a person is on: a number, words of a title, a name, a draft, or `when am I on`.",
        example="when Paul Wouters",
        build=_when,
        also=("when am i", "when's|whens WHAT-OR-WHO", "[at] what time WHAT-OR-WHO", "my turn|talk|slot"),
    ),
    Form(
        usage="who",
        who=Who.EVERYONE,
        topic=Topic.SESSION,
        says="Names who is on, who is next, the chairs and the note takers.",
        example="who",
        build=lambda _: ShowWho(),
        also=(
            "who is|are|'s [on|presenting|speaking|talking|up] [now]",
            "who's|whos [on|presenting|speaking|talking|up] [now]",
            "presenter|presenters|speaker|speakers|people",
        ),
    ),
    Form(
        usage="links",
        who=Who.EVERYONE,
        topic=Topic.SESSION,
        says="Lists the session's links.",
        example="links",
        build=lambda _: ShowLinks(),
        also=("[the] link|links|url|urls|meetecho",),
    ),
    Form(
        usage="notes",
        who=Who.EVERYONE,
        topic=Topic.SESSION,
        says="Tells where notes are taken, and by whom.",
        example="notes",
        build=lambda _: ShowNotes(),
        also=("[the] note|notes|pad|notepad", "[the] notes pad|page", "where are [the] notes"),
    ),
    Form(
        usage="status",
        who=Who.EVERYONE,
        topic=Topic.SESSION,
        says="Tells where the session and the group's documents stand.",
        example="status",
        build=lambda _: ShowStatus(),
        also=(
            "[the] state|status [report]",
            "[the] document|documents|doc|docs [status]",
            "when does|do|will it|we|this [session|meeting] start|begin|end|finish|close",
            "when does|will the session|meeting start|begin|end|finish|close",
            "when is it over",
        ),
    ),
    Form(
        usage="notewell",
        who=Who.EVERYONE,
        topic=Topic.SESSION,
        says="Shows the Note Well, word for word.",
        example="notewell",
        build=lambda _: ShowNoteWell(),
        also=("[the] notewell|note-well|notice|notices", "[the] note well"),
    ),
    Form(
        usage="chairs",
        who=Who.EVERYONE,
        topic=Topic.SESSION,
        says="Names the chairs and the area director.",
        example="chairs",
        build=lambda _: ShowChairs(),
        also=(
            "[the] chair|chairs|ad|ads",
            "[the] area director|directors",
            "who is|are|'s [the] chair|chairs|chairing|ad|ads",
            "who's|whos|who [the] chair|chairs|chairing|ad|ads",
        ),
    ),
    Form(
        usage="late?",
        who=Who.EVERYONE,
        topic=Topic.SESSION,
        says="Tells how far off plan the session is, when it ends, and what would help.",
        example="late?",
        build=lambda _: ShowLate(),
        also=(
            "late|early|delay",
            "[are|is] we|it|this|session running late|early",
            "are|is we|it late|early",
            "[are] we on time",
            "how late|early [are|is] [we|it]",
            "running late",
        ),
    ),
    Form(
        usage="slides [N]",
        who=Who.EVERYONE,
        topic=Topic.SESSION,
        says="Links the slides of the current item and the next, or of one by its number.",
        example="slides 4",
        build=lambda given: ShowSlides(given.number or None),
        also=(
            "[the] slide|slides|deck|decks",
            "slides of|for A",
            "slides A",
        ),
    ),
    Form(
        usage="doc NAME",
        who=Who.EVERYONE,
        topic=Topic.SESSION,
        says="Tells where a draft or RFC stands, and when it is on.",
        example="doc draft-ietf-ipsecme-g-ikev2",
        build=lambda given: ShowDocument(given.text or given.name),
        also=("document|draft NAME",),
    ),
    Form(
        usage="board",
        who=Who.EVERYONE,
        topic=Topic.SESSION,
        says="Posts the board here anew.",
        example="board",
        build=lambda _: ShowBoard(),
        also=("[the] board",),
    ),
)
