"""The parts of an agenda file: people, places, notices, items, documents."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from chatbot.importers.yaml.fields import (
    Clock,
    Draft,
    Drafts,
    Line,
    Links,
    Minutes,
    Rfc,
    SlackChannel,
    SlackGroup,
    SlackTeam,
    SlackUser,
    Text,
    Url,
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


def key(description: str, example: Any, default: Any = ..., **more: Any) -> Any:
    """A key's field, with what editors show of it."""
    return Field(default, description=description, examples=[example], **more)


class Entry(BaseModel):
    """A mapping with a fixed set of keys, in which a key without a value is as good as not there."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in cls.model_fields}


class PersonEntry(Entry):
    """A person and their chat accounts; giving an id once is enough for every mention of the name in the file."""

    name: Line = key("The name that people see.", "Yoav Nir")
    zulip: ZulipUser | None = key("The person's Zulip user id, a number.", 1234, None)
    slack: SlackUser | None = key("The person's Slack member ID.", "U0123ABCD", None)

    @property
    def accounts(self) -> tuple[str, ...]:
        return tuple(account for account in (self.zulip, self.slack) if account)


Someone = Annotated[PersonEntry, BeforeValidator(as_person, json_schema_input_type=Line | PersonEntry)]
People = Annotated[
    tuple[Someone, ...], BeforeValidator(one_as_list, json_schema_input_type=tuple[Someone, ...] | Someone)
]


class GroupsEntry(Entry):
    """Groups of accounts whose members command the bot like chairs."""

    zulip: ZulipGroup | None = key("A Zulip user group's id, a number.", 17, None)
    slack: SlackGroup | None = key("A Slack user group's ID.", "S0123ABCD", None)

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple(group for group in (self.zulip, self.slack) if group)


class ZulipEntry(Entry):
    """A topic in a Zulip channel."""

    channel: ZulipName = key("The channel's name or id.", "ipsecme")
    topic: ZulipName | None = key("The topic; the meeting, or else the title, when left out.", "IETF 117", None)


class SlackEntry(Entry):
    """A Slack channel."""

    channel: SlackChannel = key("The channel's ID (not its name).", "C0123ABCD")
    team: SlackTeam | None = key("The workspace's ID, for a bot that serves several.", "T0123ABCD", None)


SlackPlace = Annotated[SlackEntry, BeforeValidator(as_slack, json_schema_input_type=SlackChannel | SlackEntry)]


class ChannelsEntry(Entry):
    """Where the session is run."""

    zulip: ZulipEntry | None = key("A topic in a Zulip channel.", {"channel": "ipsecme", "topic": "IETF 117"}, None)
    slack: SlackPlace | None = key("A Slack channel's ID.", "C0123ABCD", None)


class NoticeEntry(Entry):
    """A text that is shown word for word at the start."""

    title: Line = key("The notice's heading.", "Note Well")
    text: Text = key(
        "The text, shown exactly as written; begin it with `|` to keep its line breaks.",
        "This is a reminder of IETF policies.",
    )
    links: Links = key("Web addresses shown below the text.", {"BCP 79": "https://www.rfc-editor.org/info/bcp79"}, {})


class ItemEntry(Entry):
    """One item of the agenda."""

    title: Line = key("What the item is about.", "Diet ESP")
    minutes: Minutes = key("How long the item takes; 0 leaves it open until somebody goes on.", 10)
    questions: Minutes = key("Minutes for questions after the talk, on top of `minutes`.", 5, 0)
    presenters: People = key("Who presents.", ["Daniel Migault"], ())
    drafts: Drafts = key("The Internet-Drafts it is about.", ["draft-mglt-ipsecme-diet-esp"], ())
    slides: Url | None = key("Where the slides are.", "https://example.org/slides.pdf", None)
    start: Clock | None = key("A fixed start, local time: the item begins no earlier.", "16:00", None)

    @model_validator(mode="before")
    @classmethod
    def _no_group(cls, data: Any) -> Any:
        if isinstance(data, str):
            raise ValueError(f"an item needs a title and minutes; write `- {{title: {one_line(data)}, minutes: 5}}`")
        if isinstance(data, dict) and "items" in data:
            raise ValueError("a group cannot stand in another group; move it out to the left")
        return data


class GroupEntry(Entry):
    """Items under one heading."""

    group: Line = key("The heading.", "Presentations")
    items: Annotated[tuple[ItemEntry, ...], BeforeValidator(not_empty)] = key(
        "The items under it.", [{"title": "Diet ESP", "minutes": 5}], json_schema_extra={"minItems": 1}
    )


def _tag(entry: object) -> str:
    if not isinstance(entry, dict):
        return ITEM_TAG
    return GROUP_TAG if "items" in entry or ("group" in entry and "title" not in entry) else ITEM_TAG


AgendaEntry = Annotated[
    Annotated[ItemEntry, Tag(ITEM_TAG)] | Annotated[GroupEntry, Tag(GROUP_TAG)], Discriminator(_tag)
]


class DocumentEntry(Entry):
    """A draft or an RFC."""

    draft: Draft | None = key("A draft's name.", "draft-ietf-ipsecme-g-ikev2", None)
    rfc: Rfc | None = key("An RFC's number.", 9370, None)
    title: Line | None = key("The document's title.", "Group Key Management using IKEv2", None)

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
