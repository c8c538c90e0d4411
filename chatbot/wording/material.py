"""Slides and documents."""

from chatbot.core.agenda import Document
from chatbot.core.timeline import Slot
from chatbot.messages import Block, Bullets, Line, Link, Paragraph, Text, line, paragraph
from chatbot.wording.common import View, words

_TRACKER = "https://datatracker.ietf.org/doc/"


def slides_of(view: View, number: int | None) -> tuple[Block, ...]:
    """The slides of the item of this number, else of the current one and the next."""
    session = view.session
    if number is None:
        shown = [slot for slot in (session.current, session.next) if slot]
        lines = tuple(_slides(view, slot) for slot in shown)
        return (Bullets(lines) if lines else paragraph("No item is on or to come."),)
    if not 1 <= number <= len(session.slots):
        return (Paragraph((*line(f"There is no item {number}. "), *words("`agenda` shows all, with their numbers."))),)
    return (Paragraph(_slides(view, session.slots[number - 1])),)


def _slides(view: View, slot: Slot) -> Line:
    at = line(f"{view.session.number(slot.key)}. ", *view.item(slot), ": ")
    if slot.item.slides:
        return (*at, Link("slides", slot.item.slides))
    return (*at, *line("no slides are linked."))


def document(view: View, name: str) -> tuple[Block, ...]:
    """Where the documents of this name stand, and when they are on."""
    asked = name.casefold().strip()
    states = {
        one.name: (one, f"{state.name}{f' ({one.title})' if one.title else ''}")
        for state in view.session.agenda.documents
        for one in state.documents
    }
    calls = view.session.agenda.adoption_calls
    known = dict.fromkeys([*states, *calls, *(draft for slot in view.session.slots for draft in slot.item.drafts)])
    found = [one for one in known if asked == one.casefold()] or [one for one in known if asked in one.casefold()]
    if not found:
        return (
            Paragraph((*line(f"The agenda names no document “{name}”. "), *words("`status` lists those it names."))),
        )
    lines = []
    for one in found:
        stands, state = states.get(one, (Document(one), ""))
        adoption = "adoption call" if one in calls else ""
        on = [line(f"item {view.session.number(slot.key)}, ", *_when(view, slot)) for slot in _about(view, one)]
        parts = [line(text) for text in (state, adoption) if text] + on
        lines.append(line(_linked(stands), *(part for one_part in parts for part in (Text("; "), *one_part))))
    return (Bullets(tuple(lines)),)


def _about(view: View, name: str) -> list[Slot]:
    return [slot for slot in view.session.slots if name in slot.item.drafts]


def _when(view: View, slot: Slot) -> Line:
    times = view.times(slot)
    if times.start is None:
        return line("not to come")
    return line("at ", view.time(times.start), *view.planned(times.planned, times.start))


def _linked(one: Document) -> Link:
    address = one.url or _TRACKER + one.name.replace(" ", "").lower() + "/"
    return Link(one.name, address)
