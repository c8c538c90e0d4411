"""From the tree to a checked agenda file: pydantic's errors as sentences at the right lines."""

import difflib

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from chatbot.importers.yaml.entries import GROUP_TAG, ITEM_TAG
from chatbot.importers.yaml.lines import Node
from chatbot.importers.yaml.problems import Findings, shown
from chatbot.importers.yaml.schema import AgendaFile, example, keys, model_at

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

Loc = tuple[int | str, ...]


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


def _find(root: Node, loc: Loc) -> tuple[Node, Loc]:
    """The deepest node that the location reaches, and the part of the location that leads to it."""
    node, reached = root, 0
    for part in loc:
        if isinstance(node.value, dict) and part in node.value:
            node = node.value[str(part)]
        elif isinstance(node.value, list) and isinstance(part, int):
            node = node.value[part]
        elif part not in (ITEM_TAG, GROUP_TAG, 0):  # a single value may stand where a list of one could
            break
        reached += 1
    return node, loc[:reached]


def _unknown_key(root: Node, error: ErrorDetails, findings: Findings) -> None:
    parent, _ = _find(root, error["loc"][:-1])
    key = str(error["loc"][-1])
    assert isinstance(parent.value, dict)
    model = model_at(error["loc"][:-1])
    known = list(keys(model)) if model else []
    right = _nearest(key, [name for name in known if name not in parent.value])
    findings.error(parent.value[key].key_line, f"unknown key {shown(key)}{_advice(right, known, parent.value[key])}")
    if right:
        parent.value = {right if name == key else name: node for name, node in parent.value.items()}
    else:
        del parent.value[key]


def _advice(right: str, known: list[str], node: Node) -> str:
    if right:
        return f"; did you mean `{right}`?"
    if node.value is None:
        return "; if it is part of a text with a comma, put the text in quotes"
    if len(known) > 10:
        return "; delete it, or see docs/agenda-format.md for the keys"
    return f"; the keys here are {', '.join(f'`{name}`' for name in known)}"


def _nearest(key: str, candidates: list[str]) -> str:
    plain = key.strip().lower().replace(" ", "_")
    for form in (plain, plain.replace("_", "-"), *_SYNONYMS.get(plain.replace("_", "-"), "").split()):
        if form in candidates:
            return form
    return next(iter(difflib.get_close_matches(plain, candidates, 1, 0.7)), "")


def _wrong_value(root: Node, error: ErrorDetails, findings: Findings) -> None:
    loc = error["loc"]
    node, reached = _find(root, loc)
    if error["type"] != "missing":
        key, sample = _key(reached)
        findings.error(node.where, (f"{shown(key)}: " if key else "") + _reason(error, node, sample))
        return
    blank = len(reached) == len(loc)
    what = "is empty; write" if blank else "is missing; add"
    findings.error(
        node.where, f"`{loc[-1]}` {what}, for example, `{loc[-1]}: {example(str(loc[-1]), model_at(loc[:-1]))}`"
    )


def _key(loc: Loc) -> tuple[str, str]:
    """The last key on the way, and what could stand there."""
    for index in reversed(range(len(loc))):
        key = loc[index]
        if isinstance(key, str) and key not in (ITEM_TAG, GROUP_TAG):
            sample = example(key, model_at(loc[:index]))
            return key, f"{key}: {sample}" if sample else ""
    return "", ""


def _reason(error: ErrorDetails, node: Node, sample: str) -> str:
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, ValueError):
        return str(cause)
    if node.value is None:
        return "nothing stands here; delete the line, or fill it in"
    return f"something else belongs here; write it like `{sample}`" if sample else error["msg"]
