"""What an agenda shows beside its items: links, notices, documents."""

from chatbot.core.record import record


@record
class Address:
    """A titled web address."""

    title: str
    url: str


@record
class Notice:
    """A text shown exactly as written at the start, such as the IETF's Note Well."""

    title: str
    text: str
    links: tuple[Address, ...] = ()


@record
class Document:
    """A draft or RFC in the status report; `title` may be empty."""

    name: str
    title: str = ""
    url: str = ""


@record
class DocumentState:
    """The documents that stand at one state of the process; an empty list is said as `none`."""

    name: str
    documents: tuple[Document, ...] = ()
