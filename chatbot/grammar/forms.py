"""The table of all that can be said."""

import re

from chatbot.core.commands import (
    AddChair,
    Command,
    End,
    Extend,
    Hold,
    Need,
    Next,
    Query,
    Resume,
    ShowAgenda,
    ShowChairs,
    ShowHelp,
    ShowLinks,
    ShowNext,
    ShowNotes,
    ShowNoteWell,
    ShowNow,
    ShowStatus,
    ShowVolunteers,
    ShowWhen,
    ShowWho,
    Skip,
    Start,
    Volunteer,
    Withdraw,
)
from chatbot.grammar.form import Form, Given, Topic, Who
from chatbot.grammar.roles import role_named

_MINUTES = "[more] [min|mins|minute|minutes|m]"


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


def _volunteer(given: Given) -> Command | None:
    role = role_named(given.text)
    return None if given.text and role is None else Volunteer(role)


def _withdraw(given: Given) -> Command | None:
    role = role_named(given.text)
    return None if given.text and role is None else Withdraw(role)


def _need(given: Given) -> Command | None:
    role = role_named(given.text)
    return Need(role, given.number) if role else None


FORMS: tuple[Form, ...] = (
    Form(
        usage="agenda",
        who=Who.EVERYONE,
        topic=Topic.SESSION,
        says="Shows all items with their times.",
        example="agenda",
        build=lambda _: ShowAgenda(),
        also=("[the] agenda|agendas|schedule|programme|program|items", "[the] board"),
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
        usage="volunteers",
        who=Who.EVERYONE,
        topic=Topic.VOLUNTEERS,
        says="Shows who has signed up, and which places are free.",
        example="volunteers",
        build=lambda _: ShowVolunteers(),
        also=(
            "[the] volunteers|roles|sign-ups|signups|sign-up|signup",
            "[the] note|minute takers",
            "[the] notetakers|note-takers|scribes",
            "who is|are|'s [the] volunteer|volunteers|scribe|scribes|notetaker|notetakers|note-takers",
            "who is|are|'s [the] note|minute taker|takers",
            "who takes|is|'s [taking] notes|minutes",
        ),
    ),
    Form(
        usage="volunteer [ROLE]",
        who=Who.EVERYONE,
        topic=Topic.VOLUNTEERS,
        says="Signs you up for a role that is wanted.",
        example="volunteer note taker",
        build=_volunteer,
        also=(
            "i volunteer|volunteering [ROLE]",
            "i am|will|can|could|want|would|like [like] [to] volunteer|volunteering [ROLE]",
            "i'm|i'll|i'd [like] [to] volunteer|volunteering [ROLE]",
            "i can|will|could take [the] NOTES",
            "i'll|i'd take [the] NOTES",
            "take [the] NOTES",
            "sign [me] up [ROLE]",
            "signup|sign-up [ROLE]",
            "count me in",
        ),
    ),
    Form(
        usage="withdraw [ROLE]",
        who=Who.EVERYONE,
        topic=Topic.VOLUNTEERS,
        says="Gives your place back.",
        example="withdraw note taker",
        build=_withdraw,
        also=(
            "i withdraw [ROLE]",
            "unvolunteer [ROLE]",
            "sign [me] off|out [ROLE]",
            "step|stepping down [ROLE]",
            "count me out",
            "[i] can't|cannot|cant take [the] NOTES",
        ),
    ),
    Form(
        usage="start",
        who=Who.CHAIRS,
        topic=Topic.TIME,
        says="Begins the session.",
        example="start",
        build=lambda _: Start(),
        also=("start|begin|open [the|this] [session|meeting] [now]",),
    ),
    Form(
        usage="next",
        who=Who.CHAIRS,
        topic=Topic.TIME,
        says="Goes on to the next item.",
        example="next",
        build=lambda _: Next(),
        also=(
            "[the] next [item|talk|presentation|presenter|speaker]",
            "[go|move] [on] [to] [the] next [item|talk|presentation|presenter|speaker]",
            "go|move on",
        ),
    ),
    Form(
        usage="extend N",
        who=Who.CHAIRS,
        topic=Topic.TIME,
        says="Gives the current item N more minutes.",
        example="extend 5",
        build=lambda given: Extend(given.number),
        also=(
            f"extend [it|this|the|by|for] [item|talk|slot|current] [item|talk|slot] [by|for] N {_MINUTES}",
            f"+|plus N {_MINUTES}",
            f"[give] [me|us|him|her|them|it] N more {_MINUTES}",
            "[we|i] need N [more] min|mins|minute|minutes",
        ),
    ),
    Form(
        usage="skip",
        who=Who.CHAIRS,
        topic=Topic.TIME,
        says="Leaves the current item for later and goes on.",
        example="skip",
        build=lambda _: Skip(),
        also=("skip [it|this|the] [item|talk|current] [item|talk]",),
    ),
    Form(
        usage="hold",
        who=Who.CHAIRS,
        topic=Topic.TIME,
        says="Stops the clock.",
        example="hold",
        build=lambda _: Hold(),
        also=("hold|pause [it|on|the] [clock|session|meeting]", "stop the clock"),
    ),
    Form(
        usage="resume",
        who=Who.CHAIRS,
        topic=Topic.TIME,
        says="Lets the clock go on.",
        example="resume",
        build=lambda _: Resume(),
        also=("resume|continue|unpause|unhold [the] [clock|session|meeting]",),
    ),
    Form(
        usage="end",
        who=Who.CHAIRS,
        topic=Topic.TIME,
        says="Closes the session.",
        example="end",
        build=lambda _: End(),
        also=("end|finish|close|adjourn [the|this] [session|meeting] [now]",),
    ),
    Form(
        usage="need N ROLE",
        who=Who.CHAIRS,
        topic=Topic.PEOPLE,
        says="Sets how many volunteers a role has places for, and asks for them.",
        example="need 2 note takers",
        build=_need,
        also=("we [still] need N ROLE", "[we] want N ROLE", "looking for N ROLE"),
    ),
    Form(
        usage="chair add PERSON",
        who=Who.CHAIRS,
        topic=Topic.PEOPLE,
        says="Lets a person, who has to be mentioned, command this session; administrators of the chat may say it too.",
        example="chair add @Paul Wouters",
        build=lambda given: AddChair(given.person()),
        also=("add chair|co-chair PERSON", "make PERSON chair|co-chair"),
    ),
    Form(
        usage="help [COMMAND]",
        who=Who.EVERYONE,
        topic=Topic.HELP,
        says="Shows what can be said, or more about one command.",
        example="help extend",
        build=lambda given: ShowHelp(given.text),
        also=(
            "commands|command|usage|?",
            "[i] need help",
            "who are you",
            "what can you do",
            "help me",
            "help with COMMAND",
        ),
    ),
)
