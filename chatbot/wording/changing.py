"""Changes of an agenda in words, and the agenda that is offered."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import assert_never

from chatbot.core.agenda import Agenda, Person
from chatbot.core.changes import (
    Added,
    Amended,
    Change,
    Dropped,
    EndMoved,
    ItemChange,
    Moved,
    Recast,
    Renamed,
    Retimed,
    SettingsChanged,
    StartMoved,
    changes,
    merge,
)
from chatbot.core.session import Session
from chatbot.messages import Block, Bold, Bullets, Instant, Line, Message, Paragraph, Table, Text, join, line, paragraph
from chatbot.wording.common import View, duration, headline, words

MOST_TOLD = 15
"""More changes than this are counted, not listed."""
_NAMES = {
    "adoption_calls": "adoption calls",
    "area_directors": "area directors",
    "bare_commands": "commands without a mention",
    "chair_groups": "groups of chairs",
    "documents": "states of documents",
    "places": "channels",
    "roles": "volunteers",
}
_HEADER = ("#", "Item", "Presenters", "Min")


def offered(session: Session, chat: str, now: datetime) -> Message:
    """The agenda that waits to be accepted: what changed in its source, or all that a chair imported."""
    offer = session.offered
    assert offer is not None
    view = View(session, chat, now)
    if offer.by is None:
        told = _told(view, _made(session))
        head = paragraph("The agenda has changed at its source, ", offer.origin, ":")
        after = (*_left_block(view, session), Paragraph(words("`accept` puts that in force, `decline` leaves it.")))
        return Message((head, told, *after))
    remarks = (Bullets(tuple((Text(one),) for one in offer.remarks[:MOST_TOLD])),) if offer.remarks else ()
    more = len(offer.remarks) - MOST_TOLD
    rest = (paragraph(f"… and {more} more to look at."),) if more > 0 else ()
    head = paragraph("Read from ", offer.origin, "; nothing is in force yet:")
    ask = words("Say `accept`, `decline`, or put it right first, as in `edit 4 minutes 15` or `omit 7`.")
    return Message((head, _table(view, offer.agenda), *remarks, *rest, *_left_block(view, session), Paragraph(ask)))


def merged(view: View, before: Session) -> Message:
    """What everybody is told once, when an agenda that was offered is in force."""
    made = _made(before)
    if not made:
        return Message((paragraph("Nothing of the agenda has changed."), *_left_block(view, before)))
    return Message((paragraph("The agenda has changed:"), _told(view, made), *_left_block(view, before)))


def _left_block(view: View, session: Session) -> tuple[Block, ...]:
    """What will not be done, for it has begun."""
    left = _left(session)
    return (paragraph("Not changed, as it has begun or is over:"), _told(view, left)) if left else ()


def _made(session: Session) -> list[Change]:
    """What will be done."""
    offer = session.offered
    assert offer is not None
    left = set(_left(session))
    return [change for change in changes(session.agenda, offer.agenda) if change not in left]


def _left(session: Session) -> tuple[Change, ...]:
    offer = session.offered
    assert offer is not None
    return merge(session.slots, session.keys, session.agenda, offer.agenda, session.free_key).left


def _table(view: View, agenda: Agenda) -> Table:
    rows = (
        (
            line(str(number)),
            line(item.title),
            view.people(item.presenters),
            line(str(item.minutes + item.questions)) if item.length else (),
        )
        for number, item in enumerate(agenda.items, 1)
    )
    return Table(_HEADER, tuple(rows))


def _told(view: View, made: Sequence[Change]) -> Bullets:
    lines = [_line(view, change) for change in made[:MOST_TOLD]]
    more = len(made) - MOST_TOLD
    return Bullets((*lines, *([line(f"… and {more} more.")] if more > 0 else [])))


def _line(view: View, change: Change) -> Line:
    match change:
        case StartMoved(before, after):
            return line("Start: ", view.time(after), ", not ", view.time(before))
        case EndMoved(before, after):
            return line("End: ", *_moment(view, after), ", not ", *_moment(view, before))
        case SettingsChanged(names):
            return line("Changed: ", ", ".join(_names(names)))
        case _:
            return _item_line(view, change)


def _item_line(view: View, change: ItemChange) -> Line:
    match change:
        case Added(number, item):
            by = line(" – ", *view.people(item.presenters)) if item.presenters else ()
            length = line(f", {duration(item.length)}") if item.length else ()
            return line(f"New at {number}: ", Bold(item.title), *by, *length)
        case Dropped(_, item):
            return line("Dropped: ", Bold(item.title))
        case Moved(number, item, before):
            return line("Moved: ", Bold(item.title), f" from {before} to {number}")
        case Renamed(number, item, title):
            return line(f"Renamed, {number}: ", title, " is now ", Bold(item.title))
        case Retimed(_, item, length):
            return line(Bold(item.title), f": {duration(item.length)}, not {duration(length)}")
        case Recast(_, item, people):
            return line(Bold(item.title), ": ", *_cast(view, item.presenters), ", not ", *_cast(view, people))
        case Amended(_, item, names):
            return line(Bold(item.title), ": other ", ", ".join(_names(names)))
        case _:
            assert_never(change)


def _names(fields: Iterable[str]) -> Iterator[str]:
    return (_NAMES.get(name, name) for name in fields)


def _moment(view: View, at: datetime | None) -> Line:
    span: Instant | Text = view.time(at) if at else Text("none stated")
    return (span,)


def _cast(view: View, people: tuple[Person, ...]) -> Line:
    return join(((view.person(one),) for one in people), ", ") or (Text("nobody named"),)


ATTACH_ONE = "attach one file to the message that says import, or give an address, as in import https://…."
"""What to do when there is nothing to read."""
NO_FILES = "files cannot be attached here; give an address, as in import https://…."


def not_brought(reason: str) -> Message:
    """Why an address gave no agenda."""
    return Message((paragraph("Nothing was imported: ", reason),))


def unreadable(session: Session, reason: str, since: datetime) -> Message:
    """To a chair: the address that the agenda comes from has given no agenda for long."""
    source, when = session.agenda.source, Instant(since, session.agenda.timezone, with_date=True)
    first = paragraph(f"I cannot read the source of {headline(session)}, {source}, since ", when, f": {reason}")
    todo = "The agenda stays as it is, and I go on trying. "
    todo += "Put the address right, or give another with import https://…; I say this once."
    return Message((first, paragraph(todo)))
