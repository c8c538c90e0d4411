"""What messages and reactions mean to the bot, handed over once each."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from chatbot.adapters.zulip import payload, position
from chatbot.adapters.zulip.payload import Bot, Json, Person, Reaction
from chatbot.adapters.zulip.people import People
from chatbot.adapters.zulip.position import Marks
from chatbot.adapters.zulip.reader import Reader, marks
from chatbot.adapters.zulip.sight import Sight
from chatbot.clock import Clock, sleep
from chatbot.log import log
from chatbot.ports import Input, Memory, Said, Take

REMEMBERED = 5000
TRIES = (0.2, 0.6, 1.8)  # waits before an input that could not be taken is offered again


class Hearing:
    """Reads messages and reactions as inputs; `standing` are the reactions that were handed over."""

    def __init__(self, bot: Bot, memory: Memory, clock: Clock) -> None:
        self.bot = bot
        self.people = People()
        self.sight = Sight()
        self.standing: dict[int, Marks] = {}
        self._memory = memory
        self._clock = clock
        self._seen: dict[int, None] = {}

    async def message(self, reader: Reader, take: Take, message: Json, flags: list[str]) -> None:
        """Hand the message over if it is for the bot and was not heard before."""
        number: int = message["id"]
        if number in self._seen:
            return
        flags = await self._flags(reader, message, flags)
        heard = payload.said(self.bot, message, flags)
        if heard is not None:
            person = await self._person(reader, message["sender_id"])
            if person is not None and not person.is_bot:
                # Zulip tells whole seconds: the message was written before the next one.
                at = min(self._clock.at_wall(heard.at + timedelta(seconds=1)), self._clock.now())
                sees = None if heard.place.channel else await self.sight.of(reader, person)
                heard = replace(heard, actor=self.people.participant(person), at=at, sees=sees)
                await hand_over(take, await self._with_people(reader, heard, number))
        self._seen[number] = None
        if len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]

    async def reacted(self, reader: Reader, take: Take, event: Json, occasion: str, *, on: bool) -> None:
        """Hand over a reaction that somebody set or took away."""
        change = payload.reaction(self.bot, event, on=on)
        if change is not None:
            await self._reaction(reader, take, change, occasion)

    async def compare(self, reader: Reader, take: Take, occasion: str) -> None:
        """Hand over what changed under the bot's messages, and post anew what was deleted."""
        offers = {int(ref) for ref in await self._memory.offers()}
        found = {one["id"]: one for one in await reader.own_messages(self.bot)}
        found |= {one["id"]: one for one in await reader.messages((offers | set(self.standing)) - set(found))}
        await self.deleted(sorted(offers - set(found)))
        for number, message in sorted(found.items()):
            now, before = marks(self.bot, message), self.standing.get(number, frozenset())
            for user_id, sign in sorted(now ^ before):
                change = Reaction(number, user_id, sign, (user_id, sign) in now)
                await self._reaction(reader, take, change, occasion)

    async def deleted(self, numbers: Iterable[int]) -> None:
        """Messages are gone: what is kept up to date there is posted anew."""
        for number in numbers:
            self.standing.pop(number, None)
            await self._memory.adrift(str(number))
            await self._memory.gone(str(number))

    async def _flags(self, reader: Reader, message: Json, flags: list[str]) -> list[str]:
        """The flags of what mentions the bot, as the server rendered it where flags and text do not agree.

        Zulip keeps no flag for what came while the bot was not subscribed, and no name that the bot had before.
        """
        flagged, named = "mentioned" in flags, payload.addresses(self.bot, message["content"])
        if flagged == named or not (flagged or "historical" in flags):
            return flags
        shown = [name for user_id, name in await reader.mentioned(message["id"]) if user_id == self.bot.user_id]
        self.bot = replace(self.bot, former=self.bot.former | {*shown} - {self.bot.name})
        return [*flags, "mentioned"] if shown else flags

    async def _with_people(self, reader: Reader, heard: Said, number: int) -> Said:
        """The input with the names and accounts of the people that its text mentions."""
        if not payload.mentions(heard.text):
            return heard
        named = []
        for user_id, shown in await reader.mentioned(number):
            person = await self._person(reader, user_id)
            if person is not None and user_id != self.bot.user_id:
                named.append((shown, self.people.participant(person)))
        people = tuple(dict.fromkeys(person for _, person in named))
        return replace(heard, text=payload.with_names(heard.text, named), mentions=people)

    async def _reaction(self, reader: Reader, take: Take, change: Reaction, occasion: str) -> None:
        standing = self.standing.get(change.message_id, frozenset())
        mark = (change.user_id, change.sign)
        if (mark in standing) == change.on:
            return  # handed over already, when the reactions were compared
        person = await self._person(reader, change.user_id)
        if person is not None and not person.is_bot:
            who = self.people.participant(person)
            pressed = payload.pressed(self.bot, change, who, occasion, self._clock.now())
            await hand_over(take, replace(pressed, elsewhere=self._elsewhere(change)))
        self._stand(change.message_id, standing | {mark} if change.on else standing - {mark})

    def _elsewhere(self, change: Reaction) -> tuple[str, ...]:
        """The other messages on which the person stands with the same sign."""
        mark = (change.user_id, change.sign)
        return tuple(str(one) for one, marks in self.standing.items() if mark in marks and one != change.message_id)

    def _stand(self, number: int, now: Marks) -> None:
        """Keep in mind who stands on a message, of the last ones on which somebody does."""
        self.standing.pop(number, None)
        if now:
            self.standing[number] = now
        if len(self.standing) > position.MOST_MESSAGES:
            del self.standing[min(self.standing)]

    async def _person(self, reader: Reader, user_id: int) -> Person | None:
        return await self.people.get(reader.get, user_id)


async def hand_over(take: Take, given: Input) -> None:
    """Offer an input, a few times if it is not taken; one that never is, is said to be lost."""
    for wait in (*TRIES, None):
        try:
            return await take(given)
        except Exception as error:
            if wait is None:
                log.exception("zulip_input_dropped", event_id=given.event_id)
                return None
            log.warning("zulip_input_not_taken", event_id=given.event_id, error=repr(error), again_in=wait)
            await sleep(wait)
    return None
