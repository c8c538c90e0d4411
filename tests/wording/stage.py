"""A small session on which people say things, and what they read then."""

from datetime import UTC, datetime, timedelta

import pytest

from chatbot.core.agenda import Address, Agenda, Document, DocumentState, Item, Notice, Participant, Person, Role
from chatbot.core.announcements import Announcement, Subject
from chatbot.core.commands import (
    Query,
)
from chatbot.core.errors import (
    Refused,
)
from chatbot.core.events import Event, SessionPlanned
from chatbot.core.session import Session, decide, elapse, evolve_all, plan
from chatbot.grammar import Malformed, Unknown, parse
from chatbot.messages import Bullets, Mention, Message, Paragraph, Table, plain
from chatbot.wording import (
    announce,
    answer,
    confirm,
    refusal,
)

CHAT = "zulip"
START = datetime(2023, 7, 26, 22, 30, tzinfo=UTC)  # 15:30 in San Francisco
TERO = Participant("zulip:1", "Tero Kivinen")
YOAV = Participant("zulip:2", "Yoav Nir")
ANN = Participant("zulip:11", "Ann")
BOB = Participant("zulip:12", "Bob")
PAUL = Person("Paul Wouters", ("slack:U3", "zulip:3"))
NOTICE = Notice(
    "Note Well",
    'Read BCP 79 "carefully",\nplease.\n\nAs a reminder:\n- First (<https://a.example/x>).\n- Second\n  line; see http://b.example/.\n\nEnd.\n',
    (Address("BCP 79", "https://rfc.example/bcp79"),),
)
AGENDA = Agenda(
    id="ipsecme-117",
    title="IP Security Maintenance",
    start=START,
    timezone="America/Los_Angeles",
    items=(
        Item("Welcome", 5, presenters=(Person("Chairs"),)),
        Item("Child Payloads", 15, presenters=(PAUL,), drafts=("draft-ietf-payloads",), slides="https://s.example/1"),
        Item("Diet ESP", 10, 5, presenters=(Person("Daniel Migault", ("slack:U4",)), Person("José Núñez"))),
        Item("Open Mic", 0),
    ),
    group="ipsecme",
    meeting="IETF 117",
    chairs=(Person("Tero Kivinen", ("zulip:1",)), Person("Yoav Nir", ("zulip:2",))),
    area_directors=(Person("Roman Danyliw"),),
    links=(Address("Meetecho", "https://m.example/"), Address("Notes", "https://n.example/")),
    notices=(NOTICE,),
    roles=(Role("note taker", 2),),
    documents=(
        DocumentState("published", (Document("RFC 9370", "Multiple Key Exchanges", "https://rfc.example/9370"),)),
        DocumentState("work in progress"),
    ),
    adoption_calls=("draft-a", "draft-b"),
)


class Stage:
    """A session on which people say things at times after its planned start."""

    def __init__(self, agenda: Agenda = AGENDA) -> None:
        self.now = agenda.start - timedelta(days=3)
        self.session: Session = plan(SessionPlanned(at=self.now, agenda=agenda))
        self.before = self.session
        self.events: tuple[Event, ...] = ()

    def at(self, minutes: float) -> "Stage":
        before, self.now = self.now, AGENDA.start + timedelta(minutes=minutes)
        self.session, _ = elapse(self.session, before, self.now)
        return self

    def does(self, who: Participant, text: str) -> "Stage":
        self.events = self._decide(who, text)
        self.before = self.session
        self.session = evolve_all(self.session, self.events)
        return self

    def refused(self, who: Participant, text: str) -> str:
        with pytest.raises(Refused) as refused:
            self._decide(who, text)
        return plain(refusal(self.session, refused.value.reason, CHAT, self.now))

    def told(self) -> tuple[str, bool] | None:
        reply = confirm(self.before, self.events, CHAT, self.now)
        return (plain(reply.message), reply.public) if reply else None

    def asked(self, query: Query, who: Participant = ANN) -> str:
        return plain(self.answered(query, who))

    def answered(self, query: Query, who: Participant = ANN) -> Message:
        return answer(self.session, query, who, CHAT, self.now)

    def says(self, subject: Subject, item: int = 0, to: str = "") -> str:
        return plain(self.announced(subject, item, to=(to,) if to else ()))

    def announced(self, subject: Subject, item: int = 0, chat: str = CHAT, to: tuple[str, ...] = ()) -> Message:
        return announce(self.session, Announcement(subject, self.now, item, to=to), chat, self.now)

    def _decide(self, who: Participant, text: str) -> tuple[Event, ...]:
        command = parse(text, (TERO, YOAV, ANN, BOB))
        assert not isinstance(command, Query | Unknown | Malformed)
        return decide(self.session, command, who, self.now)


def lines(*rows: str) -> str:
    return "\n".join(rows)


def mentions_in(message: Message) -> list[Mention]:
    found: list[Mention] = []
    for block in message.blocks:
        match block:
            case Paragraph(one):
                rows: tuple[tuple[object, ...], ...] = (one,)
            case Bullets(many):
                rows = many
            case Table(_, cells):
                rows = tuple(cell for row in cells for cell in row)
            case _:
                rows = ()
        found += [span for row in rows for span in row if isinstance(span, Mention)]
    return found
