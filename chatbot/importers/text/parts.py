"""A line without its times, as title, people and remark."""

import re

from chatbot.importers.text import people
from chatbot.importers.text.affiliations import ORGANISATION, surely_people, without_position
from chatbot.importers.text.drafts import is_draft
from chatbot.importers.text.inline import Inline, Mark
from chatbot.importers.text.times import Span
from chatbot.importers.text.titles import without_drafts_behind
from chatbot.importers.text.votes import Votes

CUT = "\x1f"  # stands where a time was
_WHERE = r"\s*(?:remote|remotely|on-?\s?site|in[- ]person|virtual|online)\s*"
_PRESENCE = re.compile(
    rf"\s*(?:\({_WHERE}\)|\[{_WHERE}\]|(?:,|\s[-–—]){_WHERE}(?=\s*(?:$|[,;)\]\x1f–—-]|\(|\[|and\b|&|/)))",
    re.IGNORECASE,
)
_SEPARATORS = " -–—:;,.*_|~=>()[]\t"
_BORDERS = " -–—:;,.*_|~"
_NOBODY = re.compile(r"\s*(?:[-–—:,;]|\s)\s*(?:TB[ACD]|\?{2,3})$")
_TO_BE_FOUND = re.compile(r"^(?:TB[ACD]|\?{2,})$", re.IGNORECASE)
_FROM = re.compile(r"(?P<name>[^,;/&()–—-]{4,40}?)\s+[-–—]\s+[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}(?=\s*(?:$|[,;/&]|and\b))")
_BY = re.compile(r"\bby\s+[A-Z]")
_PERSON = re.compile(r"(?:\bby\s+|[:,;&/]\s+|\s[-–—]\s+|\band\s+)(?P<name>[^:,;&/()\[\]]+?)\s*$", re.IGNORECASE)
_DRAFT_FIRST = re.compile(r"(?P<draft>draft-[\w-]+)\s+(?P<names>[A-Z].*)$")


def cut(line: Inline, spans: tuple[Span, ...]) -> Inline:
    """The line with its times taken out; brackets that held nothing else go with them."""
    text = line.text
    for span in spans:
        text = text[: span.start] + CUT * (span.end - span.start) + text[span.end :]
    return Inline(text, line.marks)


class Parts:
    """Splits a line without its times into title, people and remark."""

    def __init__(self, line: Inline, votes: Votes) -> None:
        self._votes = votes
        self._line = line
        self.people: tuple[str, ...] = ()
        self.remark = ""
        text = self._brackets(self._stressed(Inline(_without_presence(line.text), line.marks)))
        before, cut, after = text.lstrip(CUT + " -–—:;,.|~=>\t").partition(CUT)
        if cut and re.search(r"\w", before):
            rest = after.replace(CUT, " ").strip()
            self.title = self._between(before, rest)
        else:
            self.title = self._tail((before + after).replace(CUT, " ").strip(" -–—:;,.|~=>\t"))
        self.title = without_drafts_behind(self._linked(line, self.title))

    def _stressed(self, line: Inline) -> str:
        """Names in italics or bold, unless they begin the line as its title does."""
        text, behind = line.text, len(line.text)
        for mark in reversed(line.marks):
            inner = text[mark.start : mark.end]
            beside = not self.people or bool(re.fullmatch(r"\W*(?:and)?\W*", text[mark.end : behind].replace(CUT, "")))
            if mark.kind != "stressed" or not beside or not self._after_title(text, mark):
                continue
            found = people.names(inner.replace(CUT, ""), handles=True)
            if found:
                text = (
                    text[: mark.start]
                    + " " * (behind - mark.start if self.people else mark.end - mark.start)
                    + text[behind if self.people else mark.end :]
                )
                self.people, behind = (*found, *self.people), mark.start
        return text

    def _after_title(self, text: str, mark: Mark) -> bool:
        return bool(text[: mark.start].replace(CUT, "").strip(" -–—:;,.*_|~=>()[]"))

    def _brackets(self, text: str) -> str:
        """Take out the brackets that hold a time or names."""
        places = list(re.finditer(r"[(\[]([^()\[\]]*)[)\]]", text))
        for place in reversed(places):
            inner = place[1].replace(CUT, " ").strip(" ,;:-–—+/")
            timed = CUT in place[1]
            last = not text[place.end() :].replace(CUT, "").strip(" -–—:;,.*_|()[]?") or self._short_rest(
                text[place.end() :]
            )
            aside = not timed and last and self._affiliates(inner, text[: place.start()])
            amid = not timed and not last and surely_people(inner)
            found = self._named(inner, timed=timed) if (timed or last or amid) and not aside and not self.people else []
            if last and _TO_BE_FOUND.match(inner):
                text = text[: place.start()] + " " * (place.end() - place.start()) + text[place.end() :]
                continue
            if found and (timed or not self._abbreviates(inner, text[: place.start()])):
                self.people = tuple(found)
            elif not timed:
                continue
            text = text[: place.start()] + (CUT if timed else " ") * (place.end() - place.start()) + text[place.end() :]
        return re.sub(rf"[(\[]\s*{CUT}*\s*[)\]]", CUT, text) if CUT in text else text

    def _named(self, inner: str, *, timed: bool) -> list[str]:
        """The names in a bracket; `Chairs, Ann for the demo` names two with a word about one."""
        inner = _FROM.sub(lambda hit: hit["name"] if people.is_full(hit["name"]) else hit[0], inner)
        found = people.names(without_position(inner), initials=timed or self._votes.initials)
        handles = [part for part in people.split_names(inner) if part.startswith("@") and people.certainty(part)]
        if handles and not found:
            return handles
        if found or not re.search(r",|\band\b|&|/", inner):
            return found
        return people.names_with_words(inner)

    def _affiliates(self, inner: str, before: str) -> bool:
        """Whether a bracket tells where the person before it is from, as in `by Ann Bell (Example Labs)`."""
        led = _PERSON.search(before)
        if not led or not any(people.certainty(name) > 1 for name in people.names(led["name"])):
            return False
        return bool(_BY.search(before) or ORGANISATION.search(inner)) or self._votes.people_behind_colon

    def _abbreviates(self, short: str, before: str) -> bool:
        """Whether a bracket holds the initials of the words before it; where people have initials, all of them."""
        letters = [word[0].lower() for word in re.findall(r"[\w']+", before)[-len(short) - 2 :]]
        looked_at = short.lower() if self._votes.initials else short.lower()[:1]
        return short.isupper() and " " not in short and all(letter in letters for letter in looked_at)

    def _short_rest(self, rest: str) -> bool:
        """Whether no word of weight follows, such as `onsite`."""
        return not people.plain_names("x " + rest.replace(CUT, "")).removeprefix("x").strip(" -–—:;,.()[]")

    def _between(self, before: str, rest: str) -> str:
        """The title of a line with a time within: before it, or behind it as in `Ann Bell (10 min): Title`."""
        led = re.match(r"[)\]\s]*(?::|\s[-–—])\s+(?P<title>\S.*)", rest)
        found = people.names(before.strip(" -–—:;,.()[]")) if led and not self.people else []
        if led and found and all(people.certainty(name) > 1 for name in found) and not people.names(led["title"]):
            self.people = tuple(found)
            return led["title"]
        self._after(rest)
        return self._tail(before)

    def _after(self, rest: str) -> None:
        """What follows a time: names, a remark, or both, as in `draft-x (10): Ann. Ready?`."""
        self.remark = rest.strip(" -–—:;,.*")
        if self.people or not rest:
            return
        whole = people.names(rest.strip(" -–—:;,.*_()"))
        if whole:
            self.people, self.remark = tuple(whole), ""
            return
        for part in re.split(r"(?<=[^A-Z])[.:;](?=\s|$)|[:;]\s|\s[-–—]\s", rest):
            found = people.names(part)
            if found:
                self.people = tuple(found)
                return

    def _tail(self, text: str) -> str:
        """Names at the end of the title, or before it."""
        text = _NOBODY.sub("", text.rstrip(" -–—:;,.|*_~\t"))
        if self.people:
            return text.rstrip(" -–—:;,.|*_~\t")
        by = re.search(
            r"^(?P<title>.*?)\s*[,–-]?\s*\b(?P<word>presented by|presentation (?:by|from)|led by|by|"
            r"from)\s+(?P<names>[^:;]+?)(?:(?<=[a-z]{2})\.\s+[A-Z].*)?$",
            text,
            re.IGNORECASE,
        )
        if (
            by
            and (found := people.names(by["names"]))
            and any(people.certainty(name) > 1 for name in found)
            and not (by["word"].lower() == "from" and all(map(people.is_role, found)))
        ):
            self.people = tuple(found)
            return by["title"] or "Presentation"
        led = re.match(r"[\[(](?P<names>[^\[\]()]{2,60})[\])]\s+(?P<title>\S.*)", text)
        if led and (found := people.names(led["names"])):
            self.people = tuple(found)
            return led["title"]
        if self._votes.people_before_draft and (behind := self._before_draft(text)):
            return behind
        if self._votes.people_left and (left := self._left(text)):
            return left
        return self._behind_mark(text) or self._right(text)

    def _left(self, text: str) -> str:
        hit = re.match(r"(?P<names>[^:]{2,60}?)(?::\s+|\s+[-–—]\s+)(?P<title>.+)", text)
        found = people.names(hit["names"]) if hit else []
        if hit and found:
            self.people = tuple(found)
            return hit["title"]
        return ""

    def _before_draft(self, text: str) -> str:
        """The draft, or what else stands there, behind the names that begin a line."""
        hit = re.match(r"(?P<names>[^:(\[]{2,60}?)[,\s]\s*(?P<title>[\[(]?draft-.+)", text)
        hit = hit or re.match(r"(?P<names>[^,]{2,60}?),\s+(?P<title>.+)", text)
        found = people.names(hit["names"]) if hit else []
        if not hit or not found or people.names(hit["title"]):
            return ""
        self.people = tuple(found)
        return hit["title"].strip("[]()")

    def _behind_mark(self, text: str) -> str:
        """Names behind a link, a stressed title or a draft, without a separator."""
        drafted = _DRAFT_FIRST.match(text)
        marks = [mark for mark in self._line.marks if mark.kind != "struck" and mark.end > mark.start]
        words = self._line.text[marks[-1].start : marks[-1].end].replace(CUT, "").strip(_BORDERS) if marks else ""
        title = drafted["draft"] if drafted else text[: text.rfind(words) + len(words)] if words in text else ""
        rest = text[len(title) :].strip(_SEPARATORS)
        found = people.names(rest) if title and rest else []
        if not found or any(people.certainty(name) < 2 for name in found):
            return ""
        self.people = tuple(found)
        return title

    def _linked(self, line: Inline, title: str) -> str:
        """A title that is a link, without the drafts or the remark that follow it."""
        first = next((mark for mark in line.marks if mark.kind in ("link", "stressed")), None)
        words = line.text[first.start : first.end].replace(CUT, "").strip() if first else ""
        if (
            not first
            or not re.search(r"[^\W\d_]{4}" if first.kind == "link" else r"[^\W\d_]", words)
            or line.text[: first.start].replace(CUT, "").strip(_SEPARATORS + "0123456789")
        ):
            return title
        rest = title[title.find(words) + len(words) :] if words in title else ""
        told = re.match(r"\s+([^.]{3,60})\.(?:\s|$)", rest)
        if told and not self.people and (found := people.names(told[1])) and people.certainty(found[0]) > 1:
            self.people = tuple(found)
            return words
        remark = re.match(r"\s+[-–—]\s+\S", rest) if first.kind == "link" and not is_draft(words) else None
        papers = re.match(r"(?:\s*[,;–—-]+\s*draft-[\w-]+)+[\s,;–—-]*$", rest) if not is_draft(words) else None
        return words if remark or papers else title

    def _right(self, text: str) -> str:
        """The longest list of names behind a separator."""
        for hit in re.finditer(r"\s+[-–—]+\s*|\s*[-–—]+\s+|\s*[,;:]\s+|\s{2,}|\t+", text):
            head, tail = text[: hit.start()], without_position(text[hit.end() :])
            found = people.names(tail)
            sure = bool(found) and all(people.certainty(name) > 1 for name in found)
            if not found and is_draft(head) and self._votes.people_right and re.fullmatch(r"[a-z]{4,}", tail):
                found, sure = [tail], True  # a name that a chair did not begin with a capital
            if not found and self._votes.people_right and re.fullmatch(r"[A-Z](?:\s*[/&,]\s*[A-Z])+", tail):
                found = people.split_names(tail)
            colon = is_draft(head) or all(map(people.is_given, found)) or (sure and self._votes.people_behind_colon)
            if not head.strip() or not found or (":" in hit[0] and not colon):
                continue
            if sure or self._votes.people_right or is_draft(head):
                self.people = tuple(found)
                return head.rstrip(" -–—:;,.")
        return self._surely_left(text) or text

    def _surely_left(self, text: str) -> str:
        """The title behind a given name, also where people mostly stand elsewhere."""
        hit = re.match(r"(?P<names>[^:,–—]{2,60}?)(?P<sign>:\s+|,\s+|\s+[-–—]\s+)(?P<title>.+)", text)
        found = people.names(hit["names"]) if hit else []
        if not hit or not found or not all(map(people.is_given, found)) or people.names(hit["title"]):
            return ""
        if hit["sign"].startswith(",") and not all(" " in name for name in found):
            return ""
        self.people = tuple(found)
        return hit["title"]


def _without_presence(text: str) -> str:
    """Blank the words behind a name that tell where the person will be."""
    return _PRESENCE.sub(lambda hit: " " * len(hit[0]), text)
