"""The terminal on the contract's stage; it has no network, and so none of a network's faults."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from chatbot.adapters.console import ConsoleChat, speaker
from chatbot.adapters.console.chat import Utterance
from chatbot.adapters.console.transcript import as_text
from chatbot.clock import WallClock
from chatbot.core.agenda import Participant
from chatbot.ports import Chat
from tests.contract.stage import Shown

NO_FAULTS = "a terminal has no network, and so no such fault"


class ConsoleStage:
    """Ann and Bob before one terminal."""

    def __init__(self) -> None:
        self._utterances: list[Utterance] = []
        self._console = ConsoleChat("room", WallClock(), self._utterances.append)
        self.chat: Chat = self._console
        self.place = self._console.place

    def person(self, name: str) -> Participant:
        return speaker(name)

    async def say(self, name: str, text: str) -> None:
        await self._console.hear(self._console.hears(name, text))

    async def whisper(self, name: str, text: str) -> None:
        await self._console.hear(self._console.hears(name, text, direct=True))

    async def chatter(self, name: str, text: str) -> None:
        pytest.skip("in a terminal everything typed is for the bot")

    async def press(self, name: str, ref: str, sign: str) -> None:
        await self._console.hear(self._console.presses(name, ref, sign))

    def shown(self) -> Sequence[Shown]:
        return self._of_bot(to="")

    def shown_to(self, name: str) -> Sequence[Shown]:
        return self._of_bot(to=speaker(name).account)

    def reactions(self, ref: str) -> Sequence[str]:
        return [str(said.message) for said in self._utterances if said.on and said.ref == ref]

    def lose_next_reply(self) -> None:
        pytest.skip(NO_FAULTS)

    def refuse_next(self, retry_after: float) -> None:
        pytest.skip(NO_FAULTS)

    def freeze(self, ref: str) -> None:
        pytest.skip(NO_FAULTS)

    def _of_bot(self, *, to: str) -> list[Shown]:
        standing: dict[str, str] = {}
        for said in self._utterances:
            if said.who == "bot" and not said.on and f"console:{said.to}".casefold() == (to or "console:"):
                standing[said.ref] = as_text(said, "UTC")
        return [Shown(ref, text) for ref, text in standing.items() if "(taken away)" not in text]


@asynccontextmanager
async def console_stage() -> AsyncIterator[ConsoleStage]:
    yield ConsoleStage()
