"""The board: the whole agenda at a glance."""

from datetime import datetime

from chatbot.core.session import Phase, Session
from chatbot.core.timeline import Slot, SlotState, Times, allotted_end
from chatbot.messages import (
    Block,
    Bold,
    Code,
    Instant,
    Line,
    Message,
    Paragraph,
    Span,
    Table,
    Text,
    join,
    line,
    paragraph,
)
from chatbot.wording.common import View, capital, duration, lateness, links, places
from chatbot.wording.filling import CURRENT
from chatbot.wording.queueing import shown

HEADER = ("#", "Start", "Item", "Presenters", "Min")
_MARKS = {SlotState.CURRENT: CURRENT, SlotState.DONE: "✓ "}


def board(session: Session, chat: str, now: datetime) -> Message:
    """Title, links, items with their times, how the session stands, who speaks, and who takes which role."""
    view = View(session, chat, now)
    linked = (Paragraph(join(links(session.agenda.links), " · ")),) if session.agenda.links else ()
    rosters = tuple(paragraph(places(view, roster)) for roster in session.rosters if roster.places)
    queue = tuple(Paragraph(one) for one in (shown(view),) if one)
    return Message((heading(view), *linked, table(view), Paragraph(pace(view)), *_warning(view), *queue, *rosters))


def _warning(view: View) -> tuple[Block, ...]:
    """The end of the current item, once a warning was due; edited seldom, so it names the moment."""
    slot = view.session.current
    if slot is None or not slot.told.warned or view.session.held_at:
        return ()
    over = allotted_end(slot)
    said = "time was up at " if over <= view.now else "last minutes, until "
    return (paragraph(Bold(slot.item.title), ": ", said, view.time(over), "."),)


def heading(view: View) -> Block:
    """`TITLE – MEETING – DATE, START`."""
    agenda = view.session.agenda
    meeting = (agenda.meeting, " – ") if agenda.meeting else ()
    return paragraph(Bold(agenda.title), " – ", *meeting, Instant(agenda.start, agenda.timezone, with_date=True))


def table(view: View) -> Table:
    """One row an item."""
    pairs = zip(view.session.slots, view.all_times, strict=True)
    return Table(HEADER, tuple(_row(view, number, *pair) for number, pair in enumerate(pairs, 1)))


def _row(view: View, number: int, slot: Slot, times: Times) -> tuple[Line, ...]:
    title: Span = Bold(slot.item.title) if slot.state is SlotState.CURRENT else Text(slot.item.title)
    mark = line(_MARKS[slot.state]) if slot.state in _MARKS else ()
    presenters = view.presenters(slot)
    return line(str(number)), _start(view, slot, times), (*mark, title), presenters, _minutes(slot)


def _start(view: View, slot: Slot, times: Times) -> Line:
    if times.start is None:
        return line("left for later" if slot.state is SlotState.SKIPPED else "not reached")
    fixed = line(" fixed") if slot.state is SlotState.PLANNED and slot.item.fixed else ()
    return (view.time(times.start), *fixed, *view.planned(times.planned, times.start))


def _minutes(slot: Slot) -> Line:
    planned = slot.item.minutes + slot.item.questions
    added = f" {'+' if slot.extra > 0 else '−'} {abs(slot.extra)}" if slot.extra else ""
    return line(f"{planned}{added}") if slot.minutes else ()


def pace(view: View) -> Line:
    """How far off plan the session is, and when it ends."""
    session = view.session
    if session.phase is Phase.PLANNED:
        return standing(view)
    if session.ended_at:
        return line("Ended ", view.time(session.ended_at), f", {lateness(session.delay(view.now))}.")
    ends = line("; ends ", view.time(session.projected_end(view.now)), ".")
    if session.held_at:
        return line("On hold since ", view.time(session.held_at), ".")
    late = lateness(session.delay(view.now))
    return line(capital(late if late == "on time" else f"running {late}"), *ends)


def standing(view: View) -> Line:
    """Where the session stands, in one line."""
    session = view.session
    if session.phase is Phase.PLANNED:
        return _before(view)
    if session.ended_at:
        return line("The session ended at ", view.time(session.ended_at), f", {lateness(session.delay(view.now))}.")
    current = session.current
    assert current is not None
    item = f"Item {session.number(current.key)} of {len(session.slots)} is on; "
    if session.held_at:
        return line(item, "the clock is on hold since ", view.time(session.held_at), ".")
    return line(item, lateness(session.delay(view.now)), "; the session ends ", *view.end(), ".")


def _before(view: View) -> Line:
    session = view.session
    if session.held_at:
        return line("The start is on hold; it is planned for ", view.time(session.agenda.start), ".")
    if view.now >= session.opens_at:
        return line("The session has not begun; it was to start at ", view.time(session.opens_at), ".")
    ahead = duration(session.opens_at - view.now)
    return line(f"The session starts in {ahead}, at ", view.time(session.opens_at), ".")


def lasting_board(view: View) -> Block:
    """What keeps a board true that can be edited no more."""
    return paragraph("As of ", view.time(view.now), "; ", Code("agenda"), " shows how things stand.")
