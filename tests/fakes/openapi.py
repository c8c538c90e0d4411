"""Zulip's own description of its interface, as a check of what the fake is asked and what it answers."""

import functools
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import yaml
from openapi_core import Config, OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse

PATHS = (
    "/events",
    "/get_stream_id",
    "/messages",
    "/messages/{message_id}",
    "/messages/{message_id}/reactions",
    "/register",
    "/server_settings",
    "/streams/{stream_id}",
    "/users",
    "/users/me",
    "/users/me/subscriptions",
    "/users/me/{stream_id}/topics",
    "/users/{user_id}",
)
HOST = "http://zulip.invalid"
# The description leaves these out of a bot's own profile; the server sends them.
UNDESCRIBED = ("bot_type", "bot_owner_id")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer; `path` is without the version."""

    method: str
    path: str
    query: Mapping[str, str]
    body: bytes
    status: int
    answer: Mapping[str, Any]


class Check(Protocol):
    """What is wrong with an exchange, if anything."""

    def __call__(self, exchange: Exchange) -> list[str]: ...


@functools.cache
def load_check() -> Check | None:
    """The check by the description named by ZULIP_OPENAPI or beside the repository; None without one."""
    beside = Path(__file__).parents[3] / "shared" / "zulip-openapi.yaml"
    file = Path(os.environ.get("ZULIP_OPENAPI", beside))
    if not file.exists():
        return None
    with file.open() as stream:
        description = yaml.load(stream, Loader=yaml.CSafeLoader)
    description["servers"] = [{"url": f"{HOST}/api/v1"}]
    description["security"] = []  # the fake checks the key itself
    description["paths"] = {path: description["paths"][path] for path in PATHS}
    events = _events_by_kind(description)
    openapi = OpenAPI.from_dict(description, config=Config(spec_validator_cls=None))

    def check(exchange: Exchange) -> list[str]:
        operation = description["paths"][_pattern(exchange.path)].get(exchange.method.lower())
        if operation is None:
            return [f"{exchange.method} {exchange.path} is not described"]
        request = MockRequest(
            HOST,
            exchange.method,
            f"/api/v1{exchange.path}",
            args=dict(exchange.query),
            data=exchange.body,
            content_type="application/x-www-form-urlencoded",
        )
        answer = {key: value for key, value in exchange.answer.items() if key not in UNDESCRIBED}
        kinds = [_kind(event) for event in answer.get("events", ())]
        problems = [f"undescribed event {kind}" for kind in kinds if kind not in events]
        try:
            openapi.validate_request(request)
            if str(exchange.status) in operation["responses"] and not _matches_two_arms(operation, exchange.status):
                openapi.validate_response(request, MockResponse(json.dumps(answer).encode(), exchange.status))
        except OpenAPIError as error:
            problems.append(f"{exchange.method} {exchange.path}: {error!r} because of {error.__cause__!r}")
        return problems

    return check


def _pattern(path: str) -> str:
    exact = [pattern for pattern in PATHS if pattern == path]
    open_ones = (pattern for pattern in PATHS if re.fullmatch(re.sub(r"\{\w+\}", r"[^/]+", pattern), path))
    return exact[0] if exact else next(open_ones, path)


def _matches_two_arms(operation: Mapping[str, Any], status: int) -> bool:
    """Error bodies are described by arms that differ in their examples only: each body then fits several."""
    schema = operation["responses"][str(status)].get("content", {}).get("application/json", {}).get("schema", {})
    return status >= 400 and "oneOf" in schema


def _events_by_kind(description: dict[str, Any]) -> set[tuple[str, str]]:
    """The kinds of events described; only those that the fake sends stay, for 80 arms are slow to try."""
    answer = description["paths"]["/events"]["get"]["responses"]["200"]
    items = answer["content"]["application/json"]["schema"]["allOf"][1]["properties"]["events"]["items"]
    sent = {"message", "reaction", "heartbeat", "realm_user", "subscription", "update_message"}
    sent |= {"delete_message", "user_group", "realm"}
    items["oneOf"] = [arm for arm in items["oneOf"] if _arm_kind(arm)[0] in sent]
    return {_arm_kind(arm) for arm in items["oneOf"]}


def _arm_kind(arm: Mapping[str, Any]) -> tuple[str, str]:
    properties: dict[str, Any] = dict(arm.get("properties", {}))
    for part in arm.get("allOf", ()):
        properties |= part.get("properties", {})
    kind = next(iter(part["enum"][0] for part in properties["type"].get("allOf", ()) if "enum" in part), "")
    return kind, properties.get("op", {}).get("enum", [""])[0]


def _kind(event: Mapping[str, Any]) -> tuple[str, str]:
    return event["type"], event.get("op", "")
