"""The neutral message: what the bot says, before any platform's markup.

A message is blocks, a block holds lines, a line is spans. Every string in a span is shown literally: adapters
escape it, so that text from outside never becomes a mention, markup or HTML.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from chatbot.core.record import record


@record
class Text:
    """Plain words."""

    text: str


@record
class Bold:
    """Emphasised words."""

    text: str


@record
class Code:
    """Something to type, or to copy exactly."""

    text: str


@record
class Link:
    """Words that lead to a web address."""

    text: str
    url: str


@record
class Mention:
    """A person by platform account; a platform that does not know the account shows the name.

    `loud` wakes the person, otherwise the mention is silent where the platform can do that.
    """

    account: str
    name: str
    loud: bool = True


@record
class Instant:
    """A moment, shown in each reader's own zone where the platform can, else as wall time in `zone`."""

    at: datetime
    zone: str
    with_date: bool = False

    def local(self) -> str:
        """Wall time in `zone`, as `15:45` or `Wed 26 Jul 2023, 15:45`."""
        wall = self.at.astimezone(ZoneInfo(self.zone))
        return f"{wall:%a} {wall.day} {wall:%b %Y, %H:%M}" if self.with_date else f"{wall:%H:%M}"


Span = Text | Bold | Code | Link | Mention | Instant
Line = tuple[Span, ...]


@record
class Paragraph:
    """One line of running text."""

    line: Line


@record
class Bullets:
    """A list without numbers."""

    lines: tuple[Line, ...]


@record
class Table:
    """Rows of cells under a header; platforms without tables show one line a row."""

    header: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@record
class Button:
    """An offer that a person takes with one press, or gives back by taking a reaction away.

    `command` and `undo` are what the press says on that person's behalf; `sign` names the reaction on platforms
    without buttons, one of SIGNS or POLL_SIGNS, and is unique in its message.
    """

    sign: str
    label: str
    command: str
    undo: str


SIGNS = ("raised_hand", "memo", "speech_balloon", "microphone", "eyes", "wave")
"""Reaction names for buttons in order of use; adapters map each to their platform's emoji."""

POLL_SIGNS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
"""Reaction names for the options of a poll."""

CHECK = "check"
"""The reaction that acknowledges what somebody said; no button has it."""


@record
class Buttons:
    """A row of offers; `back` is one more where a press cannot be taken away again, as a reaction can.

    `unseen` ones are left out where everybody sees who takes them, as with reactions.
    """

    buttons: tuple[Button, ...]
    back: Button | None = None
    unseen: bool = False


Block = Paragraph | Bullets | Table | Buttons


@record
class Message:
    """What the bot says at once.

    A platform that takes less in one message gets it in several, at the borders of blocks and rows; where it is
    `single`, because it will be edited in place, it may be cut instead.
    """

    blocks: tuple[Block, ...]
    single: bool = False

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All offers of the message, in order."""
        return tuple(b for block in self.blocks if isinstance(block, Buttons) for b in block.buttons)

    @property
    def seen_buttons(self) -> tuple[Button, ...]:
        """The offers that people may be seen to take."""
        rows = (block for block in self.blocks if isinstance(block, Buttons) and not block.unseen)
        return tuple(button for row in rows for button in row.buttons)


@record
class Choice:
    """One of a field's values: what people see, and the words that it adds to the command."""

    label: str
    words: str


@record
class Field:
    """Something to choose; where there is a `default`, it is chosen already."""

    label: str
    choices: tuple[Choice, ...]
    default: Choice | None = None


@record
class Form:
    """A form to fill in: what comes back is said by whoever filled it in: `command`, then each field's words."""

    title: str
    submit: str
    intro: Line
    command: str
    fields: tuple[Field, ...]


def paragraph(*spans: Span | str) -> Paragraph:
    """A paragraph; bare strings are plain words."""
    return Paragraph(line(*spans))


def line(*spans: Span | str) -> Line:
    """A line; bare strings are plain words."""
    return tuple(Text(span) if isinstance(span, str) else span for span in spans)


def join(lines: Iterable[Line], between: str) -> Line:
    """One line out of several, with `between` between them."""
    joined: list[Span] = []
    for number, one in enumerate(lines):
        joined += [Text(between), *one] if number else one
    return tuple(joined)


def plain(message: Message) -> str:
    """The message as plain text: for transcripts, notifications and screen readers."""
    return "\n".join(text for block in message.blocks for text in _plain_block(block))


def plain_line(spans: Line) -> str:
    """One line as plain text."""
    return "".join(_plain_span(span) for span in spans)


def _plain_block(block: Block) -> list[str]:
    match block:
        case Paragraph(spans):
            return [plain_line(spans)]
        case Bullets(lines):
            return [f"- {plain_line(one)}" for one in lines]
        case Table(_, rows):
            return ["  ".join(plain_line(cell) for cell in row if cell) for row in rows]
        case Buttons(buttons):
            return ["[" + "] [".join(button.label for button in buttons) + "]"] if buttons else []
        case _:
            assert_never(block)


def _plain_span(span: Span) -> str:
    match span:
        case Text(text) | Bold(text) | Code(text):
            return text
        case Link(text, url):
            return url if text == url else f"{text}: {url}"
        case Mention(_, name):
            return name
        case Instant():
            return span.local()
        case _:
            assert_never(span)
