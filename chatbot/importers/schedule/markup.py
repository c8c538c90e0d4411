"""XML of others, read with suspicion: no document type, hence no entities and nothing from elsewhere; bounded."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from chatbot.importers.errors import Unreadable
from chatbot.importers.imported import Source
from chatbot.importers.texts import bounded

DEEPEST = 20
MOST_ELEMENTS = 200_000


@dataclass(slots=True)
class Element:
    """An element: its name, line, attributes, own text and what is in it."""

    name: str
    line: int
    attributes: dict[str, str]
    pieces: list[str] = field(default_factory=list)
    inner: list["Element"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces).strip()

    def first(self, name: str) -> "Element | None":
        return next((one for one in self.inner if one.name == name), None)

    def all(self, name: str) -> Iterable["Element"]:
        return (one for one in self.inner if one.name == name)

    def value(self, name: str) -> str:
        """The text of the first element of this name."""
        found = self.first(name)
        return found.text if found else ""


def parse(source: Source) -> Element:
    """The root element; raises Unreadable with the line of the mistake."""
    return _Reading(bounded(source)).root()


class _Reading:
    """One pass of the parser over one source."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._open: list[Element] = []
        self._root: Element | None = None
        self._count = 0
        self._parser = expat.ParserCreate(namespace_separator=None)
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._document_type
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def root(self) -> Element:
        try:
            self._parser.Parse(self._source.content, True)  # True: this is all of it
        except expat.ExpatError as error:
            message = f"the XML breaks off or is broken here ({expat.ErrorString(error.code)}); fetch or save it again."
            raise self._unreadable(message, error.lineno) from error
        except (LookupError, ValueError) as error:
            raise self._unreadable("the XML is in an encoding that cannot be read; save it as UTF-8.") from error
        assert self._root is not None
        return self._root

    def _document_type(self, *_: object) -> None:
        raise self._unreadable("a document type (<!DOCTYPE …>) is not read, as it can be used to do harm; remove it.")

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= DEEPEST or self._count > MOST_ELEMENTS:
            raise self._unreadable("the XML is nested too deeply or too large to be a schedule.")
        element = Element(name.rpartition(":")[2], self._parser.CurrentLineNumber, attributes)
        if self._open:
            self._open[-1].inner.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].pieces.append(text)

    def _unreadable(self, message: str, line: int | None = None) -> Unreadable:
        return Unreadable(self._source.origin, line or self._parser.CurrentLineNumber, message)
