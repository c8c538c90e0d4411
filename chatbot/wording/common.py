"""The words that many sentences share: names, times, durations, counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from chatbot.core.agenda import Address, Attendance, Part, Participant, Person
from chatbot.core.session import Phase, Session
from chatbot.core.timeline import Slot, Times
from chatbot.core.volunteers import Roster
from chatbot.grammar import part_spoken, singular
from chatbot.messages import Code, Instant, Line, Link, Mention, Span, Text, join, line

MINUTE = timedelta(minutes=1)
TONIGHT = timedelta(hours=6)
"""What is so near needs no date, also where midnight lies between."""
TERMINAL = "console"
"""The one chat in which all that people say is for the bot."""
GIVE_BACK = "Can’t make it"


@dataclass(frozen=True)
class View:
    """What a sentence is about and where it is read: the session as seen in one chat at one moment."""

    session: Session
    chat: str
    now: datetime

    def time(self, at: datetime) -> Instant:
        """The moment, with its date when that is not today's, but for the hours around midnight."""
        local = self.session.agenda.local
        another = local(at).date() != local(self.now).date() and abs(at - self.now) > TONIGHT
        return Instant(at, self.session.agenda.timezone, with_date=another)

    def person(self, person: Person, *, loud: bool = False) -> Span:
        """The person by account of this chat, else by name."""
        account = next((one for one in person.accounts if one.startswith(f"{self.chat}:")), None)
        return Mention(account, person.name, loud) if account else Text(person.name)

    def participant(self, person: Participant, *, loud: bool = False) -> Span:
        """Somebody who acts in chat, by account if it is one of this chat, else by name."""
        known = person.account.startswith(f"{self.chat}:")
        return Mention(person.account, person.name, loud) if known else Text(person.name)

    def people(self, persons: Iterable[Person], *, loud: bool = False) -> Line:
        """The persons with commas between them."""
        return join(((self.person(one, loud=loud),) for one in persons), ", ")

    def item(self, slot: Slot, title: Span | None = None, *, loud: bool = False) -> Line:
        """`TITLE – PRESENTERS`."""
        by = self.presenters(slot, loud=loud)
        return (title or Text(slot.item.title), *((Text(" – "), *by) if by else ()))

    def presenters(self, slot: Slot, *, loud: bool = False) -> Line:
        """Who presents the item, and how, where a chair has said so; who is absent is not called."""
        people = (
            (self.person(one, loud=loud), Text(f" ({one.attendance})"))
            if one.attendance is not Attendance.EXPECTED
            else (self.person(one, loud=loud),)
            for one in slot.item.presenters
        )
        return join(people, ", ")

    def numbered(self, part: Part) -> Part:
        """The part with the numbers that its items have on the board; what was dropped has none."""
        return replace(part, items=tuple(sorted(one for one in map(self.session.number, part.items) if one)))

    def part(self, part: Part) -> str:
        """` for items 4-7`, ` for the first half`; nothing for the whole session."""
        return part_spoken(self.numbered(part))

    @cached_property
    def all_times(self) -> tuple[Times, ...]:
        """When each item begins and ends, in the order of the board."""
        return self.session.times(self.now)

    def times(self, slot: Slot) -> Times:
        """When the item begins and ends; never, where it was dropped."""
        return self.session.times_of(slot, self.now)

    def item_number(self, slot: Slot) -> str:
        """`item 4`."""
        return f"item {self.session.number(slot.key)}"

    def end(self) -> Line:
        """When the session ends, and when it was planned to, if that differs."""
        projected, planned = self.projected_end, self.session.planned_end
        return (self.time(projected), *self.planned(planned, projected))

    def ends(self) -> Line:
        """`; the session ends 17:07 (planned 17:00).`"""
        return line("; the session ends ", *self.end(), ".")

    def off_plan(self) -> bool:
        """Whether the session ends at another minute than planned."""
        return abs(self.projected_end - self.session.planned_end) >= MINUTE

    @cached_property
    def projected_end(self) -> datetime:
        """When the session ends, as things stand."""
        return self.session.projected_end(self.now)

    def planned(self, planned: datetime | None, projected: datetime) -> Line:
        """` (planned HH:MM)`, if the two differ by a minute or more."""
        if planned is None:
            return line(" (added)")
        return line(" (planned ", self.time(planned), ")") if abs(projected - planned) >= MINUTE else ()


def headline(session: Session) -> str:
    """The session in few words: `IPSECME – IETF 117`."""
    agenda = session.agenda
    return " – ".join(part for part in (agenda.group.upper() or agenda.title, agenda.meeting) if part)


def words(text: str) -> Line:
    """A sentence of ours, with what people can type between backticks."""
    parts = text.split("`")
    return tuple(Code(part) if number % 2 else Text(part) for number, part in enumerate(parts) if part)


def duration(length: timedelta) -> str:
    """`5 min`, `1 h 5 min`, `2 days 3 h`; seconds are left out."""
    minutes = abs(length) // MINUTE
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [f"{days} day{'s' if days > 1 else ''}"] if days else []
    parts += [f"{hours} h"] if hours else []
    parts += [f"{rest} min"] if rest and not days else []
    return " ".join(parts) or ("less than a minute" if length else "0 min")


def lateness(delay: timedelta) -> str:
    """`5 min late`, `5 min early` or `on time`."""
    if abs(delay) < MINUTE:
        return "on time"
    return f"{duration(delay)} {'late' if delay > timedelta() else 'early'}"


def counted(number: int, noun: str) -> str:
    """`1 note taker`, `2 note takers`."""
    return f"{number} {noun if number == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """More than one of it."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def role_of(roster: Roster) -> str:
    """The role's name in the singular, as the agenda spells it otherwise."""
    return singular(roster.role)


def capital(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]


def names(people: Sequence[Participant], last: str = ", ") -> str:
    """The people's names with commas, and `last` before the last one."""
    every = [person.name for person in people]
    return last.join(part for part in (", ".join(every[:-1]), *every[-1:]) if part)


def holders(view: View, roster: Roster) -> str:
    """`Note takers for items 4-7: Ann, Bob`."""
    role = capital(role_of(roster) if roster.places == 1 else plural(role_of(roster)))
    return f"{role}{view.part(roster.part)}: {names(roster.people) or 'none yet'}"


def places(view: View, roster: Roster) -> str:
    """Who holds the role's places, how many are free, and who waits for one."""
    wanted = roster.free and view.session.phase is not Phase.ENDED
    free = f" ({counted(roster.free, 'place')} free)" if wanted else ""
    waiting = f"; waiting: {names(roster.waiting)}" if roster.waiting else ""
    return f"{holders(view, roster)}{free}{waiting}"


def links(addresses: Iterable[Address]) -> tuple[Line, ...]:
    """One line a link."""
    return tuple((Link(one.title, one.url),) for one in addresses)


def notes_links(session: Session) -> tuple[Line, ...]:
    """The links that lead to where notes are taken."""
    titled = (one for one in session.agenda.links if "notes" in one.title.casefold().split())
    return links(titled)
