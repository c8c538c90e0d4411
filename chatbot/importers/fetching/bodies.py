"""The body of an answer, never larger in memory than allowed: also where a small one unpacks into a huge one."""

import zlib
from collections.abc import AsyncIterator

import httpx

from chatbot.importers.fetching.errors import NoAnswer, TooLarge

ENCODINGS = "gzip"
_AUTOMATIC = 32 + zlib.MAX_WBITS
"""Tells zlib to see by itself whether it is gzip or zlib."""


async def body(response: httpx.Response, most: int) -> bytes:
    """The unpacked body; raises TooLarge and NoAnswer."""
    length = response.headers.get("Content-Length", "")
    if length.isascii() and length.isdecimal() and int(length[:20]) > most:
        raise _too_large(most)
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding in ("identity", ""):
        pieces = response.aiter_raw()
    elif encoding in ("gzip", "x-gzip", "deflate"):
        pieces = _unpacked(response.aiter_raw(), most)
    else:
        # Not asked for. Encodings within encodings multiply what a small body can become.
        raise NoAnswer("The server sends its answer in a packing that it was not asked for; try another address.")
    content = bytearray()
    async for piece in pieces:
        content += piece
        if len(content) > most:
            raise _too_large(most)
    return bytes(content)


async def _unpacked(pieces: AsyncIterator[bytes], most: int) -> AsyncIterator[bytes]:
    unpacking = zlib.decompressobj(_AUTOMATIC)
    async for piece in pieces:
        try:
            # One byte more than allowed is enough to know; the rest is never unpacked.
            yield unpacking.decompress(piece, most + 1)
        except zlib.error as error:
            raise NoAnswer("The server's answer is packed wrongly; try again, or another address.") from error
        if unpacking.unused_data:
            raise NoAnswer("The server's answer is packed in several parts, which is not read; try another address.")
    if not unpacking.eof:
        raise NoAnswer("The server's answer broke off; try again.")


def _too_large(most: int) -> TooLarge:
    return TooLarge(f"What stands there is larger than {most // 1_000_000} MB, so it is no agenda.")
