"""What holds in every session, whoever says whatever whenever."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chatbot.core.agenda import (
    HALVES,
    WHOLE,
    Agenda,
    Attendance,
    Audience,
    Mode,
    Notice,
    Part,
    Participant,
    Person,
    Role,
    planned_starts,
    same_person,
)
from chatbot.core.announcements import Subject, stands
from chatbot.core.commands import (
    Accept,
    Add,
    Agree,
    AskAgain,
    AskPerson,
    Back,
    CallSpeaker,
    ClosePoll,
    CloseQueue,
    Command,
    Decline,
    Disagree,
    Drop,
    EditOffered,
    End,
    Extend,
    Fix,
    ForgetMe,
    GiveLastWord,
    Hold,
    JoinQueue,
    LeaveQueue,
    LimitSpeakers,
    Move,
    MoveFirst,
    Mute,
    Need,
    NeverAsk,
    Next,
    Offer,
    OfferAdoption,
    OmitOffered,
    OpenPoll,
    OpenQueue,
    Ping,
    Prompt,
    RecordAction,
    RecordDecision,
    Recording,
    RecordNote,
    Release,
    Rename,
    Resume,
    Revise,
    SetMinutes,
    SetPresenter,
    Shorten,
    SignUp,
    Skip,
    Start,
    StartOver,
    Swap,
    Undo,
    Unmute,
    Unping,
    Unvote,
    Volunteer,
    Vote,
    Withdraw,
    YieldTurn,
)
from chatbot.core.errors import AlreadyOver, AlreadyRunning, NotAChair, Refused
from chatbot.core.events import AgendaMerged, Event, ItemStarted, Undoable, VolunteerJoined
from chatbot.core.polls import Poll
from chatbot.core.session import Phase, Session, decide, due, evolve_all, fold, is_permitted
from chatbot.core.session.state import Course
from chatbot.core.speakers import Kind
from chatbot.core.timeline import Slot, SlotState, Told
from tests.core.build import ANN, BOB, CY, YOAV, Run, agenda_of, at, plan_run
from tests.core.lines import Lines

PEOPLE = st.sampled_from([ANN, YOAV, BOB, CY, Participant("zulip:5", "Ann")])
CHAIRS = st.sampled_from([ANN, YOAV])
ROLES = st.sampled_from(["note taker", "Note-Takers", "scribe", "cook"])
SECONDS = st.one_of(st.just(0), st.integers(1, 30), st.integers(30, 1800), st.integers(1800, 20_000))
NAMED = PEOPLE | st.builds(Participant, st.just(""), st.sampled_from(["Mary", " mary", "Mary Jo", "Ann", "B", "2"]))
CHOICES = st.sampled_from(["yes", "No", "#2", "3", "maybe"])
POLLS = st.none() | st.integers(1, 3)
MINUTES = st.sampled_from([0, 0, 1, 5, 2000])
NUMBERS = st.integers(0, 7)
SOMEBODY = st.sampled_from([BOB, Participant("", "Ben"), Participant("", "Eve")])
PARTS = st.sampled_from([None, WHOLE, *HALVES, Part(items=(1,)), Part(items=(2, 3))])
OPEN = st.one_of(
    st.builds(Volunteer, st.none() | ROLES),
    st.builds(Withdraw, st.none() | ROLES),
    st.builds(Volunteer, st.none() | ROLES, PARTS),
    st.builds(Withdraw, st.none() | ROLES, PARTS),
    st.sampled_from([Agree(), Disagree(), NeverAsk(), AskAgain(), ForgetMe()]),
    st.builds(Ping, st.sampled_from(["1", "2", "3", "Talk", "frob"])),
    st.builds(Unping, st.sampled_from(["", "2", "frob"])),
    st.builds(RecordAction, SOMEBODY, st.just("write")),
    st.just(RecordDecision("adopt")),
    st.just(RecordNote("note")),
)
OPEN_TO_ALL = st.one_of(
    OPEN,
    st.builds(JoinQueue, st.sampled_from(Kind), st.sampled_from(["", "to ask"]), st.none() | NAMED),
    st.builds(LeaveQueue, st.none() | NAMED),
    st.just(YieldTurn()),
    st.builds(Vote, CHOICES, POLLS),
    st.builds(Unvote, st.just("") | CHOICES, POLLS),
)
QUEUE_AND_POLLS = st.one_of(
    st.builds(CallSpeaker, st.none() | NAMED),
    st.builds(MoveFirst, NAMED),
    st.builds(GiveLastWord, NAMED),
    st.just(CloseQueue()),
    st.just(OpenQueue()),
    st.builds(LimitSpeakers, st.integers(-1, 3)),
    st.builds(OpenPoll, st.just("Why?"), st.sampled_from([(), ("a", "b"), ("one",)]), st.booleans(), MINUTES),
    st.builds(OfferAdoption, st.booleans(), MINUTES),
    st.just(ClosePoll()),
)
STAFFING = st.one_of(
    st.builds(Need, st.none() | ROLES, st.integers(-1, 4), PARTS.map(lambda part: part or WHOLE), st.none() | NUMBERS),
    st.builds(SignUp, PEOPLE | SOMEBODY, st.none() | ROLES, PARTS),
    st.builds(Release, PEOPLE | SOMEBODY, st.none() | ROLES, PARTS),
    st.builds(AskPerson, PEOPLE | SOMEBODY, st.none() | ROLES, PARTS, st.booleans()),
)
UNDOABLE = st.one_of(
    st.just(Start()),
    st.builds(Next, st.none() | st.integers(1, 6)),
    st.builds(Skip, st.none() | NUMBERS),
    st.builds(Back, st.none() | NUMBERS),
    st.builds(Extend, st.integers(-1, 20) | st.just(1441)),
    st.builds(Shorten, st.integers(-1, 20)),
    st.builds(SetMinutes, st.integers(-1, 20), NUMBERS),
    st.builds(Fix, NUMBERS, st.none() | st.builds(time, st.integers(7, 11), st.sampled_from([0, 30, 45]))),
    st.builds(Swap, NUMBERS, NUMBERS),
    st.builds(Move, NUMBERS, NUMBERS, st.booleans()),
    st.builds(Add, st.just("More"), st.integers(-1, 20), st.none() | SOMEBODY, st.none() | NUMBERS),
    st.builds(Drop, NUMBERS),
    st.builds(Rename, NUMBERS, st.just("Other")),
    st.builds(SetPresenter, NUMBERS, SOMEBODY, st.sampled_from(Attendance)),
    st.just(Hold()),
    st.just(Resume()),
    st.just(End()),
    st.just(StartOver()),
    st.just(Mute()),
    st.just(Unmute()),
)
OFFERED = st.one_of(
    st.just(Accept()),
    st.just(Decline()),
    st.builds(EditOffered, st.integers(0, 6), st.integers(-1, 30)),
    st.builds(OmitOffered, st.integers(0, 6)),
)
CLOSED = UNDOABLE | OFFERED | st.just(Undo()) | STAFFING
REOPENING = Undo | Back | StartOver
"""What may change an item that is over."""
SAID_AGAIN = (Subject.NOTICES, Subject.BOARD, Subject.ITEM)
"""What is handed out once more, under the same key, where it may have been held back."""
PRESENTERS = st.sampled_from([(), (Person("Ben", ("zulip:21",)),), (Person("Eve"),), (Person("Chairs"),)])


@st.composite
def agendas(draw: st.DrawFn) -> Agenda:
    """An agenda of up to six items; some have questions, presenters, or a fixed start."""
    start = at("15:30") + timedelta(minutes=draw(st.sampled_from([0, 0, -10, 20, 1440])))
    lengths = draw(st.lists(st.sampled_from([0, 0, 1, 5, 10, 30]), min_size=1, max_size=6))
    agenda = agenda_of(
        *lengths,
        mode=draw(st.sampled_from(Mode)),
        roles=draw(st.sampled_from([(), (Role("note taker", 2),), (Role("scribe", 1), Role("note taker", 1))])),
        notices=draw(st.sampled_from([(), (Notice("Note Well", "Behave."),)])),
        start=start,
        warnings=draw(st.sampled_from(Audience)),
    )
    fixed = st.sampled_from([None, None, None, start + timedelta(minutes=15), start + timedelta(minutes=40)])
    items = tuple(
        replace(
            item, presenters=draw(PRESENTERS), questions=draw(st.sampled_from([0, 0, 0, 5])) if item.minutes else 0,
            fixed=draw(fixed),
        )
        for item in agenda.items
    )  # fmt: skip
    minutes = draw(st.integers(0, 3))
    return replace(
        agenda, items=items, adoption_calls=("draft-a", "draft-b"), keep_queue=minutes > 1, speaker_minutes=minutes
    )


AGENDAS = agendas()


def course(session: Session) -> Course:
    """What can be taken back, without what only counts on, and without who goes on from the current item."""
    return replace(session.course, slots=_bare(session.slots), dropped=_bare(session.dropped))


def _bare(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    return tuple(replace(slot, round=0, told=Told(), waits=None) for slot in slots)


class Meeting(RuleBasedStateMachine):
    """Anybody says anything at rising times; the clock's steps are always taken first."""

    run: Run
    now: datetime
    settled: dict[int, Slot]
    closed: dict[int, Poll]

    @initialize(agenda=AGENDAS, early=st.integers(-100, 3000))
    def plan(self, agenda: Agenda, early: int) -> None:
        self.now = agenda.start - timedelta(minutes=early)
        self.run = plan_run(agenda, self.now).until(self.now)
        self.settled = {}
        self.closed = {}
        self.lines = Lines()

    @rule(seconds=SECONDS)
    def wait(self, seconds: int) -> None:
        """The clock is looked at whenever something is due."""
        self.now += timedelta(seconds=seconds)
        self.run = self.run.until(self.now)

    @rule(hours=st.integers(1, 30))
    def sleep(self, hours: int) -> None:
        """Nobody looks at the clock for long."""
        self.now += timedelta(hours=hours)
        self.run = self.run.wake(self.now)

    @rule(who=PEOPLE, command=CLOSED | QUEUE_AND_POLLS | OPEN_TO_ALL, seconds=SECONDS)
    def anybody_says(self, who: Participant, command: Command, seconds: int) -> None:
        self.say(who, command, seconds)

    @rule(people=st.lists(st.tuples(PEOPLE, st.sampled_from(Kind)), min_size=2, max_size=5))
    def several_queue_and_the_first_leaves(self, people: list[tuple[Participant, Kind]]) -> None:
        for person, kind in people:
            self.say(person, JoinQueue(kind), 1)
        self.say(people[0][0], LeaveQueue(), 1)

    @rule(chair=CHAIRS, people=st.lists(PEOPLE, min_size=1, max_size=3), choices=st.lists(CHOICES, max_size=6))
    def the_room_is_asked_and_changes_its_mind(
        self, chair: Participant, people: list[Participant], choices: list[str]
    ) -> None:
        self.say(chair, OpenPoll("Why?"), 1)
        for choice in choices:
            for person in people:
                self.say(person, Vote(choice), 1)

    @rule(who=PEOPLE, command=OPEN_TO_ALL, seconds=st.integers(0, 30))
    def somebody_queues_or_votes(self, who: Participant, command: Command, seconds: int) -> None:
        self.say(who, command, seconds)

    @rule(who=CHAIRS, command=QUEUE_AND_POLLS, seconds=st.integers(0, 60))
    def chair_leads_queue_and_polls(self, who: Participant, command: Command, seconds: int) -> None:
        self.say(who, command, seconds)

    @rule(who=CHAIRS, command=CLOSED, seconds=SECONDS)
    def chair_says(self, who: Participant, command: Command, seconds: int) -> None:
        self.say(who, command, seconds)

    @rule(who=CHAIRS, seconds=st.integers(0, 300))
    def chair_goes_on(self, who: Participant, seconds: int) -> None:
        before = self.run.until(self.now + timedelta(seconds=seconds)).session
        current = before.current
        happened = self.say(who, Next(current.key if current else None), seconds)

        following = before.next
        early = following and following.item.fixed and following.item.fixed - self.now >= timedelta(minutes=1)
        if current and following and not early:
            assert happened == (ItemStarted(at=self.now, by=who, item=following.key),)
        else:
            assert happened == ()

    @rule(who=CHAIRS, command=UNDOABLE, seconds=SECONDS)
    def undo_after_do_is_as_before(self, who: Participant, command: Command, seconds: int) -> None:
        self.wait(seconds)
        before = self.run.session
        if before.planned_at >= before.agenda.planned_end:
            return  # the clock asks nothing of an old agenda, so that a start taken back holds what did not move
        try:
            happened = decide(before, command, who, self.now)
        except Refused:
            return
        if not any(isinstance(event, Undoable) for event in happened):
            return  # it meant an agenda that is on offer, of which nothing is in force yet
        after = evolve_all(before, happened)
        back = evolve_all(after, decide(after, Undo(), who, self.now))

        assert course(back) == course(before)
        assert back.changes == before.changes[-4:]

    @rule(agenda=AGENDAS)
    def source_changes(self, agenda: Agenda) -> None:
        self.wait(0)
        before = self.run.session
        self.say(None, Revise(agenda), 0)

        if before.phase is Phase.PLANNED:
            assert {one for roster in before.rosters for one in roster.people} == {
                one for roster in self.run.session.rosters for one in roster.people
            }

    @rule(agenda=AGENDAS, who=st.none() | CHAIRS, accepts=st.booleans())
    def another_agenda_is_offered(self, agenda: Agenda, who: Participant | None, accepts: bool) -> None:
        self.say(who, Offer(agenda, "https://example.org/agenda"), 0)
        if accepts:
            self.say(ANN, Accept(), 0)

    def say(self, who: Participant | None, command: Command | Prompt, seconds: int) -> tuple[Event, ...]:
        """What happened: nothing where it was refused."""
        self.wait(seconds)
        before = self.run
        try:
            events = decide(before.session, command, who, self.now)
        except Refused as refused:
            reason = refused.reason
            allowed = who is None or is_permitted(before.session, command, who)
            assert allowed or reason == NotAChair()
            assert not isinstance(command, Revise) or reason in (AlreadyOver(), AlreadyRunning())
            # A refusal is final: neither the state nor what the clock asks for has changed.
            assert fold(before.journal) == before.session == self.run.session
            assert before.until(self.now) == before
            return ()
        assert who is None or is_permitted(before.session, command, who)
        assert before.session.phase is not Phase.ENDED or isinstance(
            command, Undo | Unping | Recording | NeverAsk | AskAgain | ForgetMe
        )
        self.run = before.then(*events).until(self.now)
        if isinstance(command, REOPENING):
            self.settled = {}
        for event in events:
            if isinstance(event, VolunteerJoined):
                assert all(len(one.people) <= one.places for one in self.run.session.rosters if one.role == event.role)
        return events

    @invariant()
    def one_item_is_current_exactly_while_running(self) -> None:
        session = self.run.session
        current = [slot for slot in session.slots if slot.state is SlotState.CURRENT]

        assert len(current) == (session.phase is Phase.RUNNING)

    @invariant()
    def what_is_done_stays_as_it_was(self) -> None:
        slots = {slot.key: slot for slot in self.run.session.slots}
        for key, slot in self.settled.items():
            assert slots[key] == slot
        self.settled = {key: slot for key, slot in slots.items() if slot.state is SlotState.DONE}

    @invariant()
    def times_never_run_backwards(self) -> None:
        session = self.run.session
        found = list(zip(session.slots, session.times(self.now), strict=True))
        to_come = [one for slot, one in found if slot.state is SlotState.PLANNED]
        happened = sorted((one.start, one.end) for slot, one in found if slot.started_at and one.start and one.end)

        if session.phase is Phase.ENDED:
            assert all(one.start is None and one.end is None for one in to_come)
        else:
            spans = [(one.start, one.end) for one in to_come if one.start and one.end]
            assert len(spans) == len(to_come)
            assert all(start >= self.now for start, _ in spans)
            assert all(end <= start for (_, end), (start, _) in pairwise(spans))
        assert all(start <= end for start, end in happened)
        assert all(end <= start for (_, end), (start, _) in pairwise(happened))

    @invariant()
    def sums_of_planned_and_actual_hold(self) -> None:
        session = self.run.session
        found = session.times(self.now)
        starts, end = planned_starts(session.agenda.items, session.agenda.start)
        planned = dict(zip(session.keys, starts, strict=True))

        # What has begun keeps its time when another agenda is merged
        if not any(isinstance(event, AgendaMerged) for event in self.run.journal):
            assert [one.planned for one in found] == [planned.get(slot.key) for slot in session.slots]
        assert session.delay(self.now) == session.projected_end(self.now) - end
        if session.started_at:
            passed = [slot.ended_at - slot.started_at for slot in session.slots if slot.started_at and slot.ended_at]
            assert sum(passed, timedelta()) <= self.now - session.started_at
        if session.phase is not Phase.ENDED:
            free = [one.end for one, slot in zip(found, session.slots, strict=True) if slot == session.current]
            last = free[0] if free and free[0] else max(self.now, session.agenda.start)
            for slot in session.slots:
                if slot.state is SlotState.PLANNED:
                    last = max(last, slot.item.fixed or last) + slot.length
            assert last == session.projected_end(self.now)

    @invariant()
    def items_have_keys_of_their_own(self) -> None:
        session = self.run.session
        keys = [slot.key for slots in (session.slots, session.dropped) for slot in slots]

        assert len(set(keys)) == len(keys)
        assert max(keys) <= session.highest_key

    @invariant()
    def people_hold_one_place_of_a_role_and_no_more_than_there_are(self) -> None:
        for roster in self.run.session.rosters:
            accounts = [one.account or one.name for one in (*roster.people, *roster.waiting)]
            assert len(set(accounts)) == len(accounts)
            assert len(roster.people) <= roster.places

    @invariant()
    def no_place_is_empty_while_somebody_waits(self) -> None:
        assert [one for one in self.run.session.rosters if one.free and one.waiting] == []

    @invariant()
    def nobody_is_asked_who_does_not_want_to_be(self) -> None:
        crew = self.run.session.crew
        assert [one for one in crew.questions if one.person.account in crew.exempt] == []

    @invariant()
    def nobody_waits_twice(self) -> None:
        waiting = [entry.person for entry in self.run.session.queue.waiting]

        assert not [one for one, other in combinations(waiting, 2) if same_person(one, other)]

    @invariant()
    def queue_is_one_line_of_each_kind_after_the_other(self) -> None:
        waiting = self.run.session.queue.waiting

        self.lines.read(self.run.journal)
        assert [(entry.kind, entry.person) for entry in waiting] == self.lines.in_order()

    @invariant()
    def votes_add_up_to_the_voters(self) -> None:
        for poll in self.run.session.polls:
            voters = {one.person.account for one in poll.ballots}
            assert sum(poll.counts) == len(voters) == len(poll.ballots)

    @invariant()
    def one_poll_is_open_and_a_closed_one_stays_as_it_was(self) -> None:
        polls = {poll.number: poll for poll in self.run.session.polls}
        for number, poll in self.closed.items():
            assert polls[number] == poll
        self.closed = {number: poll for number, poll in polls.items() if not poll.is_open}

        assert len(polls) - len(self.closed) in (0, 1)
        assert self.run.session.phase is not Phase.ENDED or len(polls) == len(self.closed)

    @invariant()
    def journal_is_the_state_and_runs_forward(self) -> None:
        journal = self.run.journal

        assert fold(journal) == self.run.session
        assert all(one.at <= other.at for one, other in pairwise(journal))
        assert journal[-1].at <= self.now

    @invariant()
    def clock_comes_to_rest(self) -> None:
        asked = due(self.run.session, self.now)

        assert asked is None or asked.at > self.now

    @invariant()
    def announcements_have_keys_of_their_own(self) -> None:
        keys = [one.key for one in self.run.said if one.subject not in SAID_AGAIN]
        again = {one.key: (one.subject, one.item, one.round) for one in self.run.said}

        assert len(set(keys)) == len(keys)
        assert all(again[one.key] == (one.subject, one.item, one.round) for one in self.run.said)

    @invariant()
    def one_announcement_of_a_kind_stands(self) -> None:
        session = self.run.session
        said = {one.key: one for one in self.run.said}.values()
        standing = [(one.subject, one.item, one.to) for one in said if stands(session, one, self.now)]

        assert len(set(standing)) == len(standing)


TestMeeting = pytest.mark.timeout(300)(Meeting.TestCase)  # slow while coverage is measured
TestMeeting.settings = settings(max_examples=80, stateful_step_count=25, deadline=None)
