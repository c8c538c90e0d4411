"""The shape of an agenda file: its keys, what each holds, and the JSON schema that editors use."""

import json
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic.fields import FieldInfo

from chatbot.core.agenda import Asking, Audience, Mode
from chatbot.importers.yaml.fields import (
    Clock,
    Day,
    Draft,
    Drafts,
    Hours,
    Line,
    Links,
    Minutes,
    Moments,
    Rfc,
    Roles,
    SessionId,
    SessionMode,
    SlackChannel,
    SlackGroup,
    SlackTeam,
    SlackUser,
    Source,
    SpeakerMinutes,
    Text,
    Url,
    Warned,
    Weekday,
    Yes,
    Zone,
    ZulipGroup,
    ZulipName,
    ZulipUser,
    as_document,
    as_person,
    as_slack,
    listed,
    not_empty,
    one_as_list,
)
from chatbot.importers.yaml.problems import one_line

ITEM_TAG, GROUP_TAG = "\0item", "\0group"  # what no key of a file can be


def _key(description: str, example: Any, default: Any = ..., **more: Any) -> Any:
    return Field(default, description=description, examples=[example], **more)


class _Entry(BaseModel):
    """A mapping with a fixed set of keys, in which a key without a value is as good as not there."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in cls.model_fields}


class PersonEntry(_Entry):
    """A person and their chat accounts; giving an id once is enough for every mention of the name in the file."""

    name: Line = _key("The name that people see.", "Yoav Nir")
    zulip: ZulipUser | None = _key("The person's Zulip user id, a number.", 1234, None)
    slack: SlackUser | None = _key("The person's Slack member ID.", "U0123ABCD", None)

    @property
    def accounts(self) -> tuple[str, ...]:
        return tuple(account for account in (self.zulip, self.slack) if account)


Someone = Annotated[PersonEntry, BeforeValidator(as_person, json_schema_input_type=Line | PersonEntry)]
People = Annotated[
    tuple[Someone, ...], BeforeValidator(one_as_list, json_schema_input_type=tuple[Someone, ...] | Someone)
]


class GroupsEntry(_Entry):
    """Groups of accounts whose members command the bot like chairs."""

    zulip: ZulipGroup | None = _key("A Zulip user group's id, a number.", 17, None)
    slack: SlackGroup | None = _key("A Slack user group's ID.", "S0123ABCD", None)

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple(group for group in (self.zulip, self.slack) if group)


class ZulipEntry(_Entry):
    """A topic in a Zulip channel."""

    channel: ZulipName = _key("The channel's name or id.", "ipsecme")
    topic: ZulipName | None = _key("The topic; the meeting, or else the title, when left out.", "IETF 117", None)


class SlackEntry(_Entry):
    """A Slack channel."""

    channel: SlackChannel = _key("The channel's ID (not its name).", "C0123ABCD")
    team: SlackTeam | None = _key("The workspace's ID, for a bot that serves several.", "T0123ABCD", None)


SlackPlace = Annotated[SlackEntry, BeforeValidator(as_slack, json_schema_input_type=SlackChannel | SlackEntry)]


class ChannelsEntry(_Entry):
    """Where the session is run."""

    zulip: ZulipEntry | None = _key("A topic in a Zulip channel.", {"channel": "ipsecme", "topic": "IETF 117"}, None)
    slack: SlackPlace | None = _key("A Slack channel's ID.", "C0123ABCD", None)


class NoticeEntry(_Entry):
    """A text that is shown word for word at the start."""

    title: Line = _key("The notice's heading.", "Note Well")
    text: Text = _key(
        "The text, shown exactly as written; begin it with `|` to keep its line breaks.",
        "This is a reminder of IETF policies.",
    )
    links: Links = _key("Web addresses shown below the text.", {"BCP 79": "https://www.rfc-editor.org/info/bcp79"}, {})


class ItemEntry(_Entry):
    """One item of the agenda."""

    title: Line = _key("What the item is about.", "Diet ESP")
    minutes: Minutes = _key("How long the item takes; 0 leaves it open until somebody goes on.", 10)
    questions: Minutes = _key("Minutes for questions after the talk, on top of `minutes`.", 5, 0)
    presenters: People = _key("Who presents.", ["Daniel Migault"], ())
    drafts: Drafts = _key("The Internet-Drafts it is about.", ["draft-mglt-ipsecme-diet-esp"], ())
    slides: Url | None = _key("Where the slides are.", "https://example.org/slides.pdf", None)
    start: Clock | None = _key("A fixed start, local time: the item begins no earlier.", "16:00", None)

    @model_validator(mode="before")
    @classmethod
    def _no_group(cls, data: Any) -> Any:
        if isinstance(data, str):
            raise ValueError(f"an item needs a title and minutes; write `- {{title: {one_line(data)}, minutes: 5}}`")
        if isinstance(data, dict) and "items" in data:
            raise ValueError("a group cannot stand in another group; move it out to the left")
        return data


class GroupEntry(_Entry):
    """Items under one heading."""

    group: Line = _key("The heading.", "Presentations")
    items: Annotated[tuple[ItemEntry, ...], BeforeValidator(not_empty)] = _key(
        "The items under it.", [{"title": "Diet ESP", "minutes": 5}], json_schema_extra={"minItems": 1}
    )


def _tag(entry: object) -> str:
    if not isinstance(entry, dict):
        return ITEM_TAG
    return GROUP_TAG if "items" in entry or ("group" in entry and "title" not in entry) else ITEM_TAG


AgendaEntry = Annotated[
    Annotated[ItemEntry, Tag(ITEM_TAG)] | Annotated[GroupEntry, Tag(GROUP_TAG)], Discriminator(_tag)
]


class DocumentEntry(_Entry):
    """A draft or an RFC."""

    draft: Draft | None = _key("A draft's name.", "draft-ietf-ipsecme-g-ikev2", None)
    rfc: Rfc | None = _key("An RFC's number.", 9370, None)
    title: Line | None = _key("The document's title.", "Group Key Management using IKEv2", None)

    @model_validator(mode="after")
    def _either(self) -> "DocumentEntry":
        if (self.draft is None) == (self.rfc is None):
            raise ValueError("name either a `draft` or an `rfc`, such as `{rfc: 9370}`")
        return self


_Document = Annotated[DocumentEntry, BeforeValidator(as_document, json_schema_input_type=Draft | DocumentEntry)]
Documents = Annotated[
    tuple[_Document, ...],
    BeforeValidator(listed, json_schema_input_type=tuple[_Document, ...] | _Document | None),
]


def _state(heading: str, *documents: Any) -> Any:
    description = f"{heading}. An empty list is reported as none; a state left out is not reported."
    return Field(None, title=heading, description=description, examples=[list(documents)])


class StatesEntry(BaseModel):
    """The group's documents by how far they have come."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, defer_build=True, alias_generator=lambda name: name.replace("_", "-")
    )

    published: Documents | None = _state("Published as RFC", {"rfc": 9370})
    rfc_editor_queue: Documents | None = _state("RFC Editor queue", "draft-ietf-ipsecme-labeled-ipsec")
    ad_follow_up: Documents | None = _state("Waiting for write-up / AD follow-up", "draft-ietf-ipsecme-g-ikev2")
    iesg_evaluation: Documents | None = _state("IESG evaluation", "draft-ietf-ipsecme-g-ikev2")
    publication_requested: Documents | None = _state("Publication requested")
    working_group_last_call: Documents | None = _state("Working group last call", "draft-ietf-ipsecme-auth-announce")
    adoption_call: Documents | None = _state("Adoption call", "draft-mglt-ipsecme-diet-esp")
    work_in_progress: Documents | None = _state("Work in progress", "draft-ietf-ipsecme-multi-sa-performance")
    expired: Documents | None = _state("Expired", "draft-ietf-ipsecme-mib")


class AgendaFile(_Entry):
    """The agenda of one meeting session, for the session bot."""

    id: SessionId | None = _key(
        "The session's name; the file's name without its ending when left out.", "ietf117-ipsecme", None
    )
    mode: SessionMode = _key(
        "Who moves the session on: `auto` for the clock (a chair may hold it), `chair` for a chair.", "chair", Mode.AUTO
    )
    group: Line | None = _key("The group's short name.", "ipsecme", None)
    title: Line = _key("What the session is called.", "IP Security Maintenance and Extensions WG")
    meeting: Line | None = _key("The meeting it belongs to.", "IETF 117", None)
    date: Day = _key("The day, where the session is; its weekday may stand with it and is checked.", "2023-07-26")
    weekday: Weekday | None = _key("The day's weekday, to have it checked against the date.", "Wednesday", None)
    start: Clock = _key("When it starts, local time on the 24-hour clock.", "15:30")
    end: Clock | None = _key("When it ends; the items are summed up against it.", "17:00", None)
    timezone: Zone = _key("The IANA name of the zone that the times are in.", "America/Los_Angeles")
    chairs: People = _key(
        "Who chairs; a chair with an id may command the bot on that platform.",
        ["Tero Kivinen", {"name": "Yoav Nir", "zulip": 1234, "slack": "U0123ABCD"}],
        (),
    )
    chair_groups: GroupsEntry | None = _key(
        "Groups whose members may command the bot like chairs.", {"zulip": 17, "slack": "S0123ABCD"}, None
    )
    area_director: Someone | None = _key("The responsible Area Director.", "Roman Danyliw", None)
    area_directors: People = _key("The Area Directors, when there are several.", ["Roman Danyliw", "Paul Wouters"], ())
    channels: ChannelsEntry | None = _key("Where the session is run.", {"slack": "C0123ABCD"}, None)
    links: Links = _key(
        "Web addresses that people ask for.", {"Notes": "https://notes.ietf.org/notes-ietf-117-ipsecme"}, {}
    )
    notices: tuple[NoticeEntry, ...] = _key(
        "Texts that are shown word for word at the start.",
        [{"title": "Note Well", "text": "This is a reminder of IETF policies."}],
        (),
    )
    volunteers: Roles = _key(
        "The roles that volunteers are wanted for, and how many people each; also for a part of the session.",
        {"note taker": 2, "timekeeper for items 4-7": 1},
        {},
    )
    ask_volunteers: Moments = _key(
        "When volunteers are asked for while places are free: how long before the start; `never` for not at all.",
        ["3 days", "24 h", "1 h", "10 min", "start"],
        Asking().before,
    )
    quiet_hours: Hours = _key(
        "Local times between which nobody is asked, but within an hour of the start; `none` for no such hours.",
        "22:00-07:00",
        Asking().quiet,
    )
    agenda: Annotated[tuple[AgendaEntry, ...], BeforeValidator(not_empty)] = _key(
        "The items in their order, and groups of items.",
        [{"title": "Diet ESP", "minutes": 5}],
        json_schema_extra={"minItems": 1},
    )
    documents: StatesEntry | None = _key(
        "The status report: drafts and RFCs by state.", {"published": [{"rfc": 9370}]}, None
    )
    source: Source | None = _key(
        "Where the items come from: it is read again every five minutes, and changes are offered to the chairs.",
        "https://example.org/agenda.md",
        None,
    )
    bare_commands: Yes = _key(
        "Whether `q+` and the like need no mention of the bot in the session's own place.", True, False
    )
    keep_queue: Yes = _key("Whether the speaker queue is kept when the next item begins.", True, False)
    speaker_minutes: SpeakerMinutes = _key("How many minutes each speaker in the queue has; 0 for no limit.", 2, 0)
    warnings: Warned = _key(
        "Who is warned as an item's time runs out: `chairs`, the `channel`, only the `board`, or `none`.",
        "channel",
        Audience.CHAIRS,
    )
    adoption_calls: Drafts = _key("Drafts whose adoption the group is asked about.", ["draft-mglt-ipsecme-ts-dscp"], ())


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
