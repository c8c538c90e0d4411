"""Text to command."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from difflib import SequenceMatcher
from functools import cache

from chatbot.core import polls
from chatbot.core.agenda import Participant
from chatbot.core.commands import Command, ShowHelp, Volunteer, Vote
from chatbot.core.polls import Poll
from chatbot.grammar.asks import Ask, Malformed, Unknown
from chatbot.grammar.form import PLACES, Form, Given, first_words, opening, pattern, tokens
from chatbot.grammar.forms import FORMS
from chatbot.grammar.reading import LONGEST, Heard, hear, number_of, plain_signs
from chatbot.grammar.roles import role_named
from chatbot.grammar.speaking import spoken

_LIKE = 0.65
"""How alike two words are, from 0 to 1, for one to be meant by the other."""
_MOST_NEAR = 3
_QUOTED = 300
"""So many characters of a text that is too long are handed on."""
_AS_LIKE = 0.15
"""How much less alike than the likeliest a usage may be to be named beside it."""
_EXACT = frozenset({"N", "A", "B", "M", "MIN", "NOTES", "HH:MM", "ATTENDANCE"})
"""Places that take no words of any kind."""
_ANSWERS = frozenset({"yes", "no"})
"""Answers to whatever is asked: to the room's poll while one is open, else to an offer to the chairs."""
ANY = ""
_COMMON_ROLES = frozenset({"note taker", "notetaker", "note-taker", "scribe", "minute taker"})


def parse(text: str, mentions: tuple[Participant, ...] = (), poll: Poll | None = None) -> Ask:
    """What the text, in which these people are mentioned, asks for while this poll is open; never fails."""
    if len(text) > LONGEST:
        return Unknown(plain_signs(text[:_QUOTED]).rstrip() + "…", overlong=True)
    heard = hear(text)
    vote = _vote(heard, text, poll)
    if vote:
        return vote
    if not heard.words:
        return ShowHelp()
    for form, given in _fits(heard):
        ask = form.build(replace(given, mentions=mentions))
        if ask is None:
            return Malformed(form)
        if heard.said or not isinstance(ask, Command) or (form.verbatim and not heard.asked):
            return ask
    return _unfit(heard, text)


def is_bare(text: str) -> bool:
    """Whether the text, as a whole, is a command that may be said without a mention of the bot."""
    if len(text) > LONGEST:
        return False
    heard = hear(text)
    return bool(heard.words) and any(form.bare for form, _ in _fits(heard))


def find(topic: str) -> tuple[Form, ...]:
    """The forms that a topic of help names: two for `next`, which is a command and a question."""
    words = plain_signs(topic).lower().rstrip("?.!")
    named = tuple(form for form in FORMS if words in (form.name.rstrip("?"), form.usage.lower()))
    heard = hear(words)
    fitting = tuple(form for form, _ in _fits(heard))[:1]
    begun = tuple(form for form in FORMS if heard.words.startswith(form.name + " "))
    return named or fitting or begun


def _vote(heard: Heard, text: str, poll: Poll | None) -> Vote | None:
    """A vote by an option's name alone, where that is no command; who asks `yes?` does not vote."""
    if poll is None or (heard.words.lower() not in _ANSWERS and any(_fits(heard))):
        return None
    found = [polls.named(poll.options, words) for words in (text, heard.words) if words]
    option = next((one for one in found if one is not None), None)
    if option is None or not (heard.said or poll.options[option].endswith("?")):
        return None
    return Vote(f"#{option + 1}", poll.number)


def _fits(heard: Heard) -> Iterator[tuple[Form, Given]]:
    """The forms that the words fit, with what they fill in."""
    for form, phrase in _likely(heard):
        if phrase.endswith("?") and not heard.question and len(phrase) > 1:
            continue
        words = _words(heard, form, phrase)
        if not _may_begin(phrase, words):
            continue
        match = pattern(phrase).fullmatch(words + " ")
        given = _given(match.groupdict()) if match else None
        if given is not None:
            yield form, given


def _likely(heard: Heard) -> Iterator[tuple[Form, str]]:
    """The phrases that can begin with the first word, or with anything, in their order."""
    every, begun = _phrases(), _by_first_word()
    firsts = {words.partition(" ")[0].lower() for words in (heard.words, heard.raw)}
    if not all(first.isascii() for first in firsts):
        return iter(every)
    return (every[number] for number in sorted({one for first in (ANY, *firsts) for one in begun.get(first, ())}))


def _may_begin(phrase: str, words: str) -> bool:
    """Whether the first word is one of the phrase's: quickly known, where a pattern takes long to make."""
    first, begins = words.partition(" ")[0], first_words(phrase)
    return not begins or not first.isascii() or first.lower() in begins


def _given(found: dict[str, str | None]) -> Given | None:
    """What was filled in; None where that cannot be, as 25:00."""
    other = found.get("other")
    clock = _clock(found.get("clock") or "")
    if found.get("clock") and clock is None:
        return None
    return Given(
        number=number_of(found.get("number") or ""),
        text=(found.get("text") or "").strip(),
        other=number_of(other) if other else None,
        name=(found.get("name") or "").strip(),
        clock=clock,
        word=(found.get("word") or "").lower(),
    )


def _clock(text: str) -> time | None:
    hours, _, minutes = text.lower().replace(".", ":").replace("h", ":").partition(":")
    try:
        return time(int(hours), int(minutes))
    except ValueError:
        return None


def _words(heard: Heard, form: Form, phrase: str) -> str:
    return heard.raw if form.verbatim and _is_free(phrase) else heard.words


@cache
def _phrases() -> tuple[tuple[Form, str], ...]:
    """All phrases: fixed words before those that take anything, questions before the rest."""
    every = [(form, phrase) for form in FORMS for phrase in (*form.also, form.usage)]
    return tuple(sorted(every, key=lambda one: (_is_free(one[1]), not one[1].endswith("?"))))


@cache
def _by_first_word() -> dict[str, list[int]]:
    """The numbers of the phrases by the words with which they can begin."""
    begun: dict[str, list[int]] = {}
    for number, (_, phrase) in enumerate(_phrases()):
        for first in first_words(phrase) or (ANY,):
            begun.setdefault(first, []).append(number)
    return begun


def _is_free(phrase: str) -> bool:
    words = (word for token in tokens(phrase) for word in token.strip("[]").split())
    return any(word in PLACES and word not in _EXACT for word in words)


def _unfit(heard: Heard, text: str) -> Malformed | Unknown:
    first = heard.words.split()[0].lower()
    a_role = role_named(heard.words) in _COMMON_ROLES
    for form in FORMS:
        if form.takes and form.name == first and heard.said and not a_role:
            return Malformed(form)
    return Unknown(plain_signs(text), _nearest(heard.words.lower()))


def _nearest(words: str) -> tuple[str, ...]:
    """Usages like the words; a bare role gets the way to sign up, for a place is taken by nobody's accident."""
    role = role_named(words) or ""
    if role in _COMMON_ROLES:
        return spoken(Volunteer(role)), "volunteers"
    likeness = {form.usage: _likeness(words, form) for form in FORMS}
    least = max(_LIKE, max(likeness.values()) - _AS_LIKE)
    near = sorted((one for one in likeness if likeness[one] >= least), key=lambda one: -likeness[one])
    return tuple(near[:_MOST_NEAR])


def _likeness(words: str, form: Form) -> float:
    first = words.split()[0]
    openings = {form.name, *(opening(phrase) for phrase in form.also)} - {""}
    whole = max(SequenceMatcher(None, words[:60], one).ratio() for one in openings)
    return max(whole, SequenceMatcher(None, first[:60], form.name).ratio())
