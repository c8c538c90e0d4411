"""The whole of an exported agenda, line by line; lines that are not understood are listed."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from chatbot.core.agenda import Address, Document, DocumentState, Notice
from chatbot.importers import papers
from chatbot.importers.exported.header import told
from chatbot.importers.exported.lines import cells, link, plain, unescaped
from chatbot.importers.exported.rows import HEAD, is_ruled, slot
from chatbot.importers.imported import Imported, Meeting, Slot, Source, Warning
from chatbot.importers.links import stale
from chatbot.importers.text.cleaning import decoded, one_kind_of_line
from chatbot.importers.text.doubts import unused_lines
from chatbot.importers.yaml.scalars import parse_draft, parse_rfc
from chatbot.importers.yaml.schema import states

_HEAD = re.compile(rb"^\|[ \t]*" + rb"[ \t]*\|[ \t]*".join(name.encode() for name in HEAD), re.MULTILINE)
_KEYED = re.compile(rb"^\* Date: ", re.MULTILINE)
_BEGINNING = 200_000
_HEADING = re.compile(r"(#{1,3}) +(\S.*)")
_ENTRY = re.compile(r"( *)[*-] +(\S.*)")
_KEY = re.compile(r"([A-Z][A-Za-z ]{1,30}):(?: +(.*))?")


def recognise(source: Source) -> str | None:
    """A date among the keys, and the columns of an exported table."""
    beginning = source.content[:_BEGINNING].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    known = _KEYED.search(beginning) and _HEAD.search(beginning)
    return "it has the keys and the table that `chatbot export` writes" if known else None


def read(source: Source) -> Imported:
    """An agenda in the form of an export; raises Unreadable."""
    reading = _Reading(Imported("Markdown", recognise(source) or "it was asked for", (Meeting(),), ()))
    for number, line in enumerate(one_kind_of_line(decoded(source)).split("\n"), 1):
        if line.strip() and not reading.takes(line, number):
            reading.unused.append((number, line))
    return reading.whole()


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and in which section the next line stands; a `quoted` one is a notice."""

    found: Imported
    section: str = ""
    group: str = ""
    quoted: bool = False
    slots: list[Slot] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    states: list[tuple[str, list[Document]]] = field(default_factory=list)
    notices: list[tuple[str, list[str], dict[str, str]]] = field(default_factory=list)
    unused: list[tuple[int, str]] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)

    def takes(self, line: str, number: int) -> bool:
        """Take a line up; False where it is not understood."""
        if line.startswith("|"):
            return self._row(cells(line), number)
        if line.startswith(">"):
            return self._quote(line[1:].removeprefix(" "))
        if heading := _HEADING.fullmatch(line.rstrip()):
            return self._heading(len(heading[1]), plain(heading[2]))
        entry = _ENTRY.fullmatch(line.rstrip())
        return bool(entry and self._entry(len(entry[1]), entry[2], number))

    def whole(self) -> Imported:
        """The import of all lines."""
        notices = (
            Notice(title, text, _addresses(links))
            for title, lines, links in self.notices
            if (text := "\n".join(lines).strip())
        )
        return replace(
            self.found,
            slots=tuple(self.slots),
            warnings=(*self.found.warnings, *self.warnings, *unused_lines(self.unused)),
            links=tuple(self.links.items()),
            documents=tuple(DocumentState(name, tuple(documents)) for name, documents in self.states),
            notices=tuple(notices),
        )

    def _heading(self, level: int, text: str) -> bool:
        if level == 1 and not self.found.title:
            self.found = replace(self.found, title=text)
        elif level == 2:
            self.section, self.group, self.quoted = text, "", False
        elif level == 3 and self.section == "Agenda":
            self.group = text
        else:
            return False
        return True

    def _row(self, row: Sequence[str], number: int) -> bool:
        if tuple(row) == HEAD or is_ruled(row):
            return True
        found = slot(row, self.group, number)
        if found:
            self.slots.append(found)
            self._look_at(found.slides, number)
        return found is not None

    def _quote(self, text: str) -> bool:
        if not self.section:
            return False
        if not self.quoted:
            self.notices.append((self.section, [], {}))
            self.quoted = True
        self.notices[-1][1].append(unescaped(text))
        return True

    def _entry(self, indent: int, text: str, number: int) -> bool:
        if not self.section:
            key = _KEY.fullmatch(text)
            found = told(self.found, key[1], key[2] or "", number) if key else None
            self.found = found or self.found
            return found is not None
        if self.section == "Documents" and not self.quoted:
            return self._document(indent, text)
        address = link(text)
        if not address or not (self.quoted or self.section == "Links"):
            return False
        title, url = address
        (self.notices[-1][2] if self.quoted else self.links)[title] = url
        self._look_at(url, number)
        return True

    def _document(self, indent: int, text: str) -> bool:
        if not indent:
            known = plain(text) in states().values()
            if known:
                self.states.append((plain(text), []))
            return known
        document = _document_named(*text.partition(": ")[::2])
        if document is None or not self.states:
            return False
        self.states[-1][1].append(document)
        return True

    def _look_at(self, url: str, number: int) -> None:
        said = stale(url, self.found.meeting) if url else None
        if said and not any(one.message == said for one in self.warnings):
            self.warnings.append(Warning(number, "stale-link", said))


def _document_named(name: str, title: str) -> Document | None:
    with suppress(ValueError):
        if name.upper().startswith("RFC"):
            return papers.rfc(parse_rfc(plain(name)), plain(title))
        return papers.draft(parse_draft(plain(name)), plain(title))
    return None


def _addresses(links: dict[str, str]) -> tuple[Address, ...]:
    return tuple(Address(title, url) for title, url in links.items())
