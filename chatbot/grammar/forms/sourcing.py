"""What chairs say about an agenda that comes from elsewhere."""

from chatbot.core.commands import Accept, Command, Decline, EditOffered, Import, OmitOffered
from chatbot.grammar.form import Form, Given, Topic, Who


def _import(given: Given) -> Command | None:
    address = given.text.strip("<>\"'")
    if not address:
        return Import("")
    return Import(address) if address.lower().startswith(("https://", "http://", "datatracker:")) else None


FORMS: tuple[Form, ...] = (
    Form(
        usage="import ADDRESS",
        who=Who.CHAIRS,
        topic=Topic.AGENDA,
        says="Reads an agenda from an address, or without one from an attached file, and shows it; "
        "nothing changes before you say `accept`.",
        example="import datatracker:117/ipsecme",
        build=_import,
        also=("import [this|it|the] [attached] [file|attachment|agenda]",),
    ),
    Form(
        usage="edit N minutes MINUTES",
        who=Who.CHAIRS,
        topic=Topic.AGENDA,
        says="Gives an item of an agenda that is offered other minutes.",
        example="edit 4 minutes 15",
        build=lambda given: EditOffered(given.number, int(given.text)),
        also=("edit [item] N [to] MINUTES [minutes|mins|min]",),
    ),
    Form(
        usage="omit N",
        who=Who.CHAIRS,
        topic=Topic.AGENDA,
        says="Leaves an item of an agenda that is offered out; who imported it may say `drop N`.",
        example="omit 7",
        build=lambda given: OmitOffered(given.number),
        also=("omit A",),
    ),
    Form(
        usage="accept",
        who=Who.CHAIRS,
        topic=Topic.AGENDA,
        says="Puts in force an agenda that is offered; what has begun or is over stays as it is.",
        example="accept",
        build=lambda _: Accept(),
        also=("accept|take [it|this|that|the] [agenda|change|changes]",),
    ),
    Form(
        usage="decline",
        who=Who.CHAIRS,
        topic=Topic.AGENDA,
        says="Leaves the agenda as it is, whatever is offered.",
        example="decline",
        build=lambda _: Decline(),
        also=("decline|discard|reject [it|this|that|the] [agenda|change|changes|import]",),
    ),
)
