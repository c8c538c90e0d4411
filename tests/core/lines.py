"""The speaker queue kept another way: as one list for each kind, to hold the rules against."""

from collections.abc import Sequence

from chatbot.core.agenda import Participant, same_person
from chatbot.core.events import (
    AgendaMerged,
    AgendaRevised,
    Event,
    ItemPutBack,
    ItemSkipped,
    ItemStarted,
    LastWordGiven,
    SessionEnded,
    SessionPlanned,
    SessionStarted,
    SpeakerCalled,
    SpeakerLeft,
    SpeakerMovedFirst,
    SpeakerQueued,
    SpeakerYielded,
    StartedOver,
    Undone,
)
from chatbot.core.session import Session, evolve, plan
from chatbot.core.speakers import KINDS, Kind

STEPS = SessionStarted | StartedOver | ItemStarted | ItemSkipped | ItemPutBack | SessionEnded


class Lines:
    """One waiting line for each kind."""

    def __init__(self) -> None:
        self._lines: dict[Kind, list[Participant]] = {kind: [] for kind in KINDS}
        self._aside: list[tuple[Kind, Participant]] = []
        self._keep = False
        self._begun = False
        self._session: Session | None = None
        self._read = 0

    def read(self, journal: Sequence[Event]) -> None:
        """Take what has come since the last time."""
        for event in journal[self._read :]:
            if isinstance(event, SessionPlanned):
                self._session = plan(event)
            assert self._session is not None
            self._take(event, self._session)
            self._session = evolve(self._session, event)
            self._begun = any(slot.started_at for slot in self._session.slots)
        self._read = len(journal)

    def in_order(self) -> list[tuple[Kind, Participant]]:
        """All who wait."""
        return [(kind, person) for kind in KINDS for person in self._lines[kind]]

    def _take(self, event: Event, before: Session) -> None:  # noqa: C901 - one case an event
        match event:
            case SessionPlanned(agenda=agenda) | AgendaRevised(agenda=agenda) | AgendaMerged(agenda=agenda):
                self._keep = agenda.keep_queue
            case SpeakerQueued(person=person, kind=kind):
                self._join(person, kind)
            case SpeakerYielded(person=person):
                self._yield(person)
            case SpeakerMovedFirst(person=person):
                kind = self._leave(person)
                self._lines[kind].insert(0, person)
            case SpeakerLeft(person=person) | SpeakerCalled(person=person):
                self._leave(person)
            case LastWordGiven(person=person):
                self._leave(person)
                self._clear()
            case SessionEnded():
                self._clear()
            case ItemStarted() if self._begun and not self._keep:
                self._clear()
            case Undone() if isinstance(before.changes[-1].event, STEPS):
                since = self.in_order()
                back, self._aside = self._aside, []
                self._lines = {kind: [] for kind in KINDS}
                for kind, person in (*back, *since):
                    self._join(person, kind)
            case _:
                pass

    def _join(self, person: Participant, kind: Kind) -> None:
        line = self._lines[kind]
        for place, one in enumerate(line):
            if same_person(one, person):
                line[place] = person
                return
        self._leave(person)
        line.append(person)

    def _yield(self, person: Participant) -> None:
        order = self.in_order()
        kind, following = order[1 + next(place for place, (_, one) in enumerate(order) if same_person(one, person))]
        self._leave(person)
        self._lines[kind].insert(self._lines[kind].index(following) + 1, person)

    def _leave(self, person: Participant) -> Kind:
        """Take the person out; returns of which kind, the last one for somebody who does not wait."""
        for kind, line in self._lines.items():
            for one in line:
                if same_person(one, person):
                    line.remove(one)
                    return kind
        return KINDS[-1]

    def _clear(self) -> None:
        self._aside = self.in_order()
        self._lines = {kind: [] for kind in KINDS}
