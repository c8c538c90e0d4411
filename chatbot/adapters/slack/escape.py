"""Outside text made harmless for Slack."""

import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from chatbot.messages import Instant

# Embedding and override marks would turn around our own words behind the outside ones.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_LOOK_ALIKES = {"*": "∗", "~": "∼", "`": "ˋ", "_": "ˍ"}
_PERCENT = {"*": "%2A", "~": "%7E", "`": "%60", "_": "%5F"}
# An underscore within a word, as in a file's name, is never emphasis.
_EMPHASIS = re.compile(r"[*~`]|(?<!\w)_+|_+(?!\w)")
_SAFE_IN_ADDRESS = "-._~:/?#@!&+,;=%()$'*"
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_LONGEST_ADDRESS = 2_000
# Slack allows no more; a name must not fill a message.
_LONGEST_NAME = 80


def clean(text: str) -> str:
    """The text without what no message can hold, or what would turn it around; line breaks and tabs stay."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n"))


def first_name(names: Iterable[object]) -> str:
    """The first of a person's names that shows anything, on one line; empty when none does."""
    return next((shown[:_LONGEST_NAME] for name in names if (shown := " ".join(clean(str(name or "")).split()))), "")


def escape(text: str) -> str:
    """The three signs that begin a control sequence in Slack's text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """The inverse of escape, once."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def words(text: str, *, in_address: bool = False) -> str:
    """Literal words in the text beside the blocks, which has no escape for emphasis."""
    instead = _PERCENT if in_address else _LOOK_ALIKES
    return escape(_EMPHASIS.sub(lambda found: "".join(map(instead.__getitem__, found[0])), clean(text)))


def address(url: str) -> str | None:
    """The web address as Slack takes it; None when it is none, as one bad link makes Slack refuse the message."""
    quoted = quote(url.strip(), safe=_SAFE_IN_ADDRESS)
    try:
        parts = urlsplit(quoted)
        port_fits = parts.port != 0
        host_fits = _HOST.fullmatch(parts.hostname or "") is not None
    except ValueError:
        return None
    known = host_fits if parts.scheme in ("http", "https") else parts.scheme == "mailto" and "@" in parts.path
    return quoted if known and port_fits and len(quoted) <= _LONGEST_ADDRESS else None


def date(instant: Instant) -> tuple[str, str]:
    """Slack's template for the reader's own time, and what stands there where Slack cannot show it."""
    zone = instant.at.astimezone(ZoneInfo(instant.zone)).strftime("%Z")
    # A zone without a name of its own is called by its offset, such as +03.
    named = f"UTC{zone}" if zone.startswith(("+", "-")) else zone
    return "{date_short}, {time}" if instant.with_date else "{time}", f"{instant.local()} {named}"
