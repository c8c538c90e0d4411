"""docs/agenda-format.md explains every key, and its examples are right."""

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from chatbot.importers.yaml import entries, json_schema, load_text, states
from chatbot.importers.yaml.schema import AgendaFile, keys
from tests.importers.agendas import HEAD, ITEMS

PAGE = (Path(__file__).parents[2] / "docs/agenda-format.md").read_text(encoding="utf-8")
MODELS: list[type[BaseModel]] = [
    AgendaFile,
    entries.PersonEntry,
    entries.GroupsEntry,
    entries.ChannelsEntry,
    entries.ZulipEntry,
    entries.SlackEntry,
    entries.NoticeEntry,
    entries.ItemEntry,
    entries.GroupEntry,
    entries.DocumentEntry,
    entries.StatesEntry,
]
EXAMPLES = re.findall(r"`((?:\w|-)+): ?([^`]+)`", PAGE)


def filled(block: str) -> str:
    """The block with whatever it lacks to be a whole agenda."""
    return (
        ("" if "title: IPsecME" in block else HEAD)
        + block
        + ("" if re.search(r"^agenda:", block, re.MULTILINE) else ITEMS)
    )


@pytest.mark.parametrize("key", sorted({key for model in MODELS for key in keys(model)}))
def test_every_key_is_documented_with_an_example(key: str) -> None:
    assert key in {name for name, _ in EXAMPLES}


@pytest.mark.parametrize("model", MODELS)
def test_every_key_has_a_description_and_an_example(model: type[BaseModel]) -> None:
    assert [key for key, field in keys(model).items() if not field.description or not field.examples] == []


@pytest.mark.parametrize(("key", "heading"), states().items())
def test_every_state_is_documented_with_its_heading(key: str, heading: str) -> None:
    assert f"| `{key}` | {heading} | `{key}: [" in PAGE


@pytest.mark.parametrize("block", re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
def test_every_block_of_the_documentation_loads(block: str) -> None:
    assert load_text(filled(block), "a.yaml").problems == ()


SESSION = [(key, value) for key, value in EXAMPLES if key in keys(AgendaFile)]


@pytest.mark.parametrize(("key", "value"), [pair for pair in SESSION if pair[0] not in ("title", "group")])
def test_every_example_of_a_session_key_loads(key: str, value: str) -> None:
    lines = [line for line in (HEAD + ITEMS).splitlines() if not line.startswith(f"{key}:")]
    text = "\n".join(line for line in lines if key != "agenda" or not line.startswith("  "))
    errors = [
        problem for problem in load_text(f"{text}\n{key}: {value}\n", "a.yaml").problems if problem.severity == "error"
    ]
    assert errors == []


def test_every_key_of_the_schema_is_described() -> None:
    schema: dict[str, Any] = json_schema()
    parts = [schema, *schema["$defs"].values()]
    named = [(name, key) for part in parts for name, key in part.get("properties", {}).items()]
    assert [name for name, key in named if not key.get("description")] == []
