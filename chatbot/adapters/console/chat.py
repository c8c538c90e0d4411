"""The chat port on a terminal: what is said becomes lines of a transcript."""

import asyncio
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from chatbot.clock import Clock, WallClock
from chatbot.core.agenda import Participant, Place
from chatbot.messages import CHECK, SIGNS, Message, Table, paragraph
from chatbot.ports import Input, Lane, Pressed, Rejected, Said, Take

NAME = "console"
EMOJI = dict(zip((*SIGNS, CHECK), "✋📝💬🎤👀👋✓", strict=True))


@dataclass(frozen=True, slots=True)
class Utterance:
    """One entry of the transcript; `to` names the one person who sees it, `edited` marks a changed message.

    `ref` is the message's reference. With `on`, the message is a reaction to what that person said.
    """

    at: datetime
    who: str
    message: Message | str
    to: str = ""
    edited: bool = False
    ref: str = ""
    on: str = ""


Show = Callable[[Utterance], None]


def account_of(name: str) -> str:
    """In a terminal everybody is who they say they are: the name is the account."""
    return f"{NAME}:{' '.join(name.split()).casefold()}"


def speaker(name: str) -> Participant:
    """The person who types under this name."""
    return Participant(account_of(name), " ".join(name.split()))


class ConsoleChat:
    """A room in the terminal; `show` gets every utterance in order, `names` are people who may be told something."""

    name = NAME

    def __init__(self, room: str, clock: Clock, show: Show, names: Iterable[str] = ()) -> None:
        self.place = Place(NAME, room)
        self._clock = clock
        self._show = show
        self._messages: dict[str, Message] = {}
        self._posted: dict[str, tuple[str, datetime]] = {}
        self._wall = WallClock()  # the outbox asks by real time, whatever the session's clock says
        self._names = {account_of(name): name for name in names}
        self._authors: dict[str, str] = {}
        self._reactions: set[tuple[str, str]] = set()
        self._heard: asyncio.Queue[Input] = asyncio.Queue()
        self._inputs = 0
        self._posts = 0

    async def open(self) -> None:
        """Nothing to connect to."""

    async def close(self) -> None:
        """Nothing to disconnect from."""

    async def resolve(self, place: Place) -> Place:
        return place

    def lane(self, place: Place) -> Lane:
        """All stands in one terminal, in one order."""
        return Lane(NAME, 0.0)

    async def listen(self, take: Take) -> None:
        while True:
            await _hand_over(take, await self._heard.get())

    async def post(self, place: Place, message: Message, key: str) -> str:
        if place.channel not in (self.place.channel, ""):
            raise Rejected(f"there is no room {place.channel}")
        self._posts += 1
        ref = str(self._posts)
        self._messages[ref], self._posted[key] = message, (ref, self._wall.now())
        self._authors[ref] = "bot"
        to = self._names.get(place.only, place.only.removeprefix(f"{NAME}:"))
        self._show(Utterance(self._clock.now(), "bot", message, to, ref=ref))
        return ref

    async def edit(self, place: Place, ref: str, message: Message) -> None:
        self._messages[ref] = message
        if not any(isinstance(block, Table) for block in message.blocks):  # a board is shown beside the transcript
            self._show(Utterance(self._clock.now(), "bot", message, edited=True, ref=ref))

    async def remove(self, place: Place, ref: str) -> None:
        if self._messages.pop(ref, None) is not None:
            self._show(Utterance(self._clock.now(), "bot", Message((paragraph("(taken away)"),)), edited=True, ref=ref))

    def edit_window(self) -> timedelta | None:
        return None

    def address(self, place: Place, ref: str) -> str:
        return ""

    async def find(self, place: Place, message: Message, key: str, since: datetime) -> str | None:
        ref, at = self._posted.get(key, (None, since))
        return ref if at >= since else None

    async def react(self, place: Place, ref: str, sign: str) -> None:
        if ref not in self._authors:
            raise Rejected(f"there is no message {ref}")
        if (ref, sign) not in self._reactions:
            self._reactions.add((ref, sign))
            self._show(Utterance(self._clock.now(), "bot", EMOJI[sign], ref=ref, on=self._authors[ref]))

    def hears(self, name: str, text: str, *, direct: bool = False) -> Input:
        """What that person typed, as an input; `+signup ROLE` and `-signup ROLE` press the button of that role."""
        actor = speaker(name)
        self._names[actor.account] = actor.name
        at = self._clock.now()
        ref = f"said-{self._inputs + 1}"
        self._authors[ref] = actor.name
        self._show(Utterance(at, actor.name, text, ref=ref))
        private = Place(NAME, "" if direct else self.place.channel, only=actor.account)
        sign, _, role = text.partition(" ")
        if sign in ("+signup", "-signup"):
            on = sign == "+signup"
            button = self._button(role)
            if button:
                return Pressed(self._next_id(), private, actor, *button, on, at)
            text = f"volunteer {role}" if on else f"withdraw {role}"
        place = private if direct else self.place
        return Said(self._next_id(), place, private, actor, text, at, _mentioned(text), ref=ref)

    def presses(self, name: str, ref: str, sign: str) -> Input:
        """That person presses a button."""
        actor = speaker(name)
        self._names[actor.account] = actor.name
        return Pressed(
            self._next_id(),
            Place(NAME, self.place.channel, only=actor.account),
            actor,
            ref,
            sign,
            True,
            self._clock.now(),
        )

    async def hear(self, given: Input) -> None:
        """Put an input before the listener."""
        await self._heard.put(given)

    def _next_id(self) -> str:
        self._inputs += 1
        return f"{NAME}:{self.place.channel}:{self._inputs}"

    def _button(self, role: str) -> tuple[str, str] | None:
        """The latest button for a role: its message and sign; without a role, the latest button there is."""
        for ref, message in reversed(self._messages.items()):
            for button in message.buttons:
                if role.casefold().strip() in button.label.casefold():
                    return ref, button.sign
        return None


def _mentioned(text: str) -> tuple[Participant, ...]:
    """Whoever stands behind an at sign, with all the capitalised words that follow."""
    return tuple(speaker(name) for name in re.findall(r"@(\w[\w.-]*(?: [^\W\da-z_][\w.-]*)*)", text))


async def _hand_over(take: Take, given: Input) -> None:
    try:
        await take(given)
    except Exception:  # noqa: BLE001 - the taker has logged it, and the next input has a right to be heard
        return
