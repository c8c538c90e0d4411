"""Looks for a post whose answer was lost."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from chatbot.adapters.slack import sentences
from chatbot.adapters.slack.payload import Bot
from chatbot.adapters.slack.wire import translated
from chatbot.ports import NotSent

Json = dict[str, Any]

PAGE = 15
"""Messages in a page; apps that are sold get no more."""
PAGES = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """A post that may stand in a channel or thread since an instant (seconds of the epoch)."""

    channel: str
    thread: str
    key: str
    text: str
    oldest: float


async def look(reader: AsyncWebClient, bot: Bot, wanted: Wanted) -> str | None:
    """The timestamp of the post; None when it surely is not there."""
    same_text: list[str] = []
    keyed = False
    async for message in _messages(reader, wanted):
        if bot.user != message.get("user") and (not bot.bot or bot.bot != message.get("bot_id")):
            continue
        if float(message["ts"]) < wanted.oldest:
            continue
        payload = (message.get("metadata") or {}).get("event_payload") or {}
        if payload.get("key") == wanted.key:
            return str(message["ts"])
        keyed = keyed or bool(payload)
        if message.get("text") == wanted.text:
            same_text.append(str(message["ts"]))
    # A server that keeps no metadata: the text must do.
    return same_text[-1] if same_text and not keyed else None


async def _messages(reader: AsyncWebClient, wanted: Wanted) -> AsyncIterator[Json]:
    cursor = ""
    for _ in range(PAGES):
        with translated():
            page = await _page(reader, wanted, cursor)
        for message in page.get("messages") or ():
            yield message
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
    raise NotSent(sentences.TOO_MANY)


async def _page(reader: AsyncWebClient, wanted: Wanted, cursor: str) -> Any:
    oldest = f"{wanted.oldest:.6f}"
    rest: Json = {"cursor": cursor} if cursor else {}
    if wanted.thread:
        return await reader.conversations_replies(
            channel=wanted.channel,
            ts=wanted.thread,
            oldest=oldest,
            limit=PAGE,
            include_all_metadata=True,
            **rest,
        )
    return await reader.conversations_history(
        channel=wanted.channel, oldest=oldest, limit=PAGE, include_all_metadata=True, **rest
    )
