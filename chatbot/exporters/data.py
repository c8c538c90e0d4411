"""An agenda as JSON for other programs, in the shape that `chatbot import --format json` prints."""

import json
from datetime import datetime
from typing import Any

from chatbot.core.agenda import Agenda, Item
from chatbot.exporters.planned import planned


def as_json(agenda: Agenda) -> str:
    """One session and its slots; `minutes` is null for an item that stays open."""
    start = agenda.local(agenda.start)
    session = {
        "name": agenda.title,
        "date": f"{start:%Y-%m-%d}",
        "start": f"{start:%H:%M}",
        "end": f"{agenda.local(agenda.planned_end):%H:%M}",
        "timezone": agenda.timezone,
    }
    slots = [_slot(agenda, item, begin) for item, begin in planned(agenda)]
    return json.dumps({"sessions": [session], "slots": slots}, ensure_ascii=False, indent=2) + "\n"


def _slot(agenda: Agenda, item: Item, start: datetime) -> dict[str, Any]:
    return {
        "session": 1,
        "title": item.title,
        "presenters": [person.name for person in item.presenters],
        "minutes": item.minutes + item.questions or None,
        "start": f"{agenda.local(start):%H:%M}",
        "drafts": list(item.drafts),
        "group": item.group,
    }
