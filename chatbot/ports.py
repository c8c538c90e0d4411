"""What the outside must promise: the chat port, the inputs it hands over, and the ways a send can fail."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from chatbot.core.agenda import Agenda, Participant, Place
from chatbot.core.record import record
from chatbot.messages import Form, Message


@record
class Attached:
    """A file that came with what somebody said; `ref` is what its chat knows it by."""

    name: str
    ref: str


@record
class Said:
    """Somebody said something: `text` is without the mention of the bot, `place` is where an answer belongs.

    `event_id` is unique on the platform and the same on redelivery. `reply` is where an answer for this person
    alone goes: the platform's way of showing something to one person. `mentions` are the other people mentioned; the
    text has their names. Where the bot was not `addressed`, this is only handed over if it is a bare command. `ref` is
    the platform's reference of what was said, as `post` returns them; empty where there is no message. With a
    `form_key` the bot may ask back by one form, within seconds. `sees` are the channels, by id, of which the person may
    know: in a direct message, sessions held in others do not exist. None means all. `files` came with it; the text is
    without links to them.
    """

    event_id: str
    place: Place
    reply: Place
    actor: Participant
    text: str
    at: datetime
    mentions: tuple[Participant, ...] = ()
    addressed: bool = True
    ref: str = ""
    form_key: str = ""
    sees: frozenset[str] | None = None
    files: tuple[Attached, ...] = ()


@record
class Pressed:
    """Somebody pressed a button or set a reaction (`on`), or took the reaction away (not `on`).

    `ref` is the message it stands on; `sign` says which of its buttons. `elsewhere` are other messages on which the
    person has set the same and left it.
    """

    event_id: str
    reply: Place
    actor: Participant
    ref: str
    sign: str
    on: bool
    at: datetime
    elsewhere: tuple[str, ...] = ()


@record
class Viewing:
    """Somebody looks at the page that the platform keeps for the bot and this one person.

    `reply` is a direct message to that person; `sees` is as in Said.
    """

    event_id: str
    reply: Place
    actor: Participant
    at: datetime
    sees: frozenset[str] | None = None


@record
class Opened(Viewing):
    """Somebody opened the page just now."""


@record
class StillOpen(Viewing):
    """Somebody may still be looking at the page: it is shown anew, and nobody waits for that."""


@record
class ShutOut:
    """The bot was taken out of a channel in which sessions are held, and may not come back by itself."""

    event_id: str
    place: Place
    at: datetime


Deed = Said | Pressed | Opened
"""What one person did, who can be answered."""
Input = Deed | StillOpen | ShutOut
Take = Callable[[Input], Awaitable[None]]


@record
class Lane:
    """The unit of order and of pace: posts of a lane go one after the other, at least `gap` seconds apart."""

    name: str
    gap: float


ANSWER = "reply/"
"""Keys of posts that somebody waits for begin so: where a platform limits the requests, these go first."""


@record
class Brought:
    """An agenda with what stands at an address in place of its items, and what chairs should look at."""

    agenda: Agenda
    remarks: tuple[str, ...] = ()


class NotBrought(Exception):
    """The address gave no agenda; the text is a sentence for whoever gave it."""


MOST_BYTES = 5_000_000
"""The largest file that is read for an agenda."""


@record
class File:
    """A file that a chair attached."""

    name: str
    content: bytes


Bring = Callable[[Agenda, str | File], Awaitable[Brought]]
"""Reads the agenda of a session anew from an address or a file; raises NotBrought."""


class ChatError(Exception):
    """The chat did not do as asked.

    ChatError
    ├── NotSent      surely not done; trying again later may work
    ├── Rejected     surely not done; trying again will not help
    ├── InDoubt      perhaps done: look before trying again
    ├── Blind        whether it was done can never be found out
    ├── Frozen       this message can no longer be edited, or is gone; post anew
    └── Misconfigured  the settings cannot work; the message says what to change
    """


class NotSent(ChatError):
    """Surely not done; `retry_after` seconds is what the platform asked for, if it did."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class NotYet(NotSent):
    """Not even tried: the chat's own pace has room for it in `retry_after` seconds."""


class Rejected(ChatError):
    """Surely not done, and trying again will not help."""


class InDoubt(ChatError):
    """The answer was lost: the message may stand on the platform."""


class Blind(ChatError):
    """Whether the message stands on the platform can never be found out: the bot may not look."""


class Frozen(ChatError):
    """The message can no longer be edited, or is gone."""


class Misconfigured(ChatError):
    """The settings cannot work."""


class Memory(Protocol):
    """What the bot remembers of one chat beyond the life of a process, for the chat's adapter.

    - `take_over` returns when no other process reads the chat's events, with what `note` kept last (empty at first).
    - `keep` renews that right until another process has it, and returns then; `release` gives it up.
    - `anchors` are messages by whose place the places of sessions are known; one that is gone is `adrift`.
    - `moved` says that messages (or the `whole` of a place) have another place now, and returns whether a session has
      moved with them.
    - `channels` are those in which sessions are held, by their ids.
    - `lost` says that these messages were taken out of the bot's sight, and returns whether a session went with them:
      nothing is posted for it there until it `moved` to where the bot is.
    - `offers` are the messages that are kept up to date and stand there; one that was deleted is `gone`.
    """

    async def take_over(self) -> str: ...

    async def keep(self) -> None: ...

    async def note(self, position: str) -> None: ...

    async def release(self) -> None: ...

    async def anchors(self) -> Mapping[str, Place]: ...

    async def moved(self, old: Place, new: Place, refs: Sequence[str], *, whole: bool) -> bool: ...

    async def adrift(self, ref: str) -> None: ...

    async def channels(self) -> frozenset[str]: ...

    async def offers(self) -> tuple[str, ...]: ...

    async def gone(self, ref: str) -> None: ...

    async def lost(self, refs: Sequence[str]) -> bool: ...


class Chat(Protocol):
    """One chat platform.

    - `listen` hands over every input at least once, in order for each person, and runs until cancelled. It
      acknowledges an input to the platform only after `take` returned; when `take` raises, the input comes again
      where the platform redelivers, and the loop goes on. The bot's own and other bots' doings are left out.
    - `post` sends once, without retrying, and returns the platform's reference of the message.
    - `edit` replaces the message; doing it twice is harmless. Buttons not in the new message are gone.
    - `find` looks for a message that an earlier `post` with the same place, message and key may have left, posted
      at `since` or later; None means that it surely is not there. It raises NotSent when it cannot look.
    - `remove` deletes a message of the bot; one that is gone already is as good. Raises Rejected where that is not
      allowed.
    - `react` sets the bot's reaction, one of SIGNS or CHECK, on a message of anybody; doing it twice is harmless.
    - `lane` is one lane for all that one person is told alone, wherever it is shown: the last word that they read is
      then of the last decision.
    - `resolve` turns a configured place into canonical ids and makes sure that the bot can work there; it raises
      Misconfigured with a sentence that says what to do.
    - All raise only ChatError for what the platform does.
    """

    name: str

    async def open(self) -> None:
        """Connect and check the credentials; raises Misconfigured when they cannot work."""

    async def resolve(self, place: Place) -> Place: ...

    async def listen(self, take: Take) -> None: ...

    async def post(self, place: Place, message: Message, key: str) -> str: ...

    async def edit(self, place: Place, ref: str, message: Message) -> None: ...

    async def find(self, place: Place, message: Message, key: str, since: datetime) -> str | None: ...

    async def remove(self, place: Place, ref: str) -> None: ...

    async def react(self, place: Place, ref: str, sign: str) -> None: ...

    def lane(self, place: Place) -> Lane: ...

    def edit_window(self) -> timedelta | None:
        """How long after its posting a message can be edited; None where that is not known, or for ever."""

    def address(self, place: Place, ref: str) -> str:
        """The web address of a message in this place; empty where it has none."""

    async def close(self) -> None:
        """Drain and disconnect."""


@runtime_checkable
class Attachments(Protocol):
    """A chat whose people attach files."""

    async def attached(self, place: Place, file: Attached) -> bytes:
        """The content of a file said in `place`, MOST_BYTES at most.

        Raises NotBrought with a sentence for whoever attached it.
        """


@runtime_checkable
class Pages(Protocol):
    """A chat that keeps a page for the bot and each person, and can ask back by a form.

    Both raise ChatError; neither is repeated, for the person can ask again.
    """

    async def show_page(self, place: Place, page: Message) -> None:
        """Show the page to the person of a direct `place`, in place of what stood there."""

    async def ask(self, place: Place, form_key: str, form: Form) -> None:
        """Open the form for whoever's input had the key; what is chosen comes back as Said."""
