"""What is said for the record."""

import re

from chatbot.core.agenda import Participant
from chatbot.core.commands import Command, RecordAction, RecordDecision, RecordNote, ShowRecord
from chatbot.grammar.form import Form, Given, Topic, Who

_TO = re.compile(r"^(?P<name>@?\S(?:.{0,58}?\S)?)\s*(?::|\s(?:to|will|shall|is to)\s)\s*(?P<text>\S.*)$", re.IGNORECASE)


def _action(given: Given) -> Command | None:
    """Whoever stands before `to` or a colon is to do what stands behind; else the first word is a name."""
    for one in given.mentions:
        for name in (f"@{one.name}", one.name):
            if given.text.casefold().startswith(name.casefold()):
                rest = given.text[len(name) :].lstrip(": ")
                text = rest[3:] if rest.lower().startswith("to ") else rest
                return RecordAction(one, text.strip()) if text.strip() else None
    found = _TO.match(given.text)
    name, text = (found["name"], found["text"]) if found else _first_word(given.text)
    return RecordAction(Participant("", name.lstrip("@")), text) if text else None


def _first_word(text: str) -> tuple[str, str]:
    name, _, rest = text.partition(" ")
    return name, rest.strip()


FORMS: tuple[Form, ...] = (
    Form(
        usage="action WHO to TEXT",
        who=Who.EVERYONE,
        topic=Topic.RECORD,
        says="Keeps what somebody is to do, with the item and the time.",
        example="action Paul Wouters to post a new revision",
        build=_action,
        also=("action TEXT", "action: TEXT", "ai: TEXT"),
        verbatim=True,
    ),
    Form(
        usage="decision TEXT",
        who=Who.EVERYONE,
        topic=Topic.RECORD,
        says="Keeps what was decided, with the item and the time.",
        example="decision adopt the draft",
        build=lambda given: RecordDecision(given.text),
        also=("decision: TEXT", "decided|resolved: TEXT"),
        verbatim=True,
    ),
    Form(
        usage="note TEXT",
        who=Who.EVERYONE,
        topic=Topic.RECORD,
        says="Keeps a note, with the item and the time.",
        example="note the slides have the numbers",
        build=lambda given: RecordNote(given.text),
        also=("note: TEXT",),
        verbatim=True,
    ),
    Form(
        usage="record",
        who=Who.EVERYONE,
        topic=Topic.RECORD,
        says="Shows the actions, decisions and notes so far.",
        example="record",
        build=lambda _: ShowRecord(),
        also=("[the] record|records|actions|decisions", "action items"),
    ),
)
