"""What chairs say about time."""

from chatbot.core.commands import End, Extend, Hold, Next, Resume, Skip, Start
from chatbot.grammar.form import Form, Topic, Who

_MINUTES = "[more] [min|mins|minute|minutes|m]"


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
)
