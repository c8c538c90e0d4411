"""A small datatracker with one meeting, made by hand in the shape of the real one."""

import json
from collections.abc import Mapping
from typing import Any

from tests.fakes.web import FakeWeb, Respond, status, text_page

AGENDA = """\
# Example WG at IETF 130

Wednesday, 18 November 2026, 15:30-17:00

* 5 min - Welcome - Chairs
* 20 min - Foo (draft-example-foo-03) - Bob Example
"""
PEOPLE = {"31": "Ann Example", "32": "Yoav Sample"}
STATES = [
    (1, "draft", "active", "Active"),
    (2, "draft", "expired", "Expired"),
    (3, "draft", "rfc", "RFC"),
    (11, "draft-iesg", "idexists", "I-D Exists"),
    (12, "draft-iesg", "rfcqueue", "RFC Ed Queue"),
    (21, "draft-stream-ietf", "wg-doc", "WG Document"),
    (22, "draft-stream-ietf", "wg-lc", "In WG Last Call"),
    (31, "draft-stream-iab", "review", "IAB Review"),
]
DRAFTS: Mapping[str, tuple[str, tuple[int, ...]]] = {
    "draft-example-foo": ("The Foo Protocol", (1, 11, 22)),
    "draft-example-bar": ("Bar for Foo", (1, 11, 21)),
    "draft-example-old": ("Old Foo", (2, 11, 21)),
    "draft-example-iab": ("Foo for All", (1, 31)),
}


def answer(tree: object) -> Respond:
    """A tree as JSON."""
    return text_page(json.dumps(tree), Content_Type="application/json")


def item(web: FakeWeb, **changes: Any) -> dict[str, Any]:
    """A session of examplewg as agenda-data has it, in Vienna."""
    return {
        "id": 7001,
        "sessionId": 901,
        "room": "Hall 4",
        "acronym": "examplewg",
        "duration": 5400,
        "name": "Afternoon session II",
        "startDateTime": "2026-11-18T15:30:00",
        "status": "sched",
        "type": "regular",
        "groupAcronym": "examplewg",
        "groupName": "Example Working Group",
        "agenda": {"url": f"{web.url}/meeting/130/materials/agenda-130-examplewg-01"},
        "links": {"chat": "https://chat.example/examplewg", "videoStream": "https://meet.example/130/examplewg"},
    } | changes


def serve(web: FakeWeb, *items: dict[str, Any], drafts: tuple[str, ...] = tuple(DRAFTS)) -> None:
    """Answer as the datatracker does, with these sessions (one of examplewg where none are given)."""
    scheduled = list(items or (item(web),))
    meeting = {"number": "130", "timezone": "Europe/Vienna"}
    web.page("/api/meeting/130/agenda-data", answer({"meeting": meeting, "categories": [], "schedule": scheduled}))
    web.page("/meeting/130/materials/agenda-130-examplewg-01", text_page(AGENDA))
    web.page(
        "/api/v1/group/role/",
        answer({"objects": [
            {"name": "/api/v1/name/rolename/chair/", "person": f"/api/v1/person/person/{number}/"} for number in PEOPLE
        ]}),
    )  # fmt: skip
    for number, name in PEOPLE.items():
        web.page(f"/api/v1/person/person/{number}/", answer({"id": int(number), "name": name, "ascii": name}))
    web.page("/api/v1/doc/document/", answer({"objects": [_document(name) for name in drafts]}))
    web.page("/api/v1/doc/state/", answer({"objects": [_state(*state) for state in STATES]}))


def serve_interim(web: FakeWeb) -> None:
    """Answer for an interim meeting of examplewg, which only the older forms have."""
    session = {
        "objtype": "session",
        "id": 7101,
        "group": {"acronym": "examplewg", "name": "Example Working Group"},
        "name": "",
        "start": "2026-10-06T18:00:00Z",
        "duration": "1:00:00",
        "location": "",
        "status": "sched",
        "agenda": f"{web.url}/meeting/130/materials/agenda-130-examplewg-01",
        "remote_instructions": "https://meet.example/interim",
    }
    web.page("/meeting/interim-2026-examplewg-03/agenda.json", answer({"interim-2026-examplewg-03": [session]}))
    web.page("/api/v1/meeting/meeting/", answer({"objects": [{"number": "x", "time_zone": "America/Toronto"}]}))
    web.page("/api/meeting/130/agenda-data", status(404))


def _document(name: str) -> dict[str, Any]:
    title, states = DRAFTS[name]
    return {"name": name, "title": title, "rev": "03", "tags": [], "rfc_number": None,
            "states": [f"/api/v1/doc/state/{number}/" for number in states]}  # fmt: skip


def _state(number: int, kind: str, slug: str, name: str) -> dict[str, Any]:
    return {"id": number, "slug": slug, "name": name, "type": f"/api/v1/doc/statetype/{kind}/",
            "resource_uri": f"/api/v1/doc/state/{number}/"}  # fmt: skip
