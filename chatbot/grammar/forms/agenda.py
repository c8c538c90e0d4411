"""What chairs say about the agenda."""

from chatbot.core.agenda import Attendance
from chatbot.core.commands import Add, Command, Drop, Fix, Move, Rename, SetPresenter, Swap
from chatbot.grammar.form import Form, Given, Topic, Who

_NO_NAMES = frozenset({"is", *(one.value for one in Attendance)})
"""Words of the form itself, which are left where the name is missing."""


def _swap(given: Given) -> Command | None:
    return None if given.other is None else Swap(given.number, given.other)


def _move(given: Given) -> Command | None:
    return None if given.other is None else Move(given.number, given.other)


def _move_before(given: Given) -> Command | None:
    return None if given.other is None else Move(given.number, given.other, before=True)


def _add(given: Given) -> Command:
    return Add(given.text, given.number, given.person() if given.name else None, given.other)


def _present(given: Given) -> Command | None:
    if given.name.lower() in _NO_NAMES:
        return None
    attendance = Attendance(given.word) if given.word else Attendance.EXPECTED
    return SetPresenter(given.number, given.person(), attendance)


FORMS: tuple[Form, ...] = (
    Form(
        usage="swap A B",
        who=Who.CHAIRS,
        topic=Topic.AGENDA,
        says="Lets two items to come change places.",
        example="swap 3 4",
        build=_swap,
        also=("swap|switch|exchange A [and|with] B", "swap|switch|exchange items A [and|with] B"),
    ),
    Form(
        usage="move A after B",
        who=Who.CHAIRS,
        topic=Topic.AGENDA,
        says="Puts an item to come behind another one.",
        example="move 7 after 3",
        build=_move,
        also=("move|put A after|behind B",),
    ),
    Form(
        usage="move A before B",
        who=Who.CHAIRS,
        topic=Topic.AGENDA,
        says="Puts an item to come before another one.",
        example="move 7 before 3",
        build=_move_before,
        also=("move|put A before B",),
    ),
    Form(
        usage='add "TITLE" MIN [by NAME] [after M]',
        who=Who.CHAIRS,
        topic=Topic.AGENDA,
        says="Puts a new item of so many minutes at the end, or behind another one.",
        example='add "Hackathon report" 5 by Yoav Nir after 2',
        build=_add,
        also=('add [item] "TITLE" [for] MIN [min|mins|minutes|m] [by NAME] [after M]',),
        verbatim=True,
    ),
    Form(
        usage="drop N",
        who=Who.CHAIRS,
        topic=Topic.AGENDA,
        says="Takes an item to come off the agenda.",
        example="drop 9",
        build=lambda given: Drop(given.number),
        also=("drop|remove|delete|cancel A",),
    ),
    Form(
        usage='rename N "TITLE"',
        who=Who.CHAIRS,
        topic=Topic.AGENDA,
        says="Gives an item another title.",
        example='rename 4 "ESP without surprises"',
        build=lambda given: Rename(given.number, given.text),
        also=('rename A [to] "TITLE"',),
        verbatim=True,
    ),
    Form(
        usage="presenter N is NAME [ATTENDANCE]",
        who=Who.CHAIRS,
        topic=Topic.AGENDA,
        says="Says who presents an item; `remote` or `absent` behind the name says how. A mention gives the account.",
        example="presenter 4 is Ben Schwartz remote",
        build=_present,
        also=("presenter|speaker [of|for] A [is] NAME [is] [ATTENDANCE]",),
    ),
    Form(
        usage="fixed N HH:MM",
        who=Who.CHAIRS,
        topic=Topic.AGENDA,
        says="Lets an item begin at this local time, and no earlier.",
        example="fixed 5 16:00",
        build=lambda given: Fix(given.number, given.clock),
        also=("fix|fixed A [at|to|for] HH:MM",),
    ),
    Form(
        usage="fixed N off",
        who=Who.CHAIRS,
        topic=Topic.AGENDA,
        says="Lets a fixed item begin when its turn comes.",
        example="fixed 5 off",
        build=lambda given: Fix(given.number, None),
        also=("fix|fixed A off|none", "unfix A"),
    ),
)
