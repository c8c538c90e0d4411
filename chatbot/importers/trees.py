"""JSON of others, read with suspicion: bounded, and every value may be of any type."""

import json
from collections.abc import Iterable, Mapping
from typing import NoReturn

from chatbot.importers.errors import Unreadable
from chatbot.importers.imported import Source
from chatbot.importers.texts import decode, tidy

Tree = Mapping[str, object]


def parse(source: Source) -> Tree:
    """The object that the source holds; raises Unreadable with the line of the mistake."""
    text = decode(source)
    try:
        value = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        message = f"the JSON breaks off or is broken here ({error.msg}); fetch or save it again."
        raise Unreadable(source.origin, error.lineno, message) from error
    except RecursionError as error:
        raise Unreadable(source.origin, 0, "the JSON is nested too deeply to be an agenda.") from error
    except ValueError as error:
        raise Unreadable(source.origin, 0, f"the JSON holds a number that is none ({error}).") from error
    if not isinstance(value, dict):
        raise Unreadable(source.origin, 1, "the JSON is not an object; give the whole file.")
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def child(tree: Tree, key: str) -> Tree:
    """The object under the key, or an empty one."""
    value = tree.get(key)
    return value if isinstance(value, dict) else {}


def children(value: object) -> Iterable[Tree]:
    """The objects of a list; whatever else is in it is no entry."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def text(tree: Tree, *keys: str) -> str:
    """The text under the first of the keys that holds one."""
    return next((found for key in keys if (found := tidy(tree.get(key)))), "")


def number(tree: Tree, key: str) -> int | None:
    """The whole number under the key."""
    value = tree.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def identified(tree: Tree, *keys: str) -> tuple[str, ...]:
    """How the identity of an entry is written in the file, in both spacings; the first key's that it has."""
    key = next((key for key in keys if isinstance(tree.get(key), str | int)), None)
    if key is None:
        return ()
    value = json.dumps(tree[key], ensure_ascii=False)
    return f'"{key}": {value}', f'"{key}":{value}'
