"""Lines that tell of the session itself: its day, its window, its place, its links."""

import re

from chatbot.importers.text.blocks import Block, Kind
from chatbot.importers.text.dates import days, weekday, without_dates
from chatbot.importers.text.placing import bare
from chatbot.importers.text.times import durations, moments, ranges
from chatbot.importers.text.vocabulary import FILLS, HEADER_KEY
from chatbot.importers.text.votes import Votes

MOST_NEIGHBOURS = 100
_SESSION = re.compile(r"^\W*(?:[\w ]+ )?session\s+(?:\d{1,2}|[IVX]{1,4})\b", re.IGNORECASE)
_SESSION_ALONE = re.compile(  # with how long it lasts
    r"^\W*session\s+(?:\d{1,2}|[IVX]{1,4})\W+\d{1,3}\s?(?:m|mins?|minutes?|h|hours?)\W*$", re.IGNORECASE
)
_RESOURCE = re.compile(
    r"^\W*(?:(?:meeting|session|remote|wg|upload|see|view|live|ietf|online|full|agenda) )*(?:meetecho|chat|jabber|"
    r"zulip|slack|irc|minutes|notes?|notepad|slides|materials|recordings?|"
    r"zoom|webex|teams|on-?site tool|on-?site|room|link|floor ?plan|etherpad|hedgedoc|codimd|note well|"
    r"registration|mailing list|github|datatracker|arrangements|details|listing|video|attendee list|calendar|"
    r"full client)\b"
    r"(?:[\s/]+(?:room|client|participation|remote participation|link|tool|session|chat|notes|minutes|in .*|login|"
    r"requires.*|here))*\W*$",
    re.IGNORECASE,
)
_JOINING = re.compile(
    r"^\W*(?:(?:morning|afternoon|day \d) )?"
    r"(?:remote participation|meetecho|zoom|webex|(?:microsoft )?teams|dial-?in)\b",
    re.IGNORECASE,
)
_AGENDA_AND_MINUTES = re.compile(
    r"^\W*(?:(?:draft|proposed|meeting|session) )*agenda\W+"
    r"(?:\d{1,3} ?(?:m|mins?|minutes)|\d(?:\.5)? ?(?:h|hours?))\W*$",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"^\W*(?:TB[ADC]|to be (?:announced|determined|added))\W*(?:$|\s[-–—:]\s|please\b)", re.IGNORECASE
)
_ASKS = re.compile(
    r"^\W*(?:please )?(?:s(?:ub|um)[mb]it|open|send|make|create|file) "
    r"(?:a |an |your )?(?:pr|pull request|issue|patch)\b"
    r".{0,20}\b(?:add|propose|suggest)\b|^\W*(?:please )?add (?:your|more|further) [\w ]{1,30} "
    r"(?:here|above|below)\W*$",
    re.IGNORECASE,
)
_ONLY_LINK = re.compile(r"^[\w ./&-]{2,40}\s?:\s*$")


def is_header(block: Block, votes: Votes) -> bool:
    """Whether the line tells of the session itself: its date, place, chairs, links."""
    text = block.text
    if (block.kind is not Kind.HEADING and HEADER_KEY.match(text) and not FILLS.match(text)) or (
        not _is_numbered(block) and _only_links(block)
    ):
        return True
    if votes.windows and block.kind is not Kind.ITEM and ranges(text):
        return True
    if _AGENDA_AND_MINUTES.match(text) or (block.kind is Kind.ITEM and (_TO_COME.match(text) or _ASKS.match(text))):
        return True
    if block.kind is not Kind.ITEM and _SESSION_ALONE.match(text):
        return True
    if _tells_window(block) or (block.kind is not Kind.ITEM and _SESSION.match(text) and ranges(text)):
        return True
    if block.kind is Kind.ITEM and block.inline.urls and (_RESOURCE.match(text) or _JOINING.match(text)):
        return True
    lengthy = durations(text) or (votes.bare_minutes and bare(text))
    if (
        block.kind is Kind.ITEM
        and not lengthy
        and weekday(text) is not None
        and ranges(text)
        and re.search(r"\bsession\b|\b(?:UTC|GMT|[A-Z]{2,4}T)\b", text, re.IGNORECASE)
    ):
        return True
    dated = bool(days(text)) or (weekday(text) is not None and block.kind is not Kind.ITEM and not durations(text))
    if block.kind is not Kind.ITEM:
        return dated
    clocked = bool(ranges(without_dates(text)) or moments(without_dates(text)))
    return dated and not lengthy and clocked and not _leads_to_words(text)


def _is_numbered(block: Block) -> bool:
    """Whether a line is an item of a numbered list below another; chairs number what they discuss, not links."""
    return block.kind is Kind.ITEM and block.ordered and block.parent is not None and block.parent.kind is Kind.ITEM


def _only_links(block: Block) -> bool:
    return bool(_ONLY_LINK.match(block.text)) and bool(block.inline.urls) and not ranges(block.text)


def _leads_to_words(text: str) -> bool:
    """Whether a range begins a line that goes on, behind its date, with the words of a title."""
    undated = without_dates(text)
    led = [one for one in ranges(undated) if not undated[: one.start].strip()]
    words = re.findall(r"[^\W\d_]{3,}", undated[led[0].end :]) if led else []
    return len(words) > 3 and not re.search(r"\bsession\b", text, re.IGNORECASE)


def _tells_window(block: Block) -> bool:
    """Whether a line with a clock stands alone below a heading with a day."""
    if block.kind not in (Kind.LINE, Kind.CAPTION) or block.parent is None or not _dated(block.parent):
        return False
    if len(block.parent.children) > MOST_NEIGHBOURS:
        return False
    clocked = [
        one for one in block.parent.children if one.kind is block.kind and (ranges(one.text) or moments(one.text))
    ]
    return clocked == [block]


def _dated(block: Block) -> bool:
    return block.kind is Kind.HEADING and (bool(days(block.text)) or weekday(block.text) is not None)
