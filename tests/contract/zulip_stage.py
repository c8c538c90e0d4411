"""The contract's stage on the fake Zulip server."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from chatbot.adapters.zulip import ZulipChat
from chatbot.clock import WallClock
from chatbot.core.agenda import Participant, Place
from chatbot.ports import Chat
from tests.contract.stage import Shown, Stage
from tests.fakes.memory import FakeMemory
from tests.fakes.zulip import FakeZulip, Posted

CHANNEL, TOPIC = "ipsecme", "IETF 117"


@asynccontextmanager
async def open_zulip_stage() -> AsyncIterator[Stage]:
    """A server with Ann, Bob and the bot, connected and subscribed."""
    with FakeZulip() as zulip:
        people = {name: zulip.add_user(name) for name in ("Ann", "Bob")}
        zulip.add_channel(CHANNEL)
        chat = ZulipChat(zulip.url, zulip.bot_email, zulip.bot_key, FakeMemory(), WallClock())
        await chat.open()
        try:
            yield ZulipStage(zulip, people, chat, await chat.resolve(Place("zulip", CHANNEL, TOPIC)))
        finally:
            await chat.close()


class ZulipStage:
    """Ann and Bob in one topic."""

    def __init__(self, zulip: FakeZulip, people: dict[str, int], chat: ZulipChat, place: Place) -> None:
        self.chat: Chat = chat
        self.place = place
        self._zulip = zulip
        self._people = people

    def person(self, name: str) -> Participant:
        return Participant(f"zulip:{self._people[name]}", name)

    async def say(self, name: str, text: str) -> None:
        self._zulip.say(name, CHANNEL, TOPIC, f"@**{self._zulip.bot_name}** {text}")

    async def whisper(self, name: str, text: str) -> None:
        self._zulip.whisper(name, text)

    async def chatter(self, name: str, text: str) -> None:
        self._zulip.say(name, CHANNEL, TOPIC, text)

    async def press(self, name: str, ref: str, sign: str) -> None:
        self._zulip.react(name, ref, sign)

    def shown(self) -> Sequence[Shown]:
        return self._own(self._zulip.messages(CHANNEL, TOPIC))

    def shown_to(self, name: str) -> Sequence[Shown]:
        return self._own(self._zulip.direct_messages(name))

    def reactions(self, ref: str) -> Sequence[str]:
        return [code for user, code in self._zulip.reactions(ref) if user == self._zulip.bot_id]

    def lose_next_reply(self) -> None:
        self._zulip.lose_next_reply()

    def refuse_next(self, retry_after: float) -> None:
        self._zulip.refuse_next(retry_after)

    def freeze(self, ref: str) -> None:
        self._zulip.freeze(ref)

    def _own(self, messages: list[Posted]) -> list[Shown]:
        return [Shown(str(one.id), one.content) for one in messages if one.sender == self._zulip.bot_id]
