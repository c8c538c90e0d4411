"""The shape of an agenda file: its keys, what each holds, and the JSON schema that editors use."""

import json
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from chatbot.core.agenda import Asking, Audience, Mode
from chatbot.importers.yaml.entries import (
    GROUP_TAG,
    ITEM_TAG,
    AgendaEntry,
    ChannelsEntry,
    DocumentEntry,
    Entry,
    GroupEntry,
    GroupsEntry,
    ItemEntry,
    NoticeEntry,
    People,
    PersonEntry,
    SlackEntry,
    Someone,
    StatesEntry,
    ZulipEntry,
    key,
)
from chatbot.importers.yaml.fields import (
    Clock,
    Day,
    Drafts,
    Hours,
    Line,
    Links,
    Moments,
    Roles,
    SessionId,
    SessionMode,
    Source,
    SpeakerMinutes,
    Warned,
    Weekday,
    Yes,
    Zone,
    not_empty,
)


class AgendaFile(Entry):
    """The agenda of one meeting session, for the session bot."""

    id: SessionId | None = key(
        "The session's name; the file's name without its ending when left out.", "ietf117-ipsecme", None
    )
    mode: SessionMode = key(
        "Who moves the session on: `auto` for the clock (a chair may hold it), `chair` for a chair.", "chair", Mode.AUTO
    )
    group: Line | None = key("The group's short name.", "ipsecme", None)
    title: Line = key("What the session is called.", "IP Security Maintenance and Extensions WG")
    meeting: Line | None = key("The meeting it belongs to.", "IETF 117", None)
    date: Day = key("The day, where the session is; its weekday may stand with it and is checked.", "2023-07-26")
    weekday: Weekday | None = key("The day's weekday, to have it checked against the date.", "Wednesday", None)
    start: Clock = key("When it starts, local time on the 24-hour clock.", "15:30")
    end: Clock | None = key("When it ends; the items are summed up against it.", "17:00", None)
    timezone: Zone = key("The IANA name of the zone that the times are in.", "America/Los_Angeles")
    chairs: People = key(
        "Who chairs; a chair with an id may command the bot on that platform.",
        ["Tero Kivinen", {"name": "Yoav Nir", "zulip": 1234, "slack": "U0123ABCD"}],
        (),
    )
    chair_groups: GroupsEntry | None = key(
        "Groups whose members may command the bot like chairs.", {"zulip": 17, "slack": "S0123ABCD"}, None
    )
    area_director: Someone | None = key("The responsible Area Director.", "Roman Danyliw", None)
    area_directors: People = key("The Area Directors, when there are several.", ["Roman Danyliw", "Paul Wouters"], ())
    channels: ChannelsEntry | None = key("Where the session is run.", {"slack": "C0123ABCD"}, None)
    links: Links = key(
        "Web addresses that people ask for.", {"Notes": "https://notes.ietf.org/notes-ietf-117-ipsecme"}, {}
    )
    notices: tuple[NoticeEntry, ...] = key(
        "Texts that are shown word for word at the start.",
        [{"title": "Note Well", "text": "This is a reminder of IETF policies."}],
        (),
    )
    volunteers: Roles = key(
        "The roles that volunteers are wanted for, and how many people each; also for a part of the session.",
        {"note taker": 2, "timekeeper for items 4-7": 1},
        {},
    )
    ask_volunteers: Moments = key(
        "When volunteers are asked for while places are free: how long before the start; `never` for not at all.",
        ["3 days", "24 h", "1 h", "10 min", "start"],
        Asking().before,
    )
    quiet_hours: Hours = key(
        "Local times between which nobody is asked, but within an hour of the start; `none` for no such hours.",
        "22:00-07:00",
        Asking().quiet,
    )
    agenda: Annotated[tuple[AgendaEntry, ...], BeforeValidator(not_empty)] = key(
        "The items in their order, and groups of items.",
        [{"title": "Diet ESP", "minutes": 5}],
        json_schema_extra={"minItems": 1},
    )
    documents: StatesEntry | None = key(
        "The status report: drafts and RFCs by state.", {"published": [{"rfc": 9370}]}, None
    )
    source: Source | None = key(
        "Where the items come from: it is read again every five minutes, and changes are offered to the chairs.",
        "https://example.org/agenda.md",
        None,
    )
    bare_commands: Yes = key(
        "Whether `q+` and the like need no mention of the bot in the session's own place.", True, False
    )
    keep_queue: Yes = key("Whether the speaker queue is kept when the next item begins.", True, False)
    speaker_minutes: SpeakerMinutes = key("How many minutes each speaker in the queue has; 0 for no limit.", 2, 0)
    warnings: Warned = key(
        "Who is warned as an item's time runs out: `chairs`, the `channel`, only the `board`, or `none`.",
        "channel",
        Audience.CHAIRS,
    )
    adoption_calls: Drafts = key("Drafts whose adoption the group is asked about.", ["draft-mglt-ipsecme-ts-dscp"], ())


def keys(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The model's fields by the keys they have in a file."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


_MODELS: dict[str, type[BaseModel]] = {
    "": AgendaFile, ITEM_TAG: ItemEntry, GROUP_TAG: GroupEntry, "items": ItemEntry,
    "chairs": PersonEntry, "area_director": PersonEntry, "area_directors": PersonEntry, "presenters": PersonEntry,
    "chair_groups": GroupsEntry, "channels": ChannelsEntry, "zulip": ZulipEntry, "slack": SlackEntry,
    "notices": NoticeEntry,
    "documents": StatesEntry, **dict.fromkeys(keys(StatesEntry), DocumentEntry),
}  # fmt: skip


def states() -> dict[str, str]:
    """The states of documents: keys of a file with the headings people see."""
    return {key: field.title or "" for key, field in keys(StatesEntry).items()}


def model_at(loc: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The model of the mapping at a location, as pydantic's errors name it; None where any key is right."""
    return _MODELS.get(next((part for part in reversed(loc) if isinstance(part, str)), ""))


def example(key: str, model: type[BaseModel] | None) -> str:
    """How a value of the key looks in a file."""
    field = keys(model).get(key) if model else None
    return _flow((field.examples or [""])[0]) if field else ""


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
    return f"[{', '.join(map(_flow, value))}]" if isinstance(value, list) else str(value)


def json_schema() -> dict[str, Any]:
    """The JSON schema (2020-12) of agenda files."""
    schema = AgendaFile.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Agenda of a session"}


def json_schema_text() -> str:
    """The schema as it is kept in agendas/agenda.schema.json."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
