"""The rehearsal on screen: the board above, what is said below, and a line to type on."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import ClassVar

from rich.console import Group
from textual import work
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, RichLog, Static

from chatbot.adapters.console.chat import ConsoleChat, Utterance
from chatbot.adapters.console.painting import entry, renderables, row_of
from chatbot.clock import Clock, sleep
from chatbot.core.agenda import Agenda
from chatbot.messages import Message
from chatbot.wording.filling import CURRENT

REDRAW = 0.25
"""Seconds between two looks at the board."""
ROWS_BEFORE = 2
"""So many rows of what is over are left above the current item where the board does not fit on the screen."""


class Screen(App[None]):
    """The terminal's own client for one session."""

    CSS = """
    #board { height: auto; max-height: 60%; border: round $primary; padding: 0 1; }
    #talk { height: 1fr; border: round $surface; padding: 0 1; }
    #say { dock: bottom; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+c", "quit", "Leave"), ("ctrl+q", "quit", "Leave")]
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        chat: ConsoleChat,
        utterances: asyncio.Queue[Utterance],
        board: Callable[[], Awaitable[Message]],
        clock: Clock,
        agenda: Agenda,
        name: str,
    ) -> None:
        super().__init__()
        self._chat = chat
        self._utterances = utterances
        self._board = board
        self._session_clock = clock
        self._agenda = agenda
        self._speaker = name

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="board"):
            yield Static(id="agenda")
        yield RichLog(id="talk", wrap=True, markup=False, highlight=False, min_width=20)
        yield Input(
            id="say", placeholder=f"Type a command as {self._speaker}, or `NAME: command` as anyone; Ctrl+Q leaves."
        )

    def on_mount(self) -> None:
        self.query_one("#say", Input).focus()
        self._listen()
        self._draw()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        event.input.clear()
        name, colon, text = event.value.partition(": ")
        if not colon or not name.strip():
            name, text = self._speaker, event.value
        if text.strip():
            await self._chat.hear(self._chat.hears(name, text.strip()))

    @work
    async def _listen(self) -> None:
        talk = self.query_one("#talk", RichLog)
        while True:
            talk.write(entry(await self._utterances.get(), self._agenda.timezone))

    @work
    async def _draw(self) -> None:
        board, agenda = self.query_one("#board", VerticalScroll), self.query_one("#agenda", Static)
        in_view: int | None = None
        while True:
            shown = Group(*renderables(await self._board()))
            agenda.update(shown)
            local = self._agenda.local(self._session_clock.now())
            board.border_title = f"{self._agenda.title}  {local:%H:%M:%S}"
            current = row_of(CURRENT, shown, agenda.size.width)
            if current is not None and current != in_view:
                # Only when it moves: people may scroll meanwhile. After the refresh, as the board may have grown.
                self.call_after_refresh(board.scroll_to, y=current - ROWS_BEFORE, animate=False)
            in_view = current
            await sleep(REDRAW)
