"""Which items people mean when they name one."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from itertools import chain

from chatbot.core.agenda import Participant, Person, folded
from chatbot.core.session.state import Session
from chatbot.core.timeline import Slot
from chatbot.core.volunteers import listed

_NUMBER = re.compile(r"(?:item|number|no\.?)?\s*#?\s*(\w+)", re.IGNORECASE)
_REVISION = re.compile(r"(?<=\w)-\d\d(?:\.\w+)?$")
_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset(
    {
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "is",
        "item",
        "of",
        "on",
        "s",
        "talk",
        "the",
        "this",
        "to",
        "with",
    }
)
# fmt: off
NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)
# fmt: on
_LIKE = 0.8
"""How alike two words are, from 0 to 1, when one is the other misspelt."""


def slots_of(session: Session, asker: Participant) -> tuple[Slot, ...]:
    """The items that this account presents."""
    return tuple(slot for slot in session.slots if any(_is_asker(session, one, asker) for one in slot.item.presenters))


def person_named(session: Session, person: Participant) -> Participant:
    """The person with the account that is known for the name, from the agenda or from what was done; else as is."""
    if person.account:
        return person
    known = [Participant(one.accounts[0], one.name) for one in _planned(session) if one.accounts]
    known += session.chairs_added
    known += [one for one in listed(session.rosters) if one.account]
    return next((one for one in known if folded(one.name) == folded(person.name)), person)


def known_as(session: Session, person: Participant) -> Participant:
    """The person as a roster has them: whoever has an account on two chats, by the agenda, is one all the same."""
    accounts = {account for one in _planned(session) if person.account in one.accounts for account in one.accounts}
    return next((one for one in listed(session.rosters) if one.account and one.account in accounts), person)


def slots_by_name(session: Session, asker: Participant) -> tuple[Slot, ...]:
    """The items whose presenter has the asker's name, and no account on that chat that would say who it is."""
    return tuple(slot for slot in session.slots if any(_is_called_like(one, asker) for one in slot.item.presenters))


def slots_meant(session: Session, what: str) -> tuple[Slot, ...]:
    """The items meant by a number, a draft, words of a title or a name; spelling may be a little off."""
    number = _number(what)
    if 1 <= number <= len(session.slots):
        return (session.slots[number - 1],)
    asked = _asked(what)
    for fits in (_same, _begins, _resembles):
        found = tuple(slot for slot in session.slots if asked and _all(asked, _words_of(session, slot), fits))
        if found:
            return found
    return ()


def _number(what: str) -> int:
    found = _NUMBER.fullmatch(what.strip())
    word = found.group(1).casefold() if found else ""
    return int(word) if word.isdecimal() else NUMBER_WORDS.index(word) if word in NUMBER_WORDS else 0


def _planned(session: Session) -> Iterator[Person]:
    """The people whom the agenda names: chairs and presenters."""
    return chain(session.agenda.chairs, (one for slot in session.slots for one in slot.item.presenters))


def _is_asker(session: Session, presenter: Person, asker: Participant) -> bool:
    if presenter.stands_for_chairs:
        return session.is_chair(asker)
    return asker.account in presenter.accounts


def _is_called_like(presenter: Person, asker: Participant) -> bool:
    chat = asker.account.partition(":")[0]
    if presenter.stands_for_chairs or any(account.startswith(f"{chat}:") for account in presenter.accounts):
        return False
    named, called = _fold(presenter.name), _fold(asker.name)
    # Display names carry more: `Paul Wouters (Aiven)`; one word alone may be anybody's.
    return named == called if len(named) < 2 else named <= called


def _asked(what: str) -> frozenset[str]:
    words = _fold(_REVISION.sub("", what.strip()))
    return words - _EMPTY or words


def _words_of(session: Session, slot: Slot) -> frozenset[str]:
    item = slot.item
    named = [one.name for one in item.presenters]
    if any(one.stands_for_chairs for one in item.presenters):
        named += [chair.name for chair in session.agenda.chairs]
    return _fold(" ".join((item.title, *named, *item.drafts)))


def _fold(text: str) -> frozenset[str]:
    """The words without case and accents."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return frozenset(_WORD.findall(bare.casefold()))


def _all(asked: frozenset[str], known: frozenset[str], fits: Callable[[str, str], bool]) -> bool:
    return all(any(fits(word, other) for other in known) for word in asked)


def _same(word: str, known: str) -> bool:
    return word == known


def _begins(word: str, known: str) -> bool:
    return known.startswith(word)


def _resembles(word: str, known: str) -> bool:
    return known.startswith(word) or SequenceMatcher(None, word, known).ratio() >= _LIKE
