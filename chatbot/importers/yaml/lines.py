"""From text to a tree of texts, lists and mappings in which each entry knows its line."""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.composer import ComposerError
from yaml.error import Mark, MarkedYAMLError
from yaml.events import AliasEvent
from yaml.nodes import MappingNode, ScalarNode, SequenceNode
from yaml.reader import ReaderError

from chatbot.importers.yaml.problems import Findings, shown

# Far beyond any real agenda, and low enough that a hostile file costs a second at most.
DEEPEST = 20
MOST_ENTRIES = 20_000


@dataclass(slots=True)
class Node:
    """A value and where it stands; `key_line` is the line of its key, in a list the line of the value itself.

    Every plain value stays the text it was written as: `15:30` and `2023-07-26` are read by the schema, not by YAML.
    """

    value: "str | list[Node] | dict[str, Node] | None"
    line: int
    key_line: int

    @property
    def where(self) -> int:
        """The line to name for this value: a list or mapping is found by its key."""
        return self.key_line if isinstance(self.value, list | dict) or self.value is None else self.line

    def plain(self) -> Any:
        """The value without its lines."""
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        return self.value

    def get(self, key: str) -> "Node | None":
        return self.value.get(key) if isinstance(self.value, dict) else None

    def text(self, key: str) -> str | None:
        """The text under the key, or None when there is none."""
        node = self.get(key)
        return node.value if node and isinstance(node.value, str) else None

    def entries(self, key: str) -> "list[Node]":
        """The list under the key; a single value counts as a list of one."""
        node = self.get(key)
        if node is None or node.value is None:
            return []
        return node.value if isinstance(node.value, list) else [node]


def parse(text: str, findings: Findings) -> Node | None:
    """The tree of a YAML text, or None when its YAML cannot be read."""
    lines = _Lines(text)
    loader: _Loader | None = None
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
    except MarkedYAMLError as error:
        findings.error(*_explained(error, lines))
        return None
    except ReaderError as error:
        findings.error(lines.at(error.position), "a character that does not belong in a text file; delete it")
        return None
    except (ValueError, OverflowError):  # PyYAML lets `"\UFFFFFFFF"` and absurd `%YAML` versions through to int and chr
        findings.error(lines.at(loader.index if loader else 0), "an escape or a number that is no valid YAML")
        return None
    if not isinstance(root, MappingNode):
        line = lines.at(root.start_mark.index) if root else 1
        findings.error(line, "an agenda is a list of `key: value` lines, beginning for example with `title: …`")
        return None
    return _Tree(lines, findings).mapping(root, lines.at(root.start_mark.index))


class _Lines:
    """Line numbers from positions; PyYAML's own count also breaks at characters that no editor breaks at."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(index + 1 for index, char in enumerate(text) if char == "\n")]
        if len(self._starts) > 1 and self._starts[-1] == len(text):
            self._starts.pop()  # the end of a file is on its last line, not on an empty one after it

    def at(self, index: int) -> int:
        return max(1, bisect_right(self._starts, index))


class _Loader(yaml.SafeLoader):
    """Composes nodes within bounds, and without anchors, aliases and tags."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0
        self._entries = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        refusal = self._refusal(event)
        if refusal:
            raise ComposerError(None, None, refusal, event.start_mark)
        self._depth += 1
        self._entries += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self._depth -= 1

    def _refusal(self, event: Any) -> str:
        if isinstance(event, AliasEvent) or event.anchor:
            return "agenda files know no anchors (`&name`) and aliases (`*name`); quote the text or write it out"
        if event.tag:
            tag = shown(event.tag.replace("tag:yaml.org,2002:", "!!"))
            return f"agenda files know no tags such as {tag}; delete it or quote the text"
        if self._depth >= DEEPEST:
            return "nested too deeply; an agenda needs a few levels only"
        if self._entries >= MOST_ENTRIES:
            return f"more than {MOST_ENTRIES} entries; that is no agenda of one session"
        return ""


@dataclass(frozen=True, slots=True)
class _Tree:
    lines: _Lines
    findings: Findings

    def node(self, node: yaml.Node, key_line: int | None = None) -> Node:
        line = self.lines.at(node.start_mark.index)
        key_line = key_line or line
        if isinstance(node, MappingNode):
            return self.mapping(node, key_line)
        if isinstance(node, SequenceNode):
            return Node([self.node(entry) for entry in node.value], line, key_line)
        assert isinstance(node, ScalarNode)
        empty = node.style is None and node.value in ("", "~")
        return Node(None if empty else self._clean(node.value, line), line, key_line)

    def mapping(self, node: MappingNode, key_line: int) -> Node:
        found: dict[str, Node] = {}
        for key_node, value_node in node.value:
            line = self.lines.at(key_node.start_mark.index)
            if not isinstance(key_node, ScalarNode):
                self.findings.error(
                    line, "a key must be a word, not a list or mapping; a text in brackets needs quotes"
                )
                continue
            key = self._clean(key_node.value, line)
            if key in found:
                first = found[key].key_line
                self.findings.error(line, f"{shown(key)} is given twice, first on line {first}; keep one of them")
                continue
            found[key] = self.node(value_node, line)
        return Node(found, self.lines.at(node.start_mark.index), key_line)

    def _clean(self, text: str, line: int) -> str:
        """Without the characters that only an escape can bring in, and that no chat or database takes."""
        clean = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))
        if clean != text:
            self.findings.error(line, f"a control character in {shown(text)}; delete it")
        return clean


_TIPS = (
    ("'\\t'", "a tab; indent with spaces"),
    ("cannot start any token", "a text beginning with this character needs quotes"),
    ("mapping values are not allowed", "a second colon, or an odd indentation; quote a text with `: ` in it"),
    ("unexpected end of stream", "a quote is opened here and never closed"),
    ("expected ',' or '}'", "braces are opened and not closed, or a text in them has `: ` in it and needs quotes"),
    ("expected ',' or ']'", "a bracket is opened and not closed, or a text in it needs quotes"),
    ("expected the node content", "a value is missing here, or a text begins with a sign such as `?` and needs quotes"),
    ("could not find expected ':'", "neither `key: value` nor a list entry beginning with `- `"),
    ("expected <block end>", "does not fit the lines above: check its indentation, and what follows a closing quote"),
    ("but found another document", "one file holds one agenda; give what follows `---` its own file"),
)  # fmt: skip


def _explained(error: MarkedYAMLError, lines: _Lines) -> tuple[int, str]:
    problem = error.problem or error.context or "no valid YAML"
    tip = next((tip for part, tip in _TIPS if part in problem), problem)
    return lines.at(_culprit(error).index if error.problem_mark or error.context_mark else 0), tip


def _culprit(error: MarkedYAMLError) -> Mark:
    """What was opened and never closed is noticed at the end, but must be mended where it was opened."""
    opened = error.context or ""
    unclosed = opened.startswith(("while scanning a quoted", "while scanning a simple key", "while parsing a flow"))
    mark = (error.context_mark if unclosed else None) or error.problem_mark or error.context_mark
    assert mark is not None
    return mark
