"""Which hosts may be asked: an address is resolved once, checked, and connected to as it was checked.

A name may resolve to something else a moment later (DNS rebinding), so what is connected to is the address that was
checked, not the name.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx

from chatbot.importers.fetching.errors import AddressRefused, NoAnswer
from chatbot.importers.texts import tidy

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Gives the addresses of a host; raises OSError."""

LONGEST_ADDRESS = 2_000
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Target:
    """An address to fetch, and the checked addresses of its host."""

    url: httpx.URL
    addresses: tuple[str, ...]

    @property
    def host(self) -> str:
        return self.url.raw_host.decode("ascii")

    @property
    def authority(self) -> str:
        """The value of the header Host."""
        return self.url.netloc.decode("ascii")


async def resolve(host: str, port: int) -> list[str]:
    """The system's answer."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


async def checked(written: str, resolver: Resolve, *, private: bool) -> Target:
    """The target of an address; raises AddressRefused where one of its host's addresses must not be asked."""
    url = parsed(written)
    host, port = url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80)
    try:
        addresses = await resolver(host, port)
    except (OSError, UnicodeError) as error:
        raise NoAnswer(f"No host {tidy(host, 100)} is known; check the address.") from error
    for address in addresses:
        kind = forbidden(address, private=private)
        if kind:
            raise AddressRefused(f"{tidy(host, 100)} is {kind} ({address}), which is not fetched.{_remedy(kind)}")
    if not addresses:
        raise NoAnswer(f"No host {tidy(host, 100)} is known; check the address.")
    return Target(url, tuple(dict.fromkeys(addresses)))


def parsed(written: str) -> httpx.URL:
    """A whole address of the web; raises AddressRefused."""
    shown = tidy(written, 100)
    if len(written) > LONGEST_ADDRESS:
        raise AddressRefused(f"{shown} is too long for an address.")
    try:
        url = httpx.URL(written.strip())
        url.raw_host.decode("ascii")
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise AddressRefused(f"{shown} is no address; give one that begins with https://.") from error
    if url.scheme not in ("http", "https") or not url.host or not 0 < (url.port or 80) < 65536:
        raise AddressRefused(f"{shown} is no address of the web; give one that begins with https://.")
    if url.userinfo:
        raise AddressRefused("The address holds a name or password; leave them out, and publish the agenda.")
    return url


def forbidden(address: str, *, private: bool) -> str:
    """What kind of address it is, if it must not be asked; `private` allows this machine and its network."""
    try:
        ip = _inner(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        return "no internet address"
    near = (
        (ip.is_loopback, "this machine itself"),
        (ip.is_link_local, "a link-local address"),
        (ip.is_private and not ip.is_unspecified and not ip.is_reserved, "an address of a private network"),
    )
    kind = next((name for holds, name in near if holds), "")
    if kind:
        return "" if private else kind
    if ip.is_multicast:
        return "a multicast address"
    return "" if ip.is_global and not ip.is_reserved else "a reserved address"


def _inner(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The IPv4 address that an IPv6 address stands for, where it does."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _TRANSLATED:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)


def _remedy(kind: str) -> str:
    allowed = kind not in ("a multicast address", "a reserved address", "no internet address")
    return " Set ALLOW_PRIVATE_ADDRESSES=1 if that is meant." if allowed else ""
