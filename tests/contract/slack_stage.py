"""The contract's stage on the fake Slack."""

import json
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager

from chatbot.adapters.slack import SlackChat
from chatbot.clock import WallClock
from chatbot.config import SlackSettings
from chatbot.core.agenda import Participant, Place
from chatbot.ports import Chat
from tests.contract.stage import Shown, Stage
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_world import Message


@asynccontextmanager
async def open_slack_stage() -> AsyncIterator[Stage]:
    """A workspace with Ann, Bob and the bot in one channel."""
    with FakeSlack() as slack:
        chat = SlackChat(SlackSettings(slack.bot_token, slack.app_token, slack.api_url), WallClock(), gap=0.0)
        await chat.open()
        try:
            yield SlackStage(slack, chat, await chat.resolve(Place("slack", slack.channel)))
        finally:
            await chat.close()


class SlackStage:
    """Ann and Bob in one channel."""

    def __init__(self, slack: FakeSlack, chat: SlackChat, place: Place) -> None:
        self.chat: Chat = chat
        self.place = place
        self._slack = slack

    def person(self, name: str) -> Participant:
        return Participant(f"slack:{self._slack.user(name)}", name)

    async def say(self, name: str, text: str) -> None:
        self._slack.say(name, f"@{self._slack.bot_name} {text}")

    async def whisper(self, name: str, text: str) -> None:
        self._slack.whisper(name, text)

    async def chatter(self, name: str, text: str) -> None:
        self._slack.say(name, text)

    async def press(self, name: str, ref: str, sign: str) -> None:
        self._slack.press(name, ref, sign)

    def shown(self) -> Sequence[Shown]:
        return _shown(self._slack.messages())

    def shown_to(self, name: str) -> Sequence[Shown]:
        return _shown(self._slack.shown_to(name))

    def reactions(self, ref: str) -> Sequence[str]:
        return self._slack.reactions(ref)

    def lose_next_reply(self) -> None:
        self._slack.lose_next_reply()

    def refuse_next(self, retry_after: float) -> None:
        self._slack.refuse_next(retry_after)

    def freeze(self, ref: str) -> None:
        self._slack.freeze(ref)


def _shown(messages: Iterable[Message]) -> list[Shown]:
    return [Shown(one.ref, f"{one.text}\n{json.dumps(one.blocks, ensure_ascii=False)}") for one in messages]
