"""Actions, decisions and notes."""

from typing import assert_never

from chatbot.core.events import ActionRecorded, DecisionRecorded, NoteRecorded, Recording
from chatbot.messages import Block, Bold, Bullets, Line, line, paragraph
from chatbot.wording.common import View


def recorded(view: View) -> tuple[Block, ...]:
    """What was decided and what is to be done; nothing where nothing was recorded."""
    return _listed(view, ("Decisions", DecisionRecorded), ("Actions", ActionRecorded))


def record(view: View) -> tuple[Block, ...]:
    """All that was recorded, with its item and time."""
    kinds = (("Decisions", DecisionRecorded), ("Actions", ActionRecorded), ("Notes", NoteRecorded))
    return _listed(view, *kinds) or (paragraph("Nothing has been recorded yet."),)


def _listed(view: View, *kinds: tuple[str, type[Recording]]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for label, kind in kinds:
        rows = tuple(_entry(view, one) for one in view.session.records if isinstance(one, kind))
        blocks += [paragraph(Bold(label), ":"), Bullets(rows)] if rows else []
    return tuple(blocks)


def _entry(view: View, one: Recording) -> Line:
    by = f", {one.by.name}" if one.by else ""
    slot = view.session.find(one.item) if one.item else None
    about = f"{slot.item.title}, " if slot else ""
    return line(*said(one), f" ({about}", view.time(one.at), f"{by})")


def said(one: Recording) -> Line:
    """What was recorded."""
    match one:
        case ActionRecorded(who=who, text=text):
            return line(Bold(who.name), " to ", text)
        case DecisionRecorded(text=text) | NoteRecorded(text=text):
            return line(text)
        case _:
            assert_never(one)
