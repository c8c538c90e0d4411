"""Files that people uploaded, from the addresses that Zulip gives out for them."""

import asyncio

import httpx

from chatbot.adapters.zulip.sentences import NO_UPLOAD
from chatbot.ports import MOST_BYTES, NotBrought
from chatbot.wording.filling import TOO_LARGE

SECONDS = 20.0
"""For all of it: a limit for each piece would let a server that drips hold up the import for ever."""


async def download(url: str, name: str) -> bytes:
    """The content, MOST_BYTES at most; raises NotBrought. The server may keep it elsewhere, and redirect there."""
    content = bytearray()
    try:
        async with (
            asyncio.timeout(SECONDS),
            httpx.AsyncClient(timeout=SECONDS, follow_redirects=True, trust_env=False) as client,
            client.stream("GET", url) as answer,
        ):
            answer.raise_for_status()
            async for piece in answer.aiter_bytes():
                content += piece
                if len(content) > MOST_BYTES:
                    raise NotBrought(TOO_LARGE.format(name=name))
    except (httpx.HTTPError, TimeoutError) as error:
        raise NotBrought(NO_UPLOAD.format(name=name)) from error
    return bytes(content)
