"""Answers to questions."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import assert_never

from chatbot.core import commands
from chatbot.core.agenda import DocumentState, Participant
from chatbot.core.session import Phase, Session
from chatbot.core.session.finding import slots_by_name, slots_meant, slots_of
from chatbot.core.timeline import Slot, SlotState, time_up
from chatbot.core.volunteers import Served
from chatbot.messages import Block, Bold, Bullets, Code, Line, Link, Message, Paragraph, Text, join, line, paragraph
from chatbot.wording.announcing import on_now
from chatbot.wording.board import board, heading, pace, standing, table
from chatbot.wording.common import MINUTE, View, capital, counted, duration, links, notes_links, places, words
from chatbot.wording.helping import help_on
from chatbot.wording.manning import served
from chatbot.wording.material import document, slides_of
from chatbot.wording.noticing import notices
from chatbot.wording.pacing import gap, late
from chatbot.wording.polling import result, so_far
from chatbot.wording.queueing import waiting
from chatbot.wording.recording import record
from chatbot.wording.requesting import sign_up_words
from chatbot.wording.telling import slides

_MOST = 10
"""Items listed when many are meant."""


def is_personal(query: commands.Query) -> bool:
    """Whether the answer is of use to the asker alone."""
    return isinstance(query, commands.ShowHelp | commands.ShowQueue | commands.ShowPolls) or query == commands.ShowWhen(
        "me"
    )


def answer(
    session: Session,
    query: commands.Query,
    asker: Participant,
    chat: str,
    now: datetime,
    history: Sequence[Served] = (),
) -> Message:
    """The answer to a question; `history` is who served in the sessions of the group, for those about it."""
    return Message(_blocks(View(session, chat, now), query, asker, history))


def _blocks(view: View, query: commands.Query, asker: Participant, history: Sequence[Served]) -> tuple[Block, ...]:  # noqa: C901, PLR0912 - one case a query
    match query:
        case commands.ShowAgenda():
            return heading(view), table(view), Paragraph(pace(view))
        case commands.ShowNow():
            return _now(view)
        case commands.ShowNext():
            return (Paragraph(_next(view)),)
        case commands.ShowWhen(what):
            return _when(view, what, asker)
        case commands.ShowWho():
            return _who(view)
        case commands.ShowLinks():
            listed = links(view.session.agenda.links)
            return (Bullets(listed) if listed else paragraph("The agenda names no links."),)
        case commands.ShowNotes():
            return _notes(view)
        case commands.ShowStatus():
            return _status(view)
        case commands.ShowNoteWell():
            return notices(view.session.agenda.notices).blocks or (paragraph("The agenda has no notice."),)
        case commands.ShowChairs():
            return _chairs(view)
        case commands.ShowVolunteers():
            return _volunteers(view)
        case commands.ShowQueue():
            return _queue(view)
        case commands.ShowPolls():
            return _polls(view)
        case commands.ShowServed(role):
            return served(view, role, history)
        case commands.ShowHelp(topic):
            return help_on(topic).blocks
        case commands.ShowLate():
            return late(view)
        case commands.ShowBoard():
            return board(view.session, view.chat, view.now).blocks
        case commands.ShowRecord():
            return record(view)
        case commands.ShowSlides(number):
            return slides_of(view, number)
        case commands.ShowDocument(name):
            return document(view, name)
        case _:
            assert_never(query)


def _now(view: View) -> tuple[Block, ...]:
    slot = view.session.current
    if slot is None:
        coming = line(" First item: ", *view.item(view.session.next), ".") if view.session.next else ()
        return (Paragraph((*standing(view), *coming)),)
    free = line(" ", *gap(view), ".") if gap(view) else ()
    left = paragraph(_left(view, slot), *free) if slot.minutes or free else None
    drafts = paragraph("Drafts: ", ", ".join(slot.item.drafts)) if slot.item.drafts else None
    shown = (paragraph("Now: ", *on_now(view, slot)), left, drafts)
    return (*(block for block in shown if block), *slides(slot))


def _left(view: View, slot: Slot) -> str:
    left = time_up(slot, view.session.held_at, view.now) - view.now
    held = ", on hold" if view.session.held_at else ""
    if left > timedelta():
        return f"{capital(duration(left))} left{held}."
    return f"Time was up {duration(left)} ago{held}." if -left >= MINUTE else f"Time is up{held}."


def _next(view: View) -> Line:
    slot = view.session.next
    if slot is None:
        if view.session.phase is Phase.ENDED:
            return standing(view)
        return line("Nothing comes after the current item; the session ends ", *view.end(), ".")
    times = view.times(slot)
    assert times.start is not None
    long = f" ({slot.minutes} min)" if slot.minutes else ""
    start = (view.time(times.start), *view.planned(times.planned, times.start))
    return line("Next: ", *view.item(slot, Bold(slot.item.title)), long, " at ", *start, ".")


def _when(view: View, what: str, asker: Participant) -> tuple[Block, ...]:
    if what == "me":
        return _when_me(view, asker)
    return _listed(view, slots_meant(view.session, what)) or (Paragraph(_nothing(what)),)


def _when_me(view: View, asker: Participant) -> tuple[Block, ...]:
    """By account; else by name, and it is said so."""
    found = _listed(view, slots_of(view.session, asker))
    if found:
        return found
    named = _listed(view, slots_by_name(view.session, asker))
    nobody = line("No item of the agenda names your account.")
    if named:
        return (Paragraph((*nobody, *line(f" By your name, {asker.name}, it may be:"))), *named)
    return (Paragraph((*nobody, *line(" You can ask by name: ", Code(f"when {asker.name}"), "."))),)


def _listed(view: View, found: Sequence[Slot]) -> tuple[Block, ...]:
    if not found:
        return ()
    lines = tuple(_when_line(view, slot) for slot in found[:_MOST])
    if len(lines) == 1:
        return (Paragraph(lines[0]),)
    rest = len(found) - len(lines)
    more = (paragraph(*words(f"{counted(rest, 'more item')} fit; `agenda` shows all.")),) if rest else ()
    return (Bullets(lines), *more)


def _nothing(what: str) -> Line:
    return (*line(f"No item fits “{what}”. "), *words("`agenda` shows all, with their numbers."))


def _when_line(view: View, slot: Slot) -> Line:
    return line(f"{view.session.number(slot.key)}. ", *view.item(slot), ": ", *_when_words(view, slot), ".")


def _when_words(view: View, slot: Slot) -> Line:
    times = view.times(slot)
    if times.start is None:
        return line("left for later" if slot.state is SlotState.SKIPPED else "not reached")
    if slot.state is SlotState.DONE and times.end:
        return line("was on from ", view.time(times.start), " to ", view.time(times.end))
    if slot.state is SlotState.CURRENT:
        until = slot.minutes and times.end and times.end > view.now and not view.session.held_at
        return line("on now, until ", view.time(times.end)) if until and times.end else line("on now")
    ahead = times.start - view.now
    held = ", if the clock goes on now" if view.session.held_at else ""
    wait = f", in {duration(ahead)}" if ahead >= MINUTE else ""
    return line(view.time(times.start), *view.planned(times.planned, times.start), wait + held)


def _who(view: View) -> tuple[Block, ...]:
    session = view.session
    shown = [("Now: ", session.current), ("Next: ", session.next)]
    items = tuple(line(label, *view.item(slot)) for label, slot in shown if slot)
    people = (*_chair_lines(view), *(line(places(view, one)) for one in session.rosters if one.places))
    return (Bullets((*items, *people)) if items or people else Paragraph(standing(view)),)


def _notes(view: View) -> tuple[Block, ...]:
    pads = tuple(Paragraph(link) for link in notes_links(view.session)) or (paragraph("The agenda links no notes."),)
    return (*pads, *(paragraph(places(view, one), ".") for one in view.session.rosters if one.places))


def _status(view: View) -> tuple[Block, ...]:
    agenda = view.session.agenda
    states = tuple(_state(state) for state in agenda.documents)
    calls = (line(Bold("Adoption calls"), ": ", ", ".join(agenda.adoption_calls)),) if agenda.adoption_calls else ()
    listed = (Bullets((*states, *calls)),) if states or calls else ()
    return (Paragraph(standing(view)), *listed)


def _state(state: DocumentState) -> Line:
    shown = [
        line(Link(one.name, one.url) if one.url else Text(one.name), f" ({one.title})" if one.title else "")
        for one in state.documents
    ]
    return line(Bold(capital(state.name)), ": ", *(join(shown, "; ") or line("currently none")))


def _chairs(view: View) -> tuple[Block, ...]:
    lines = _chair_lines(view)
    return (Bullets(lines) if lines else paragraph("The agenda names no chairs."),)


def _chair_lines(view: View) -> tuple[Line, ...]:
    agenda = view.session.agenda
    named = (("Chair", agenda.chairs), ("Area director", agenda.area_directors))
    return tuple(
        line(f"{label}{'s' if len(people) > 1 else ''}: ", *view.people(people)) for label, people in named if people
    )


def _volunteers(view: View) -> tuple[Block, ...]:
    shown = tuple(line(places(view, roster)) for roster in view.session.rosters if roster.places or roster.people)
    if not shown:
        return (paragraph("No volunteers are wanted."),)
    free = view.session.wanted if view.session.phase is not Phase.ENDED else ()
    hint = (paragraph("To sign up, say ", Code(sign_up_words(view, free[0])), "."),) if free else ()
    return (Bullets(shown), *hint)


def _queue(view: View) -> tuple[Block, ...]:
    queue = view.session.queue
    speaking = (line("Speaking: ", Bold(queue.floor.person.name), "."),) if queue.floor else ()
    entries = tuple(
        line(f"{place}. ", *waiting(view, one), f" – {one.about}" if one.about else "")
        for place, one in enumerate(queue.waiting, 1)
    )
    closed = " The queue is closed." if queue.closed else ""
    rest = (line(f"Nobody waits.{closed}"),) if not entries else (line(closed.strip()),) if closed else ()
    return tuple(Paragraph(one) for one in (*speaking, *entries, *rest))


def _polls(view: View) -> tuple[Block, ...]:
    shown = [so_far(view, poll) if poll.is_open else result(view, poll) for poll in view.session.polls]
    return tuple(block for blocks in shown for block in blocks) or (paragraph("Nothing has been asked yet."),)
