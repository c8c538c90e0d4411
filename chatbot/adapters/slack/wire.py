"""Slack's Web API: the clients, their one session, and what each failure means."""

import contextlib
import logging
import math
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError, SlackTokenRotationError
from slack_sdk.web.async_client import AsyncWebClient

from chatbot.log import log
from chatbot.ports import ChatError, InDoubt, NotSent, Rejected

SLACK = "https://slack.com/api/"

LONGEST_WAIT = 3_600.0
"""Seconds that we wait at most because Slack asks for it; it asks for a minute or so."""

# The method may have taken effect.
_PERHAPS = {"internal_error", "fatal_error", "service_unavailable"}
# Surely without effect, and worth another try.
_LATER = {"ratelimited", "rate_limited", "request_timeout", "team_added_to_org"}


_SECRET = re.compile(r"(?:xox[a-z]|xapp)-[\w-]+|(?:wss?|https?)://\S+")


class _OurLog(logging.Handler):
    """What the libraries complain of, as a line of our own log without tokens, addresses or tracebacks."""

    def emit(self, record: logging.LogRecord) -> None:
        log.warning("slack_client_complains", said=_SECRET.sub("…", record.getMessage()))


def quiet_logger() -> logging.Logger:
    """A logger for the libraries: failures only, as their lower levels write out payloads and addresses."""
    logger = logging.Logger("slack", logging.ERROR)
    logger.addHandler(_OurLog())
    return logger


class Wire:
    """One HTTP session for the life of the adapter, and the clients that use it."""

    def __init__(self, api_url: str | None, timeout: float) -> None:
        limit = aiohttp.ClientTimeout(total=timeout, sock_connect=timeout / 2)
        self.session = aiohttp.ClientSession(timeout=limit)
        self.api_url = api_url or SLACK
        self.logger = quiet_logger()

    def __repr__(self) -> str:
        return f"Wire({self.api_url!r})"

    def client(self, token: str = "") -> AsyncWebClient:
        """A client that never repeats a call by itself, as a repeated post stands twice."""
        return AsyncWebClient(token or None, retry_handlers=[], **self._options())

    def reader(self, token: str) -> AsyncWebClient:
        """A client that repeats broken calls, for those that change nothing."""
        return AsyncWebClient(token, **self._options())

    async def respond(self, address: str, content: dict[str, Any]) -> None:
        """Post to an address that Slack handed out with a request."""
        with translated():
            async with self.session.post(address, json=content) as answer:
                text = await answer.text()
                failed = _unexpected(answer.status, answer.headers.get("Retry-After"))
        if failed:
            raise failed
        if '"ok":false' in text.replace(" ", ""):
            raise Rejected("response_url: not ok")

    async def file(self, address: str, token: str, most: int) -> bytes | None:
        """A file that people uploaded; None for one of more than `most` bytes, ChatError where it cannot be read.

        Without the right to read it, Slack redirects to the page of its login.
        """
        if not self._is_slack(address):
            raise Rejected("the file is not kept by Slack")
        headers, content = {"Authorization": f"Bearer {token}"}, bytearray()
        with translated():
            async with self.session.get(address, headers=headers, allow_redirects=False) as answer:
                status = answer.status
                async for piece in answer.content.iter_chunked(65_536):
                    content += piece
                    if len(content) > most:
                        return None
        if status != 200:
            raise Rejected(f"HTTP {status} in place of the file")
        return bytes(content)

    def _is_slack(self, address: str) -> bool:
        """The token goes to Slack, or to its stand-in, and to nobody else."""
        url, ours = urlsplit(address), urlsplit(self.api_url)
        at_slack = url.scheme == "https" and (url.hostname or "").endswith(".slack.com")
        return at_slack or (url.scheme, url.netloc) == (ours.scheme, ours.netloc)

    async def close(self) -> None:
        """Let the session go."""
        await self.session.close()

    def _options(self) -> dict[str, Any]:
        return {"base_url": self.api_url, "session": self.session, "logger": self.logger}


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Whatever the client library raises within, as the port's errors."""
    try:
        yield
    except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError) as error:
        raise failure(error) from error


def failure(error: Exception) -> ChatError:
    """What a failed call means for whoever made it."""
    if isinstance(error, SlackTokenRotationError):
        return _declined(error.api_error)
    if isinstance(error, SlackApiError):
        return _declined(error)
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return NotSent(f"no connection: {type(error).__name__}")
    return InDoubt(f"no answer: {type(error).__name__}")


def _declined(error: SlackApiError) -> ChatError:
    response = error.response
    # Without readable JSON the library hands over what aiohttp gave it.
    status: int = getattr(response, "status_code", None) or getattr(response, "status", None) or 0
    data = getattr(response, "data", None)
    code = str(data.get("error", "")) if isinstance(data, dict) else ""
    failed = _unexpected(status, getattr(response, "headers", {}).get("Retry-After"))
    if code in _LATER or isinstance(failed, NotSent):
        return NotSent(code or "ratelimited", failed.retry_after if isinstance(failed, NotSent) else None)
    if code in _PERHAPS or isinstance(failed, InDoubt) or (status == 200 and not code):
        return InDoubt(code or str(failed or "HTTP 200 without a readable answer"))
    return Rejected(code or f"HTTP {status}")


def _unexpected(status: int, retry_after: str | None) -> ChatError | None:
    if status == 429:
        return NotSent("ratelimited", _seconds(retry_after))
    if status >= 500:
        return InDoubt(f"HTTP {status}")
    return Rejected(f"HTTP {status}") if status >= 400 else None


def _seconds(retry_after: str | None) -> float | None:
    try:
        asked = float(retry_after or "")
    except ValueError:
        return None
    return None if math.isnan(asked) else min(max(0.0, asked), LONGEST_WAIT)
