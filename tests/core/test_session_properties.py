"""What holds in every session, whoever says whatever whenever."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chatbot.core.agenda import Agenda, Mode, Notice, Participant, Role
from chatbot.core.announcements import stands
from chatbot.core.commands import (
    CallSpeaker,
    ClosePoll,
    CloseQueue,
    Command,
    End,
    Extend,
    GiveLastWord,
    Hold,
    JoinQueue,
    LeaveQueue,
    LimitSpeakers,
    MoveFirst,
    Need,
    Next,
    OfferAdoption,
    OpenPoll,
    OpenQueue,
    Prompt,
    Resume,
    Revise,
    Skip,
    Start,
    Unvote,
    Volunteer,
    Vote,
    Withdraw,
    YieldTurn,
)
from chatbot.core.errors import AlreadyOver, AlreadyRunning, NotAChair, Refused
from chatbot.core.events import Event, ItemStarted, VolunteerJoined
from chatbot.core.polls import Poll
from chatbot.core.session import Phase, decide, due, fold, is_permitted
from chatbot.core.speakers import Kind, same
from chatbot.core.timeline import Slot, SlotState
from tests.core.build import ANN, BOB, CY, YOAV, Run, agenda_of, at, plan_run
from tests.core.lines import Lines

PEOPLE = st.sampled_from([ANN, YOAV, BOB, CY, Participant("zulip:5", "Ann")])
CHAIRS = st.sampled_from([ANN, YOAV])
ROLES = st.sampled_from(["note taker", "Note-Takers", "scribe", "cook"])
SECONDS = st.one_of(st.just(0), st.integers(1, 30), st.integers(30, 1800), st.integers(1800, 20_000))
NAMED = PEOPLE | st.builds(Participant, st.just(""), st.sampled_from(["Mary", " mary", "Mary Jo", "Ann", "B", "2"]))
CHOICES = st.sampled_from(["yes", "No", "#2", "3", "maybe"])
NUMBERS = st.none() | st.integers(1, 3)
MINUTES = st.sampled_from([0, 0, 1, 5, 2000])
OPEN_TO_ALL = st.one_of(
    st.builds(Volunteer, st.none() | ROLES),
    st.builds(Withdraw, st.none() | ROLES),
    st.builds(JoinQueue, st.sampled_from(Kind), st.sampled_from(["", "to ask"]), st.none() | NAMED),
    st.builds(LeaveQueue, st.none() | NAMED),
    st.just(YieldTurn()),
    st.builds(Vote, CHOICES, NUMBERS),
    st.builds(Unvote, st.just("") | CHOICES, NUMBERS),
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
CLOSED = st.one_of(
    st.just(Start()),
    st.builds(Next, st.none() | st.integers(1, 6)),
    st.builds(Extend, st.integers(-1, 20) | st.just(1441)),
    st.just(Skip()),
    st.just(Hold()),
    st.just(Resume()),
    st.just(End()),
    st.builds(Need, ROLES, st.integers(-1, 4)),
)
AGENDAS = st.builds(
    lambda lengths, mode, roles, notices, shift, queue: replace(
        agenda_of(*lengths, mode=mode, roles=roles, notices=notices, start=at("15:30") + timedelta(minutes=shift)),
        adoption_calls=("draft-a", "draft-b"),
        keep_queue=queue > 1,
        speaker_minutes=queue,
    ),
    lengths=st.lists(st.sampled_from([0, 0, 1, 5, 10, 30]), min_size=1, max_size=6),
    mode=st.sampled_from(Mode),
    roles=st.sampled_from([(), (Role("note taker", 2),), (Role("scribe", 1), Role("note taker", 1))]),
    notices=st.sampled_from([(), (Notice("Note Well", "Behave."),)]),
    shift=st.sampled_from([0, 0, -10, 20, 1440]),
    queue=st.integers(0, 3),
)


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

        if current and before.next:
            assert happened == (ItemStarted(at=self.now, by=who, item=before.next.key),)
        else:
            assert happened == ()

    @rule(agenda=AGENDAS)
    def source_changes(self, agenda: Agenda) -> None:
        self.wait(0)
        before = self.run.session
        self.say(None, Revise(agenda), 0)

        if before.phase is Phase.PLANNED:
            assert {one for roster in before.rosters for one in roster.people} == {
                one for roster in self.run.session.rosters for one in roster.people
            }

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
        assert before.session.phase is not Phase.ENDED
        self.run = before.then(*events).until(self.now)
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
        over = (SlotState.DONE, SlotState.SKIPPED)
        self.settled = {key: slot for key, slot in slots.items() if slot.state in over}

    @invariant()
    def times_never_run_backwards(self) -> None:
        session = self.run.session
        found = session.times(self.now)
        starts = [one.start for one in found if one.start]
        spans = [(one.start, one.end) for one in found if one.start and one.end]
        to_come = [one.start for one, slot in zip(found, session.slots, strict=True) if slot.state is SlotState.PLANNED]

        assert starts == sorted(starts)
        assert all(start <= end for start, end in spans)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))
        over = session.phase is Phase.ENDED
        assert all(start is None if over else start is not None and start >= self.now for start in to_come)

    @invariant()
    def planned_lengths_add_up(self) -> None:
        session = self.run.session
        found = session.times(self.now)
        lengths = [item.length for item in session.agenda.items]
        rest = sum((slot.length for slot in session.slots if slot.state is SlotState.PLANNED), timedelta())

        assert [one.planned for one in found] == [
            session.agenda.start + sum(lengths[:index], timedelta()) for index in range(len(lengths))
        ]
        if session.phase is not Phase.ENDED:
            current = [one.end for one, slot in zip(found, session.slots, strict=True) if slot == session.current]
            opens = [max(self.now, session.agenda.start)] if session.phase is Phase.PLANNED else current
            assert opens == [session.projected_end(self.now) - rest]

    @invariant()
    def people_hold_one_place_of_a_role_and_no_more_than_there_are(self) -> None:
        for roster in self.run.session.rosters:
            accounts = [one.account for one in roster.people]
            assert len(set(accounts)) == len(accounts) <= roster.places

    @invariant()
    def nobody_waits_twice(self) -> None:
        waiting = [entry.person for entry in self.run.session.queue.waiting]

        assert not [one for one, other in combinations(waiting, 2) if same(one, other)]

    @invariant()
    def queue_is_one_line_of_each_kind_after_the_other(self) -> None:
        waiting = self.run.session.queue.waiting

        assert [(entry.kind, entry.person) for entry in waiting] == Lines(self.run.journal).in_order()

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
        keys = [one.key for one in self.run.said]

        assert len(set(keys)) == len(keys)

    @invariant()
    def one_announcement_of_a_kind_stands(self) -> None:
        session = self.run.session
        standing = [(one.subject, one.item) for one in self.run.said if stands(session, one, self.now)]

        assert len(set(standing)) == len(standing)


TestMeeting = pytest.mark.timeout(60)(Meeting.TestCase)
TestMeeting.settings = settings(max_examples=80, stateful_step_count=25, deadline=None)
