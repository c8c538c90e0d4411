"""What chairs say about time."""

from chatbot.core.commands import (
    Back,
    Command,
    End,
    Extend,
    Hold,
    Mute,
    Next,
    Resume,
    SetMinutes,
    Shorten,
    Skip,
    Start,
    StartOver,
    Undo,
    Unmute,
)
from chatbot.grammar.form import Form, Given, Topic, Who

_MINUTES = "[more] [min|mins|minute|minutes|m]"


def _back(given: Given) -> Command:
    return Back(given.number or None)


def _minutes(given: Given) -> Command | None:
    return None if given.other is None else SetMinutes(given.number, given.other)


FORMS: tuple[Form, ...] = (
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
        usage="shorten N",
        who=Who.CHAIRS,
        topic=Topic.TIME,
        says="Takes N minutes from the current item.",
        example="shorten 5",
        build=lambda given: Shorten(given.number),
        also=(
            "shorten|cut [it|this|by] [item|talk] [by] N [min|mins|minute|minutes|m]",
            "-|minus N [min|mins|minute|minutes|m]",
        ),
    ),
    Form(
        usage="minutes N of item M",
        who=Who.CHAIRS,
        topic=Topic.TIME,
        says="Lets an item have N minutes in all.",
        example="minutes 10 of item 4",
        build=_minutes,
        also=(
            "minutes N of|for M",
            "[give] M N [min|mins|minutes|m]",
            "M has N [min|mins|minutes|m]",
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
        usage="skip N",
        who=Who.CHAIRS,
        topic=Topic.TIME,
        says="Passes over an item to come.",
        example="skip 6",
        build=lambda given: Skip(given.number),
        also=(
            "skip A",
            "pass over A",
        ),
    ),
    Form(
        usage="back [N]",
        who=Who.CHAIRS,
        topic=Topic.TIME,
        says="Takes up an item again that is over or was left for later: the last one, or that of the number.",
        example="back 4",
        build=_back,
        also=(
            "[go] back [to] A",
            "[go] back",
            "come back to A",
            "reopen|resume A",
        ),
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
        usage="start over",
        who=Who.CHAIRS,
        topic=Topic.TIME,
        says="Takes the start back: nothing has begun.",
        example="start over",
        build=lambda _: StartOver(),
        also=(
            "restart|reset [the] [session|meeting]",
            "start again",
        ),
    ),
    Form(
        usage="mute",
        who=Who.CHAIRS,
        topic=Topic.TIME,
        says="Stops announcements; commands are answered.",
        example="mute",
        build=lambda _: Mute(),
        also=(
            "be quiet",
            "quiet|silence",
            "mute [the] [bot]",
        ),
    ),
    Form(
        usage="unmute",
        who=Who.CHAIRS,
        topic=Topic.TIME,
        says="Lets announcements go on.",
        example="unmute",
        build=lambda _: Unmute(),
        also=(
            "unmute [the] [bot]",
            "speak [again|up]",
        ),
    ),
    Form(
        usage="undo",
        who=Who.CHAIRS,
        topic=Topic.TIME,
        says="Takes the last change of time or agenda back, up to five of them, one after the other.",
        example="undo",
        build=lambda _: Undo(),
        also=(
            "undo [it|that|this|last]",
            "undo the last [change|command]",
            "take that back",
        ),
    ),
)
