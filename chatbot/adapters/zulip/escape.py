"""Outside text made harmless for Zulip's Markdown, which has no backslash escape.

Words stand as they are; a word that holds anything Zulip could read as markup goes into a code span.
"""

import re
import unicodedata

GUARD = "\u200b"
"""An invisible character that Zulip takes for neither blank nor markup: it parts what must not meet."""

LONGEST = 4_000
"""Characters of one outside text that are shown; the rest gives way to an ellipsis."""

_RISKY = re.compile(
    r"""
      [`*\\|] | ~~                        # code, emphasis and mentions, our fence undone, tables; strike, fences
    | <(?=[^\W\d_])                       # <time:…>
    | &\#?\w+;                            # entities
    | \$\$                                # TeX
    | !(?=\[) | \](?=[(\[:])              # images, links
    | :(?![0-5]\d:)[\w+-]+:               # emoji, but not the minutes of 15:30:00
    | :// | (?i:\b(?:bitcoin|mailto):)    # links by scheme
    | [\w-]\.(?:[^\W\d_]{2}|[^\0-\x7f])  # a bare domain, such as example.org
    | [\w.-]@[\w.-]+\.\w                  # an e-mail address
    """,
    re.VERBOSE,
)
_BRACKET = re.compile(r"[\[\]]")
_LINE_MARK = re.compile(r"[#>/+=_-]|\d+[.)]|`{3}")
# Embedding and override marks would turn around our own words after the outside ones.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str) -> str:
    """The text on one line, without control characters and at a length that people read."""
    blanks = re.sub(r"\s+", " ", text)
    clean = "".join(c for c in blanks if unicodedata.category(c) not in ("Cc", "Cs") and c not in _TURNING)
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + "…"


def words(text: str, *, label: bool = False) -> str:
    """Outside text, each risky word in a code span; in a link's `label` brackets are risky too."""
    shown: list[str] = []
    risky: list[str] = []
    for word in one_line(text).split(" "):
        if _RISKY.search(word) or (label and _BRACKET.search(word)):
            risky.append(word)
            continue
        if risky:
            shown.append(code(" ".join(risky)))
            risky = []
        shown.append(word)
    return " ".join([*shown, code(" ".join(risky))] if risky else shown)


def code(text: str) -> str:
    """A code span that shows exactly this text."""
    inner = one_line(text).strip()
    if not inner:
        return ""
    fence = "`" * (1 + max((len(run) for run in re.findall(r"`+", inner)), default=0))
    # A backtick at the edge would lengthen the fence.
    edge = " " if "`" in (inner[0], inner[-1]) else ""
    return f"{fence}{edge}{inner}{edge}{fence}"


def line_start(rendered: str) -> str:
    """The same, so that the start of the line is no heading, quote, list, rule, fence or widget."""
    return GUARD + rendered if _LINE_MARK.match(rendered) else rendered


def joined(pieces: list[str]) -> str:
    """Rendered pieces side by side, parted where together they would mean something else."""
    line = ""
    for piece in pieces:
        line += _seam(line, piece) + piece
    return line


def _seam(before: str, after: str) -> str:
    if not before or not after:
        return ""
    last, first = before[-1], after[0]
    if after.startswith(("@**|", "@_**|")):
        # A mention lives only behind a blank or one of these.
        return "" if last.isspace() or last in "'\"({[/<" else " "
    meets = {"`": "`", "*": "*@_#", "[": "!]", "(": "]", ":": "]"}
    return GUARD if last in meets.get(first, "") else ""
