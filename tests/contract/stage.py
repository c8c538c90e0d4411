"""What a chat's fake offers to the contract test: people who act, and a view of what stands there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from chatbot.core.agenda import Participant, Place
from chatbot.ports import Chat


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of the bot as it stands on the platform now, in the platform's own markup."""

    ref: str
    text: str


class Stage(Protocol):
    """One platform, with the people `Ann` and `Bob` on it."""

    chat: Chat
    place: Place

    def person(self, name: str) -> Participant:
        """The account by which the chat's inputs must name this person."""

    async def say(self, name: str, text: str) -> None:
        """That person addresses the bot (by mention) in `place`."""

    async def whisper(self, name: str, text: str) -> None:
        """That person writes to the bot directly."""

    async def chatter(self, name: str, text: str) -> None:
        """That person speaks in `place` without addressing the bot."""

    async def press(self, name: str, ref: str, sign: str) -> None:
        """That person presses the button, or sets the reaction, on the bot's message."""

    def shown(self) -> Sequence[Shown]:
        """The bot's messages in `place` that everybody sees, oldest first."""

    def shown_to(self, name: str) -> Sequence[Shown]:
        """The bot's messages that this person alone sees, oldest first."""

    def reactions(self, ref: str) -> Sequence[str]:
        """The bot's reactions on anybody's message, in the platform's own names."""

    def lose_next_reply(self) -> None:
        """The next post is stored, but its answer never arrives."""

    def refuse_next(self, retry_after: float) -> None:
        """The next post is refused for its rate and is not stored."""

    def freeze(self, ref: str) -> None:
        """From now on the message can no longer be edited."""
