"""What people do on a stand-in, and what they see there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stands:
    """A message of the bot, as somebody sees it."""

    ts: str
    text: str


class People(Protocol):
    """Tero, the chair, Ann and Bob, in one channel with the bot; `names` are what the platform calls them."""

    names: Mapping[str, str]

    async def mention(self, who: str, text: str) -> None: ...

    async def whisper(self, who: str, text: str) -> None: ...

    async def command(self, who: str, text: str) -> None: ...

    async def press(self, who: str, ts: str, sign: str) -> None: ...

    async def open_home(self, who: str) -> None: ...

    async def press_home(self, who: str, label: str) -> None: ...

    async def submit(self, who: str) -> None:
        """Send the form that is open, with the first choice in each field."""

    async def forms(self) -> int:
        """How many forms are open, or were opened."""

    async def home(self, who: str) -> Json | None: ...

    async def said(self) -> Sequence[Stands]:
        """What the bot said to all in the channel, oldest first, without its answers in threads."""

    async def answered(self) -> Sequence[str]:
        """What the bot answered in threads of the channel."""

    async def told(self, who: str) -> Sequence[str]:
        """What the bot said to one person alone."""


def button(view: Json, label: str) -> Json:
    buttons = [one for block in view["blocks"] if block["type"] == "actions" for one in block["elements"]]
    return next(one for one in buttons if one["text"]["text"] == label)


def chosen(view: Json) -> Json:
    """The first choice in each field of a form."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    return {
        one["block_id"]: {
            one["element"]["action_id"]: {
                "type": one["element"]["type"],
                "selected_option": one["element"]["options"][0],
            }
        }
        for one in inputs
    }
