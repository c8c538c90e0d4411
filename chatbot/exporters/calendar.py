"""An agenda as a calendar of one event, with its items as the event's description."""

from datetime import UTC, datetime

from icalendar import Calendar, Event

from chatbot.core.agenda import Agenda
from chatbot.exporters.planned import planned


def as_calendar(agenda: Agenda, now: datetime) -> str:
    """The agenda in iCalendar's form, made at `now`; its times are in UTC, which every calendar shows in its own."""
    event = Event()
    event.add("uid", f"{agenda.id}@session-bot")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", agenda.start.astimezone(UTC))
    event.add("dtend", agenda.planned_end.astimezone(UTC))
    event.add("summary", " – ".join(filter(None, (agenda.title, agenda.meeting))))
    event.add("description", "\n".join(_lines(agenda)))
    calendar = Calendar()
    calendar.add("prodid", "-//session-bot//agenda//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content.decode()


def _lines(agenda: Agenda) -> list[str]:
    """Items as people write them, and the links."""
    items = [
        f"{agenda.local(start):%H:%M} {item.title}"
        + (f" ({', '.join(person.name for person in item.presenters)})" if item.presenters else "")
        for item, start in planned(agenda)
    ]
    return [*items, *(f"{link.title}: {link.url}" for link in agenda.links)]
