"""What was imported, as JSON for other programs."""

import datetime as dt
import json

from chatbot.importers.imported import Imported


def as_json(imported: Imported) -> str:
    """Sessions, slots and warnings; sessions are counted from 1, times are `HH:MM`, what is not known is null."""
    return json.dumps(
        {
            "sessions": [
                {"name": one.name, "date": one.date and one.date.isoformat(), "start": _clock(one.start),
                 "end": _clock(one.end), "timezone": one.timezone}
                for one in imported.sessions
            ],
            "slots": [
                {"session": slot.session, "title": slot.title, "presenters": slot.presenters, "minutes": slot.minutes,
                 "start": _clock(slot.start), "drafts": slot.drafts, "kind": slot.kind, "group": slot.group,
                 "optional": slot.optional, "line": slot.line}
                for slot in imported.slots
            ],
            "warnings": [{"line": one.line, "code": one.code, "message": one.message} for one in imported.warnings],
        },
        indent=2, ensure_ascii=False,
    )  # fmt: skip


def _clock(time: dt.time | None) -> str | None:
    return f"{time:%H:%M}" if time else None
