"""The kinds of values in an agenda file: how each is read, and how the JSON schema describes it."""

from collections import Counter
from datetime import date, time, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from chatbot.core.agenda import Audience, Mode
from chatbot.core.speakers import LONGEST_TURN
from chatbot.importers.yaml import scalars
from chatbot.importers.yaml.scalars import MOST_MINUTES, reads
from chatbot.importers.yaml.when import parse_date, parse_time, parse_weekday, parse_zone


def _string(**more: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **more})


def _number(low: int, high: int | None = None) -> WithJsonSchema:
    return WithJsonSchema({"type": "integer", "minimum": low} | ({"maximum": high} if high else {}))


def one_as_list(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


def as_person(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def as_slack(value: object) -> object:
    return {"channel": value} if isinstance(value, str) else value


def as_document(value: object) -> object:
    if not isinstance(value, str):
        return value
    return {"rfc": value} if value.strip().lower().startswith("rfc") else {"draft": value}


def not_empty(value: object) -> object:
    if value == []:
        raise ValueError("no items; add at least one, such as `- {title: Diet ESP, minutes: 5}`")
    return value


def listed(value: object) -> object:
    return [] if value is None else one_as_list(value)


def as_moments(value: object) -> object:
    """`never` is no moment at all; the earliest comes first."""
    return [] if isinstance(value, str) and value.strip().lower() == "never" else one_as_list(value)


def as_roles(value: object) -> object:
    """A list of roles wants one person for each mention."""
    if not isinstance(value, list):
        return value
    roles = [scalars.parse_role(role) for role in value if isinstance(role, str)]
    if len(roles) < len(value):
        raise ValueError("write `role: number of people`, such as `note taker: 2`, one a line and without `- `")
    return {role: str(places) for role, places in Counter(roles).items()}


Day = Annotated[date, reads(parse_date), _string()]
Line = Annotated[str, reads(scalars.parse_line), _string()]
Text = Annotated[str, reads(scalars.parse_text), _string()]
Url = Annotated[str, reads(scalars.parse_url), _string(format="uri", pattern="^https?://")]
Source = Annotated[str, reads(scalars.parse_source), _string(pattern="^(https?://|datatracker:)")]
Draft = Annotated[str, reads(scalars.parse_draft), _string(pattern="^draft-[a-z0-9]+([-.+][a-z0-9]+)+$")]
Minutes = Annotated[int, reads(scalars.parse_minutes), _number(0, MOST_MINUTES)]
SpeakerMinutes = Annotated[int, reads(scalars.parse_turn), _number(0, LONGEST_TURN)]
Places = Annotated[int, reads(scalars.parse_places), _number(1, 999)]
Clock = Annotated[time, reads(parse_time), _string(pattern="^([01]?[0-9]|2[0-3]):[0-5][0-9]$")]
Zone = Annotated[str, reads(parse_zone), _string()]
Weekday = Annotated[int, reads(parse_weekday), _string()]
SessionId = Annotated[str, reads(scalars.parse_id), _string(pattern="^[A-Za-z0-9][A-Za-z0-9._-]*$")]
SessionMode = Annotated[Mode, reads(scalars.parse_mode)]
Warned = Annotated[Audience, reads(scalars.parse_audience)]
ZulipUser = Annotated[str, reads(scalars.parse_zulip_user), _number(1)]
ZulipName = Annotated[str, reads(scalars.parse_zulip_name), WithJsonSchema({"type": ["string", "integer"]})]
SlackUser = Annotated[str, reads(scalars.parse_slack_user), _string(pattern="^[UW][A-Z0-9]+$")]
ZulipGroup = Annotated[str, reads(scalars.parse_zulip_group), _number(1)]
SlackGroup = Annotated[str, reads(scalars.parse_slack_group), _string(pattern="^S[A-Z0-9]+$")]
Yes = Annotated[bool, reads(scalars.parse_yes), WithJsonSchema({"type": "boolean"})]
SlackTeam = Annotated[str, reads(scalars.parse_slack_team), _string(pattern="^T[A-Z0-9]+$")]
SlackChannel = Annotated[str, reads(scalars.parse_slack_channel), _string(pattern="^[CGD][A-Z0-9]+$")]
Rfc = Annotated[int, reads(scalars.parse_rfc), _number(1)]
Role = Annotated[str, reads(scalars.parse_role), _string()]
Before = Annotated[
    timedelta, reads(scalars.parse_before), _string(pattern=r"^(start|[0-9]+ ?(d|days?|h|hours?|min|m|minutes?))$")
]
Moments = Annotated[tuple[Before, ...], BeforeValidator(as_moments, json_schema_input_type=list[Before] | Before)]
Hours = Annotated[
    tuple[time, time] | None,
    reads(scalars.parse_hours),
    _string(pattern="^(none|[0-9]{1,2}:[0-9]{2} ?[-–] ?[0-9]{1,2}:[0-9]{2})$"),
]
Links = dict[Line, Url]
Roles = Annotated[dict[Role, Places], BeforeValidator(as_roles, json_schema_input_type=dict[str, Places] | list[Line])]
Drafts = Annotated[tuple[Draft, ...], BeforeValidator(one_as_list, json_schema_input_type=tuple[Draft, ...] | Draft)]
