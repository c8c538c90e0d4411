"""What the tests of the core are made of: an agenda, people, instants, and a session that is played step by step."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Self

import pytest

from chatbot.core.agenda import Agenda, Asking, Audience, Item, Mode, Notice, Participant, Person, Role
from chatbot.core.announcements import Announcement, announcements
from chatbot.core.commands import Command, Prompt
from chatbot.core.errors import Reason, Refused
from chatbot.core.events import Event, ItemStarted, SessionPlanned, TimeCalled, VolunteersAsked
from chatbot.core.session import Session, decide, due, elapse, evolve, plan

ANN = Participant("zulip:1", "Ann")
YOAV = Participant("slack:U2", "Yoav")
BOB = Participant("zulip:3", "Bob")
CY = Participant("slack:U4", "Cy")
CHAIRS = (Person("Ann", ("zulip:1", "slack:U1")), Person("Yoav", ("slack:U2",)))
NOTE_TAKERS = Role("note taker", 2)
FOUR_TIMES = Asking((timedelta(days=1), timedelta(hours=1), timedelta(minutes=10), timedelta()))
MOST_STEPS = 400
"""More steps of the clock than this in one stretch are an endless loop."""


def at(time: str, *, days: int = 0) -> datetime:
    """This time of the session's day, in UTC."""
    return datetime.fromisoformat(f"2023-07-26T{time}+00:00").astimezone(UTC) + timedelta(days=days)


def minutes(number: float) -> timedelta:
    """This many minutes."""
    return timedelta(minutes=number)


def agenda_of(
    *lengths: int,
    start: datetime | None = None,
    mode: Mode = Mode.AUTO,
    roles: tuple[Role, ...] = (),
    notices: tuple[Notice, ...] = (),
    end: datetime | None = None,
    warnings: Audience = Audience.NOBODY,
    asking: Asking = FOUR_TIMES,
) -> Agenda:
    """An agenda that starts at 15:30 with items of these lengths: 10, 5 and 15 minutes, where none are given.

    Nobody is warned, so that what the clock does besides stands alone.
    """
    items = tuple(Item(f"Talk {number}", length) for number, length in enumerate(lengths or (10, 5, 15), 1))
    return Agenda(
        id="ipsecme-117",
        title="IPsecME",
        start=start or at("15:30"),
        timezone="America/Los_Angeles",
        items=items,
        end=end,
        mode=mode,
        chairs=CHAIRS,
        roles=roles,
        notices=notices,
        warnings=warnings,
        asking=asking,
    )


@dataclass(frozen=True, slots=True)
class Run:
    """A session and all that happened in it; each step gives a new one."""

    session: Session
    journal: tuple[Event, ...]
    said: tuple[Announcement, ...] = ()

    def then(self, *events: Event) -> Self:
        """The run after these events."""
        session, said = self.session, self.said
        for event in events:
            session = evolve(session, event)
            said += announcements(session, event)
        return replace(self, session=session, journal=(*self.journal, *events), said=said)

    def until(self, now: datetime) -> Self:
        """The run after all that the clock asks for up to `now`, looked at whenever something is due, and at `now`."""
        run, moment = self, self.journal[-1].at
        for _ in range(MOST_STEPS):
            run = run.wake(moment)
            asked = due(run.session, moment)
            if moment >= now:
                return run
            moment = min(asked.at, now) if asked else now
        raise AssertionError(f"the clock does not come to rest: {run.journal[-3:]}")

    def wake(self, now: datetime) -> Self:
        """The same where nobody looked at the clock from the last event until `now`, as after a long stop."""
        _, events = elapse(self.session, self.journal[-1].at, now)
        return self.then(*events)

    def say(self, now: datetime, who: Participant | None, command: Command | Prompt) -> Self:
        """The run after somebody said this, the clock's steps taken first."""
        run = self.until(now)
        return run.then(*decide(run.session, command, who, now))


def plan_run(agenda: Agenda, when: datetime | None = None) -> Run:
    """A session of which nothing but the agenda has been read, two days before the start where `when` is not given."""
    event = SessionPlanned(at=when or agenda.start - timedelta(days=2), agenda=agenda)
    return Run(plan(event), (event,))


def play(agenda: Agenda, until: datetime) -> Run:
    """The session as the clock alone makes it."""
    return plan_run(agenda).until(until)


def refusal(session: Session, who: Participant | None, command: Command | Prompt, now: datetime) -> Reason:
    """Why this is refused."""
    with pytest.raises(Refused) as caught:
        decide(session, command, who, now)
    return caught.value.reason


def clock(instant: datetime | None) -> str:
    """The instant as `15:30`, with the seconds where there are any."""
    return "-" if instant is None else f"{instant:%H:%M:%S}".removesuffix(":00")


def started(run: Run) -> list[tuple[str, int]]:
    """When each item was started."""
    return [(clock(event.at), event.item) for event in run.journal if isinstance(event, ItemStarted)]


def called(run: Run) -> list[tuple[str, int]]:
    """When the chair was told that the time of an item is up."""
    return [(clock(event.at), event.item) for event in run.journal if isinstance(event, TimeCalled)]


def asked(run: Run) -> list[tuple[datetime, int]]:
    """When volunteers were asked for."""
    return [(event.at, event.round) for event in run.journal if isinstance(event, VolunteersAsked)]


def starts(run: Run, now: datetime) -> list[str]:
    """When each item begins, as things stand."""
    return [clock(one.start) for one in run.session.times(now)]
