"""What is known of the people who help, beyond their places."""

from chatbot.core.agenda import WHOLE, Part, Participant
from chatbot.core.record import record


@record
class Question:
    """Somebody was asked privately for a role; `by` wants to know the answer, `round` tells it from other questions."""

    person: Participant
    role: str
    part: Part = WHOLE
    by: Participant | None = None
    round: int = 0


@record
class Duty:
    """The people who are on for a role; `round` tells this hand-over from others."""

    role: str
    people: tuple[Participant, ...]
    round: int = 0


@record
class Crew:
    """What is known of the people who help, beyond their places.

    `questions` wait for an answer; `exempt` are accounts that are never to be asked; `listed` says that the chairs were
    told whom they may ask. `duties` are who is on since the last hand-over, `before` who was until then, and `served`
    all who ever were. `reminded` are the roles and items whose people were told that they are next, `called` the items
    by which places had to be filled and were asked for once more. `told` counts what people were told, `moved_up` who
    got a place that came free.
    """

    questions: tuple[Question, ...] = ()
    exempt: tuple[str, ...] = ()
    listed: bool = False
    duties: tuple[Duty, ...] = ()
    before: tuple[Duty, ...] = ()
    served: tuple[Duty, ...] = ()
    reminded: tuple[tuple[str, int], ...] = ()
    called: tuple[int, ...] = ()
    told: int = 0
    moved_up: int = 0

    def question(self, person: Participant) -> Question | None:
        """What this account was asked last."""
        return next((one for one in reversed(self.questions) if one.person.account == person.account), None)

    def on(self, role: str) -> tuple[Participant, ...]:
        """Who was on for the role at the last hand-over."""
        return people_of(self.duties, role)


NOBODY = Crew()


def people_of(duties: tuple[Duty, ...], role: str) -> tuple[Participant, ...]:
    """The people of the role."""
    return next((one.people for one in duties if one.role == role), ())


def with_duty(duties: tuple[Duty, ...], duty: Duty) -> tuple[Duty, ...]:
    """The duties with this one in place of the role's."""
    if all(one.role != duty.role for one in duties):
        return (*duties, duty)
    return tuple(duty if one.role == duty.role else one for one in duties)
