"""Fetches an address of the web for an import: politely, and without being led astray.

Each hop of a redirect is resolved and checked anew. The connection goes to the checked address, while the request and
the certificate's check keep the name. Nothing of the environment (proxies, netrc) is used: a proxy would look up names
by itself. A connection is used once, since another name could share its address but not its certificate.
"""

import asyncio
import random
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version

import httpx

from chatbot import clock
from chatbot.importers.fetching.bodies import ENCODINGS, body
from chatbot.importers.fetching.cache import Cache, Page
from chatbot.importers.fetching.errors import Denied, NoAnswer, TooManyRedirects, TooSlow
from chatbot.importers.fetching.targets import Resolve, Target, checked, resolve
from chatbot.importers.texts import tidy

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be another one in a moment."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
LONGEST_PAUSE = 5.0
_jitter = random.SystemRandom().random


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is fetched at most: bytes once unpacked, seconds for all of it, redirects, tries a hop."""

    bytes: int = 5_000_000
    seconds: float = 20.0
    redirects: int = 5
    tries: int = 3
    first_pause: float = 0.5


@dataclass(frozen=True, slots=True)
class Fetched:
    """The content, and the address that it was found at in the end."""

    content: bytes
    url: str
    type: str = ""


class Fetcher:
    """Fetches for one operator, whose `contact` (an address or e-mail) every server is told.

    `private` allows addresses of this machine and its network.
    """

    def __init__(
        self,
        contact: str = "",
        *,
        private: bool = False,
        limits: Limits | None = None,
        resolver: Resolve = resolve,
        trust: ssl.SSLContext | None = None,
        jitter: Callable[[], float] = _jitter,
    ) -> None:
        self._agent = f"session-bot/{version('session-bot')} ({contact or 'no contact given'})"
        self._private = private
        self._limits = limits or Limits()
        self._resolver = resolver
        self._trust = trust or ssl.create_default_context()
        self._jitter = jitter
        self._cache = Cache()

    async def get(self, url: str) -> Fetched:
        """The content at an address; raises Unreachable with a sentence."""
        try:
            async with asyncio.timeout(self._limits.seconds), self._transport() as transport:
                return await self._follow(transport, url)
        except TimeoutError as error:
            seconds = f"{self._limits.seconds:g}"
            raise TooSlow(f"{tidy(url, 100)} did not come within {seconds} seconds; try again later.") from error

    def _transport(self) -> httpx.AsyncHTTPTransport:
        # Without httpx's client, which keeps cookies, reads the environment and looks at redirects by itself.
        once = httpx.Limits(max_keepalive_connections=0)
        return httpx.AsyncHTTPTransport(verify=self._trust, trust_env=False, limits=once)

    async def _follow(self, transport: httpx.AsyncHTTPTransport, url: str) -> Fetched:
        for _ in range(self._limits.redirects + 1):
            target = await checked(url, self._resolver, private=self._private)
            found = await self._insist(transport, target)
            if isinstance(found, Page):
                return Fetched(found.content, str(target.url), found.type)
            url = found
        raise TooManyRedirects(
            f"{tidy(url, 100)} is one redirect too many (after {self._limits.redirects}); give the last address."
        )

    async def _insist(self, transport: httpx.AsyncHTTPTransport, target: Target) -> Page | str:
        """The page, or where it has moved to; tried again where that may help, as to get a page changes nothing."""
        for attempt in range(self._limits.tries):
            last = attempt + 1 == self._limits.tries
            pause = self._limits.first_pause * 2**attempt * (0.5 + self._jitter())
            try:
                return await self._ask(transport, target, target.addresses[attempt % len(target.addresses)])
            except _Passing as passing:
                if last:
                    raise passing.outcome from None
                pause = max(pause, passing.pause)
            except httpx.TransportError as error:
                if last or isinstance(error, httpx.UnsupportedProtocol):
                    raise NoAnswer(f"{target.host} does not answer ({_plain(error)}); check the address.") from error
            await clock.sleep(min(pause, LONGEST_PAUSE))
        raise AssertionError("a try returns or raises")

    async def _ask(self, transport: httpx.AsyncHTTPTransport, target: Target, address: str) -> Page | str:
        known = self._cache.get(str(target.url))
        headers = {
            "Host": target.authority,
            "User-Agent": self._agent,
            "Accept": "*/*",
            "Accept-Encoding": ENCODINGS,
            **(known.conditions if known else {}),
        }
        request = httpx.Request(
            "GET",
            target.url.copy_with(host=address.partition("%")[0], fragment=None),
            headers=headers,
            extensions={"sni_hostname": target.host, "timeout": httpx.Timeout(self._limits.seconds / 2).as_dict()},
        )
        response = await transport.handle_async_request(request)
        try:
            if response.status_code == 304 and known:
                return known
            if response.status_code in REDIRECTS and response.headers.get("Location"):
                return _next(target, response.headers["Location"])
            _refuse(target, response)
            page = await self._page(response)
        finally:
            await response.aclose()
        self._cache.keep(str(target.url), page)
        return page

    async def _page(self, response: httpx.Response) -> Page:
        headers = response.headers
        content = await body(response, self._limits.bytes)
        kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
        return Page(content, kind, headers.get("ETag", "")[:200], headers.get("Last-Modified", "")[:100])


class _Passing(Exception):
    """Worth another try after `pause` seconds; `outcome` is raised when there is none."""

    def __init__(self, outcome: Denied, pause: float) -> None:
        super().__init__(str(outcome))
        self.outcome = outcome
        self.pause = pause


def _next(target: Target, location: str) -> str:
    """Where a redirect leads; what it says is checked as any other address."""
    try:
        return str(target.url.join(location))
    except (httpx.InvalidURL, ValueError):
        return location


def _refuse(target: Target, response: httpx.Response) -> None:
    """Raise for an answer that is not the content."""
    status = response.status_code
    if status == 200:
        return
    host = target.host
    sentences = {
        401: f"{host} wants a login for this; give an address that everybody can read.",
        403: f"{host} does not allow this to be read; give an address that everybody can read.",
        404: f"{host} has nothing at this address; check it.",
        410: f"{host} has removed what stood at this address.",
        429: f"{host} asks for fewer requests; try again in some minutes.",
    }
    error = Denied(sentences.get(status, f"{host} answers with HTTP status {status}; try again later."), status)
    if status in PASSING:
        asked = response.headers.get("Retry-After", "")
        raise _Passing(error, float(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else 0.0)
    raise error


def _plain(error: Exception) -> str:
    """The library's reason, without the address that was connected to."""
    return tidy(str(error), 80) or type(error).__name__
