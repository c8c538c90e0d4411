"""Where sessions stand now: they go along with the topics and channels that people rename, move and resolve."""

from chatbot.adapters.zulip import topics
from chatbot.adapters.zulip.payload import Bot, Json
from chatbot.adapters.zulip.reader import Reader
from chatbot.adapters.zulip.topics import Moves
from chatbot.adapters.zulip.wire import Declined, Throttled
from chatbot.core.agenda import Place
from chatbot.log import log
from chatbot.ports import Memory


class Following:
    """Keeps the memory of places, and the moves of a moment ago, as the server has them."""

    def __init__(self, bot: Bot, memory: Memory, moves: Moves) -> None:
        self._bot = bot
        self._memory = memory
        self._moves = moves

    async def moved(self, reader: Reader, event: Json) -> None:
        """Follow messages that somebody moved."""
        if (found := topics.moved(event)) is not None:
            old, new, refs, mode = found
            if mode == topics.ALONE and await self._only_strayed(reader, old, refs):
                return
            if await self._memory.moved(old, new, refs, whole=mode == topics.ALL):
                if mode != topics.LATER:  # what came before them stays, perhaps another session with it
                    self._moves.note(old, new)
                await self._follow(reader, old, new)

    async def look_for_places(self, reader: Reader) -> None:
        """Look where sessions stand now: a topic may have been renamed while nobody listened."""
        anchors = await self._memory.anchors()
        found = {str(one["id"]): one for one in await reader.messages(map(int, anchors))}
        for ref, old in anchors.items():
            message = found.get(ref)
            if message is None:
                if old.channel:  # one that was out of reach may be within it again
                    await self._memory.adrift(ref)
                continue
            new = Place(old.chat, str(message["stream_id"]), message["subject"])
            if new == old or (old.channel and await self._only_strayed(reader, old, (ref,))):
                continue
            if await self._memory.moved(old, new, (ref,), whole=False):
                self._moves.note(old, new)
                await self._follow(reader, old, new)

    async def _only_strayed(self, reader: Reader, old: Place, refs: tuple[str, ...]) -> bool:
        """Whether messages left a topic that goes on without them: its session is then known by another one."""
        anchors = await self._memory.anchors()
        strayed = [ref for ref in refs if ref in anchors]
        if not strayed or not await reader.stands_in(self._bot, old):
            return False
        for ref in strayed:
            await self._memory.adrift(ref)
        return True

    async def _follow(self, reader: Reader, old: Place, new: Place) -> None:
        log.info("zulip_session_moved", old=f"{old.channel}>{old.topic}", new=f"{new.channel}>{new.topic}")
        if new.channel != old.channel:
            try:
                await reader.join(new.channel)
            except (Declined, Throttled) as error:
                log.error("zulip_session_moved_out_of_reach", channel=new.channel, reason=str(error))
