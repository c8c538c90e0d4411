"""From an agenda back to a file: what is written loads as the same agenda."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby
from typing import Any

import yaml

from chatbot.core.agenda import Address, Agenda, Asking, Audience, Document, DocumentState, Item, Mode, Person, Place
from chatbot.grammar import part_spoken
from chatbot.importers.yaml.schema import states

FIRST_LINE = "# yaml-language-server: $schema=agenda.schema.json\n"


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, and lists indented below their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001 - PyYAML's signature
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def dump(agenda: Agenda) -> str:
    """The agenda as the text of an agenda file."""
    local = agenda.local(agenda.start)
    data = {
        "id": agenda.id,
        "mode": agenda.mode.value if agenda.mode is not Mode.AUTO else "",
        "group": agenda.group,
        "title": agenda.title,
        "meeting": agenda.meeting,
        "date": f"{local:%Y-%m-%d}",
        "start": f"{local:%H:%M}",
        "end": f"{agenda.local(agenda.end):%H:%M}" if agenda.end else "",
        "timezone": agenda.timezone,
        "chairs": _people(agenda.chairs),
        "chair_groups": dict(_group(group) for group in agenda.chair_groups),
        "area_directors": _people(agenda.area_directors),
        "channels": dict(_channel(place) for place in agenda.places if place.chat in ("zulip", "slack")),
        "links": _links(agenda.links),
        "volunteers": {role.name + part_spoken(role.part): role.places for role in agenda.roles},
        "agenda": list(_entries(agenda)),
        "documents": dict(_state(state) for state in agenda.documents),
        "ask_volunteers": _before(agenda.asking) if agenda.asking.before != Asking().before else "",
        "quiet_hours": _hours(agenda.asking) if agenda.asking.quiet != Asking().quiet else "",
        "adoption_calls": list(agenda.adoption_calls),
        "bare_commands": agenda.bare_commands or "",
        "keep_queue": agenda.keep_queue or "",
        "speaker_minutes": agenda.speaker_minutes or "",
        "warnings": agenda.warnings.value if agenda.warnings is not Audience.CHAIRS else "",
        "source": agenda.source,
        "notices": [_filled(title=note.title, text=note.text, links=_links(note.links)) for note in agenda.notices],
    }
    return FIRST_LINE + yaml.dump(_filled(**data), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)


def _filled(**values: Any) -> dict[str, Any]:
    """Only what holds something."""
    return {key: value for key, value in values.items() if value not in ("", [], {})}


def _people(people: Iterable[Person]) -> list[Any]:
    return [_person(person) for person in people]


def _person(person: Person) -> Any:
    accounts = dict(account.split(":", 1) for account in person.accounts)
    if not accounts:
        return person.name
    ids = {chat: int(account) if account.isdecimal() else account for chat, account in accounts.items()}
    return {"name": person.name, **ids}


def _group(group: str) -> tuple[str, Any]:
    chat, _, number = group.partition(":group:")
    return chat, int(number) if number.isdecimal() else number


def _channel(place: Place) -> tuple[str, Any]:
    if place.chat == "slack":
        return "slack", {"channel": place.channel, "team": place.team} if place.team else place.channel
    return "zulip", _filled(channel=place.channel, topic=place.topic)


def _links(links: Iterable[Address]) -> dict[str, str]:
    return {link.title: link.url for link in links}


def _entries(agenda: Agenda) -> Iterable[dict[str, Any]]:
    for group, members in groupby(agenda.items, lambda item: item.group):
        entries = [_item(agenda, item) for item in members]
        yield from [{"group": group, "items": entries}] if group else entries


def _item(agenda: Agenda, item: Item) -> dict[str, Any]:
    return {"title": item.title, "minutes": item.minutes} | _filled(
        questions=item.questions or "",
        presenters=_people(item.presenters),
        drafts=list(item.drafts),
        slides=item.slides,
        start=f"{agenda.local(item.fixed):%H:%M}" if item.fixed else "",
    )


def _before(asking: Asking) -> str | list[str]:
    return [_length(one) for one in asking.before] or "never"


def _length(before: timedelta) -> str:
    minutes = before // timedelta(minutes=1)
    if not minutes:
        return "start"
    days, hours = minutes // 1440, minutes // 60
    return f"{days} days" if minutes % 1440 == 0 else f"{hours} h" if minutes % 60 == 0 else f"{minutes} min"


def _hours(asking: Asking) -> str:
    return f"{asking.quiet[0]:%H:%M}-{asking.quiet[1]:%H:%M}" if asking.quiet else "none"


def _state(state: DocumentState) -> tuple[str, list[Any]]:
    key = next((key for key, heading in states().items() if heading == state.name), None)
    if key is None:
        raise ValueError(f"{state.name} is no state of documents; there are {', '.join(states().values())}")
    return key, [_document(document) for document in state.documents]


def _document(document: Document) -> Any:
    if document.name.startswith("RFC "):
        return _filled(rfc=int(document.name[4:]), title=document.title)
    return {"draft": document.name, "title": document.title} if document.title else document.name
