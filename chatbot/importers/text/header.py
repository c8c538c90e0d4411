"""What an agenda says of its meeting besides the items: title, chairs, links, note takers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from chatbot.importers.text import people
from chatbot.importers.text.blocks import Block, Kind
from chatbot.importers.text.dates import without_dates
from chatbot.importers.text.times import ranges
from chatbot.importers.text.vocabulary import HEADER_KEY, NO_AGENDA

_CHAIRS = re.compile(r"^\W*(?:[\w-]+ )?(?:co-?)?chairs?(?: *\([^)]*\))?\W*:\W*(?P<names>.*)$", re.IGNORECASE)
_CHAIRS_ABOVE = re.compile(r"^\W*(?:[\w-]+ )?(?:co-?)?chairs?(?: *\([^)]*\))?\W*:?\W*$", re.IGNORECASE)
_MEETING = re.compile(r"(?<![a-z])IETF[\s#-]*(\d{2,3})(?!\d)", re.IGNORECASE)
_AGENDA = re.compile(r"\b(?:(?:draft|meeting|session) )?agenda\b(?:\s+(?:for|of)(?:\s+the)?)?", re.IGNORECASE)
_WANTED = re.compile(r"\b(?P<number>one|two|three|four|[1-5])\s+(?:note|minute)[ -]?takers?\b", re.IGNORECASE)
_TAKERS = re.compile(r"\b(?:(?:note|minute)[ -]?(?:takers?|taking)|scribes?)\b", re.IGNORECASE)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4}
_PLACES = (
    ("Onsite tool", re.compile(r"meetecho\.com/onsite", re.IGNORECASE)),
    ("Meetecho", re.compile(r"meetecho\.com", re.IGNORECASE)),
    ("Notes", re.compile(r"notes\.ietf\.org|codimd|hedgedoc|etherpad|docs\.google\.com/doc|hackmd", re.IGNORECASE)),
    ("Chat", re.compile(r"zulip|slack\.com|irc\.w3\.org|gitter|matrix\.to", re.IGNORECASE)),
    ("Video", re.compile(r"zoom\.us|webex\.com|teams\.microsoft|meet\.google|jitsi", re.IGNORECASE)),
    ("Materials", re.compile(r"datatracker\.ietf\.org/meeting/[\w-]+/(?:session|materials)/?[^/]*$", re.IGNORECASE)),
    ("Minutes", re.compile(r"/(?:doc/)?minutes[-/]", re.IGNORECASE)),
)  # fmt: skip
_MEETS = re.compile(r"\b(?:wg|rg|cg|working group|research group|agenda|meeting|interim|call)\b", re.IGNORECASE)
_LINKS = re.compile(r"^\W*links\W*$", re.IGNORECASE)
_GROUP_KEY = re.compile(r"^\W*(?:wg|rg|group|working group)\W*:\s*([a-z0-9][\w-]{1,24})\W*$", re.IGNORECASE)
_GROUP = re.compile(
    r"(?:[?&](?:group|show|wg)=|/stream/|notes-ietf-\d+-|minutes-\d+-|/(?:wg|rg|group)/|materials/agenda-\d+-|"
    r"ietf-wg-)(?P<group>[a-z][a-z0-9]{1,12})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Header:
    """The meeting as the file tells of it; what is not told is empty."""

    title: str = ""
    meeting: str = ""
    group: str = ""
    chairs: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    note_takers: int = 0


def read_header(document: Block, slot_lines: Iterable[int]) -> Header:
    """The header; lines that are slots tell nothing of it."""
    taken = set(slot_lines)
    blocks = [block for block in document.walk() if block.kind is not Kind.DOCUMENT and block.line not in taken]
    texts = [block.text for block in blocks if len(block.text) < 300]
    urls = [url for block in blocks for url in block.inline.urls]
    meeting = next((hit for text in texts[:40] if (hit := _MEETING.search(text))), None)
    return Header(
        title=_title(blocks),
        meeting=f"IETF {meeting[1]}" if meeting else "",
        group=_group(blocks, urls),
        chairs=_chairs(blocks),
        links=_links(document, urls),
        note_takers=_note_takers(document),
    )


def _title(blocks: Sequence[Block]) -> str:
    heads = [block for block in blocks if block.kind is Kind.HEADING and block.level <= 2][:2]
    first = [block for block in blocks[:1] if _MEETS.search(block.text) and len(block.text.split()) <= 16]
    for block in [*first, *heads, *blocks[:4]]:
        if NO_AGENDA.match(block.text) or HEADER_KEY.match(block.text) or block.text.rstrip().endswith((":", ".")):
            continue
        text = _AGENDA.sub(" ", _MEETING.sub(" ", without_dates(block.text)))
        text = " ".join(re.sub(r"\(\s*\)", " ", text).split())
        text = re.sub(r"(?:\s[-–—,:|@]+){2,}(?=\s|$)|(?:\s[-–—,]+)+\s*\d{1,2}[:.]\d\d\b.*$", " ", text)
        text = re.sub(r"\s+(?:at|for|of|in)$", "", " ".join(text.split()).strip(" -–—:,|#@"))
        if NO_AGENDA.match(text):
            continue
        if len(re.findall(r"[^\W\d_]", text)) > 2 and not ranges(text):
            return text
    return ""


def _group(blocks: Sequence[Block], urls: Sequence[str]) -> str:
    found = [hit["group"].lower() for url in urls if (hit := _GROUP.search(url))]
    told = next((hit[1].lower() for block in blocks if (hit := _GROUP_KEY.match(block.text))), "")
    return told or max(found, key=found.count, default="")


def _chairs(blocks: Sequence[Block]) -> tuple[str, ...]:
    for number, block in enumerate(blocks):
        hit = _CHAIRS.match(block.text)
        if hit and hit["names"].strip():
            return tuple(dict.fromkeys([*_people(hit["names"]), *_more(blocks[number + 1 :], block)]))
        if block.kind in (Kind.HEADING, Kind.CAPTION) and _CHAIRS_ABOVE.match(block.text):
            return tuple(name for child in block.children for name in _people(child.text))
    return ()


def _more(following: Sequence[Block], block: Block) -> Iterator[str]:
    """Chairs on lines of their own below the first, or on lines that begin with `Chairs:` again."""
    for one in following:
        again = _CHAIRS.match(one.text)
        alone = people.names(one.text) if one.kind is block.kind is Kind.LINE and one.line == block.line + 1 else []
        if again:
            yield from _people(again["names"])
        elif len(alone) == 1 and people.certainty(alone[0]) > 1:
            yield from alone
            block = one
        else:
            return


def _people(text: str) -> list[str]:
    return [name for name in people.split_names(text) if people.certainty(name) > 0 and not people.is_role(name)]


def _links(document: Block, urls: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Those below a heading `Links` by their own names, others by what they lead to."""
    found: dict[str, str] = {}
    for block in document.walk():
        if block.kind is Kind.ITEM and any(_LINKS.match(above.text) for above in block.ancestors()):
            for mark in block.inline.marks:
                name = " ".join(block.text[mark.start : mark.end].split())
                if name and mark.url.startswith(("http://", "https://")) and mark.url not in found.values():
                    found.setdefault(name, mark.url)
    for url in urls:
        kind = next((kind for kind, pattern in _PLACES if pattern.search(url)), None)
        if kind and url.startswith(("http://", "https://")) and url not in found.values():
            found.setdefault(kind, url)
    return tuple(found.items())


def _note_takers(document: Block) -> int:
    text = "\n".join(block.text for block in document.walk() if len(block.text) < 300)
    wanted = _WANTED.search(text)
    if wanted:
        return _NUMBERS.get(wanted["number"].lower()) or int(wanted["number"])
    return 1 if _TAKERS.search(text) else 0
