"""The bot's own reactions under its messages, set so that people need only click."""

import asyncio

from chatbot.adapters.zulip.markup import EMOJI
from chatbot.adapters.zulip.requests import Requests
from chatbot.adapters.zulip.wire import Declined, WireError
from chatbot.log import log
from chatbot.messages import Message

REMEMBERED = 500


class Offers:
    """Keeps the bot's reactions in step with the buttons of its messages, beside whatever is posted next.

    At best effort: without them people can still set the reaction themselves, or write.
    """

    def __init__(self, requests: Requests) -> None:
        self._requests = requests
        self._shown: dict[str, tuple[str, ...]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def show(self, ref: str, message: Message) -> None:
        """Let the message offer these buttons, and no others."""
        wanted = tuple(dict.fromkeys(button.sign for button in message.seen_buttons if button.sign in EMOJI))
        before = self._shown.pop(ref, ())
        changes = [("POST", sign) for sign in wanted if sign not in before]
        changes += [("DELETE", sign) for sign in before if sign not in wanted]
        if wanted:
            self._shown[ref] = wanted
        if len(self._shown) > REMEMBERED:
            del self._shown[next(iter(self._shown))]
        if changes:
            task = asyncio.create_task(self._change(ref, changes))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self, patience: float) -> None:
        """Finish what is under way, for so many seconds at most."""
        tasks = list(self._tasks)
        if tasks:
            await asyncio.wait(tasks, timeout=patience)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _change(self, ref: str, changes: list[tuple[str, str]]) -> None:
        for method, sign in changes:
            request = {"emoji_name": sign, "emoji_code": EMOJI[sign], "reaction_type": "unicode_emoji"}
            try:
                await self._requests.patiently(method, f"messages/{ref}/reactions", request)
            except WireError as error:
                if not (isinstance(error, Declined) and error.code.startswith("REACTION_")):
                    log.warning("zulip_reaction_not_set", ref=ref, sign=sign, error=str(error))
