"""From the tree to a checked agenda file: pydantic's errors as sentences at the right lines."""

import difflib

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from chatbot.importers.yaml.lines import Node
from chatbot.importers.yaml.problems import Findings, shown
from chatbot.importers.yaml.schema import GROUP_TAG, ITEM_TAG, AgendaFile, example, keys, model_at

# What people write for a key when they have not looked it up, and spelling does not lead to the right one.
_SYNONYMS = {
    "ad": "area_director", "ads": "area_directors", "adoption": "adoption-call", "begin": "start", "day": "date",
    "duration": "minutes", "event": "meeting", "finish": "end", "heading": "title group", "items": "agenda",
    "last-call": "working-group-last-call", "length": "minutes", "name": "title", "queue": "rfc-editor-queue",
    "rfcs": "published", "roles": "volunteers", "speaker": "presenters", "speakers": "presenters",
    "status": "documents", "stream": "channel", "subject": "title topic", "talks": "items", "time": "minutes start",
    "topic": "title", "tz": "timezone", "url": "slides", "wg": "group", "wglc": "working-group-last-call",
    "who": "presenters", "zone": "timezone",
}  # fmt: skip


def validate(root: Node, findings: Findings) -> AgendaFile | None:
    """The agenda file, or None when something in it is wrong.

    A misspelled key is put right in the tree once it is reported, so that it is not missed as well under its
    right name, and so that what stands below it is checked too.
    """
    while True:
        try:
            return AgendaFile.model_validate(root.plain())
        except ValidationError as refused:
            errors = refused.errors(include_url=False, include_input=False)
        unknown = [error for error in errors if error["type"] == "extra_forbidden"]
        for error in unknown or errors:
            (_unknown_key if unknown else _wrong_value)(root, error, findings)
        if not unknown:
            return None


def _find(root: Node, loc: tuple[int | str, ...]) -> tuple[Node, str, list[int | str]]:
    """The deepest node that the location reaches, the last key on the way, and what lies beyond the tree."""
    node, key, rest = root, "", list(loc)
    while rest:
        part = rest[0]
        if isinstance(node.value, dict) and part in node.value:
            node, key = node.value[str(part)], str(part)
        elif isinstance(node.value, list) and isinstance(part, int):
            node = node.value[part]
        elif part not in (ITEM_TAG, GROUP_TAG):
            break
        rest.pop(0)
    return node, key, rest


def _unknown_key(root: Node, error: ErrorDetails, findings: Findings) -> None:
    parent, _, _ = _find(root, error["loc"][:-1])
    key = str(error["loc"][-1])
    assert isinstance(parent.value, dict)
    known = list(keys(model_at(error["loc"][:-1])))
    right = _nearest(key, [name for name in known if parent.get(name) is None])
    line = parent.value[key].key_line
    if right:
        findings.error(line, f"unknown key {shown(key)}; did you mean `{right}`?")
    elif parent.value[key].value is None:
        findings.error(line, f"unknown key {shown(key)}; if it is part of a text with a comma, put the text in quotes")
    else:
        listed = ", ".join(f"`{name}`" for name in known)
        findings.error(line, f"unknown key {shown(key)}; the keys here are {listed}")
    parent.value = {right if name == key else name: node for name, node in parent.value.items() if right or name != key}


def _nearest(key: str, candidates: list[str]) -> str:
    plain = key.strip().lower().replace(" ", "_")
    for form in (plain, plain.replace("_", "-"), *_SYNONYMS.get(plain.replace("_", "-"), "").split()):
        if form in candidates:
            return form
    return next(iter(difflib.get_close_matches(plain, candidates, 1, 0.7)), "")


def _wrong_value(root: Node, error: ErrorDetails, findings: Findings) -> None:
    node, key, rest = _find(root, error["loc"])
    if error["type"] != "missing":
        findings.error(node.where, (f"`{key}`: " if key else "") + _reason(error, key))
        return
    missing = str(error["loc"][-1])
    blank = node if not rest else None
    what = f"`{missing}` is empty; write" if blank else f"`{missing}` is missing; add"
    line = blank.key_line if blank else node.where
    findings.error(line, f"{what}, for example, `{missing}: {example(missing, model_at(error['loc'][:-1]))}`")


def _reason(error: ErrorDetails, key: str) -> str:
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, ValueError):
        return str(cause)
    return f"is not what belongs here; write it like `{key}: {example(key)}`" if key else error["msg"]
