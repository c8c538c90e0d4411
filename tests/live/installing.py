"""Somebody installs the app by a browser, on emulate."""

from collections.abc import Collection
from urllib.parse import parse_qs, urlsplit

import aiohttp

from tests.live.standins import BOT, EMULATE


async def authorized(user: str, declined: Collection[str] = ()) -> tuple[str, dict[str, str]]:
    """Where the browser of somebody who allowed the installation is sent back to, and its cookies."""
    async with aiohttp.ClientSession() as browser:
        async with browser.get(f"{BOT}/slack/install", allow_redirects=False) as begun:
            assert begun.status == 302
            asked = {name: values[0] for name, values in parse_qs(urlsplit(begun.headers["Location"]).query).items()}
            cookies = {name: morsel.value for name, morsel in begun.cookies.items()}
        asked["scope"] = ",".join(scope for scope in asked["scope"].split(",") if scope not in declined)
        url = f"{EMULATE}/oauth/v2/authorize/callback"
        async with browser.post(url, data=asked | {"user_id": user}, allow_redirects=False) as allowed:
            return allowed.headers["Location"], cookies


async def redirected(url: str, cookies: dict[str, str]) -> int:
    """The status of the page to which Slack sends the browser back."""
    # By hand: the cookie is for https alone.
    header = "; ".join(f"{name}={value}" for name, value in cookies.items())
    async with aiohttp.ClientSession() as browser, browser.get(url, headers={"Cookie": header}) as answer:
        return answer.status
