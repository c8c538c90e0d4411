"""A title without numbering, footnotes and links to slides."""

import re

from chatbot.importers.text.inline import Inline, Mark
from chatbot.importers.text.vocabulary import LINK_TEXT

_NUMBER = re.compile(
    r"^\s*(?:\d{1,2}(?:\.\d{1,2}){0,3}[.):]?\s+|\d{1,2}[.)]\s*|[a-z][.)]\s+|[ivx]{1,4}[.)]\s+|#\d+[:.]?\s+(?=\S)|"
    r"[A-Z]\.\d{1,2}\.?\s+|[A-Z][.)]\s+(?=\w{2,}\s\w))(?=\S)"
)
_FOOTNOTE = re.compile(r"\s*\[\d{1,2}\](?=\s|$|[,.;:])")
_KIND = re.compile(
    r"^\s*(?:presentation|talk|topic|title|item|draft name|talk title|name of draft)\s*:\s*(?=\S)", re.IGNORECASE
)
_LEADS_ON = re.compile(r"\b(?:the|an?|this|our|existing|current|of|on|for|in|to|with)$", re.IGNORECASE)  # to a noun
_EMPTY = re.compile(r"[(\[{][\s,;:/&+|-]*[)\]}]|\s+(?=[,;:.)](?:\s|$))")
_PICTURES = re.compile("[\U0001f000-\U0001faff\u2139\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff]+")
_EDGES = " \t-–—−:;,|*_~=>•➔→✓✔\x1f"

_DRAFTS_BEHIND = re.compile(
    r"(?P<apart>\s*[,;]\s*|\s+[-–—]+\s+|\s+)[(\[]*draft-[a-z0-9]+(?:-[a-z0-9]+)+"
    r"(?:\s*(?:,|/|&|\+|;|\band\b)?\s*draft-[a-z0-9]+(?:-[a-z0-9]+)+)*[)\]\s(,;.]*$",
    re.IGNORECASE,
)
_GOVERNS = re.compile(
    r"(?:^|\W)(?:a|about|adopt\w*|and|between|by|call|discuss\w*|for|from|in|into|introduc\w*|of|on|or|overview|"
    r"presentation|present\w*|review\w*|revis\w*|status|the|to|towards|updat\w*|using|version|via|vs\.?|with|"
    r"[&+/:])$",
    re.IGNORECASE,
)


def without_drafts_behind(title: str) -> str:
    """A title without the drafts that only follow it, but with those that it is about, as in `Update on draft-x-y`."""
    hit = _DRAFTS_BEHIND.search(title)
    if hit is None:
        return title
    before = title[: hit.start()]
    if before.lower().startswith("draft-"):
        return title
    apart = bool(hit["apart"].strip())
    enough = len(re.findall(r"[^\W\d_]{3}", before)) > 0 and (apart or len(before.split()) > 1)
    return before if enough and (apart or not _GOVERNS.search(before)) else title


def clean_title(text: str) -> str:
    """The words of a title; a clean one stays as it is."""
    cleaned = _cleaned(text)
    for _ in range(4):
        if cleaned == text:
            break
        text, cleaned = cleaned, _cleaned(cleaned)
    return cleaned


def _cleaned(text: str) -> str:
    text = " ".join(_PICTURES.sub(" ", text.replace("\x1f", " ")).split())
    text = re.sub(r"^\((?:approx\w*|tentative|estimated)\)\s+", "", text, flags=re.IGNORECASE)
    text = _EMPTY.sub("", _FOOTNOTE.sub("", text)).strip(_EDGES)
    text = _KIND.sub("", _NUMBER.sub("", text)).strip(_EDGES)
    text = _closed(text.removesuffix(".") if text.count(".") == 1 and not text.endswith(("etc.", " al.")) else text)
    return " ".join(text.split())


def _closed(text: str) -> str:
    """Without a bracket that is not closed or not opened at an end."""
    if text.count("(") > text.count(")") and re.search(r"\(\s*$", text):
        text = re.sub(r"\s*\(\s*$", "", text)
    if text.count(")") > text.count("("):
        text = re.sub(r"\s*\)\s*$", "", text)
    return text[1:-1] if text[:1] == "(" and text[-1:] == ")" and text.count("(") == 1 else text


def without_extras(line: Inline) -> Inline:
    """The line without the links to slides and other papers that follow its title."""
    text = _without_link_brackets(line)
    for mark in line.marks:
        if mark.url and mark.kind == "link" and mark.end > mark.start and _is_extra(line, mark):
            text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    if text != line.text:
        text = re.sub(r"\((?:\s|[,;/&+|]|\band\b)*\)|\[(?:\s|[,;/&+|])*\]", lambda hit: " " * len(hit[0]), text)
    return Inline(text, line.marks)


def _without_link_brackets(line: Inline) -> str:
    """Blank the brackets that hold links alone, as `([PR](…), [Slides](…))`, when a title stands before them."""
    text = line.text
    links = [mark for mark in line.marks if mark.url and mark.end > mark.start]
    for hit in re.finditer(r"\([^()]*\)", line.text):
        if not any(hit.start() <= mark.start and mark.end <= hit.end() for mark in links) or not text[
            : hit.start()
        ].strip(_EDGES):
            continue
        rest = list(hit[0])
        for mark in links:
            if hit.start() <= mark.start and mark.end <= hit.end():
                rest[mark.start - hit.start() : mark.end - hit.start()] = " " * (mark.end - mark.start)
        if not re.sub(r"\b(?:and|see|also|plus)\b|\W", "", "".join(rest)):
            text = text[: hit.start()] + " " * len(hit[0]) + text[hit.end() :]
    return text


def _is_extra(line: Inline, mark: Mark) -> bool:
    before = line.text[: mark.start].strip(_EDGES + "([0123456789.")
    return bool(before) and not _LEADS_ON.search(before) and bool(LINK_TEXT.match(line.text[mark.start : mark.end]))
