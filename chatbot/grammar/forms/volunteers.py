"""What is said about who helps with what."""

from collections.abc import Callable

from chatbot.core.agenda import WHOLE, Part
from chatbot.core.commands import (
    Agree,
    AskAgain,
    AskPerson,
    Command,
    Disagree,
    ForgetMe,
    Need,
    NeverAsk,
    Query,
    Release,
    ShowServed,
    ShowVolunteers,
    SignUp,
    Volunteer,
    Withdraw,
)
from chatbot.grammar.form import Form, Given, Topic, Who
from chatbot.grammar.roles import item_by, part_named, role_named

_SELF = frozenset({"me", "myself"})


def _with_role(build: Callable[[Given, str | None, Part | None], Command]) -> Callable[[Given], Command | None]:
    """Reads the role and the part of the session out of the words; what is no role cannot be meant."""

    def built(given: Given) -> Command | None:
        words, part = part_named(given.text)
        role = role_named(words)
        return None if words and role is None else build(given, role, part)

    return built


def _sign_up(given: Given, role: str | None, part: Part | None) -> Command:
    return Volunteer(role, part) if given.name.lower() in _SELF else SignUp(given.person(), role, part)


def _need(given: Given) -> Command | None:
    words, by = item_by(given.text)
    words, part = part_named(words)
    role = role_named(words)
    return None if words and role is None else Need(role, given.number, part or WHOLE, given.other or by)


def _need_none(given: Given) -> Command | None:
    words, part = part_named(given.text)
    role = role_named(words)
    return Need(role, 0, part or WHOLE) if role else None


def _served(given: Given) -> Query:
    return ShowServed(role_named(given.text))


FORMS: tuple[Form, ...] = (
    Form(
        usage="volunteers",
        who=Who.EVERYONE,
        topic=Topic.VOLUNTEERS,
        says="Shows who has signed up, and which places are free.",
        example="volunteers",
        build=lambda _: ShowVolunteers(),
        also=(
            "[the] volunteers|roles|sign-ups|signups|sign-up|signup",
            "[the] note|minute takers",
            "[the] notetakers|note-takers|scribes",
            "who is|are|'s [the] volunteer|volunteers|scribe|scribes|notetaker|notetakers|note-takers",
            "who is|are|'s [the] note|minute taker|takers",
            "who takes|is|'s [taking] notes|minutes",
        ),
    ),
    Form(
        usage="sign up NAME as ROLE",
        who=Who.CHAIRS,
        topic=Topic.PEOPLE,
        says="Signs somebody up, who needs no account for that.",
        example="sign up Paul Wouters as note taker",
        build=_with_role(_sign_up),
        also=("sign NAME up as|for ROLE", "sign up NAME as|for ROLE", "put NAME down as|for ROLE"),
    ),
    Form(
        usage="volunteer [ROLE]",
        who=Who.EVERYONE,
        topic=Topic.VOLUNTEERS,
        says="Signs you up for a role that is wanted, or for a part: `volunteer note taker for the first half`.",
        example="volunteer note taker",
        build=_with_role(lambda _, role, part: Volunteer(role, part)),
        also=(
            "i volunteer|volunteering [ROLE]",
            "i am|will|can|could|want|would|like [like] [to] volunteer|volunteering [ROLE]",
            "i'm|i'll|i'd [like] [to] volunteer|volunteering [ROLE]",
            "i can|will|could take [the] NOTES",
            "i'll|i'd take [the] NOTES",
            "take [the] NOTES",
            "sign [me] up [ROLE]",
            "signup|sign-up [ROLE]",
            "count me in",
        ),
    ),
    Form(
        usage="withdraw [ROLE]",
        who=Who.EVERYONE,
        topic=Topic.VOLUNTEERS,
        says="Gives your place back, or the one on the waiting list.",
        example="withdraw note taker",
        build=_with_role(lambda _, role, part: Withdraw(role, part)),
        also=(
            "i withdraw [ROLE]",
            "unvolunteer [ROLE]",
            "sign [me] off|out [ROLE]",
            "step|stepping down [ROLE]",
            "count me out",
            "[i] can't|cannot|cant take [the] NOTES",
        ),
    ),
    Form(
        usage="yes",
        who=Who.EVERYONE,
        topic=Topic.VOLUNTEERS,
        says="Takes the place that you were asked for; puts an agenda that is offered in force, for chairs.",
        example="yes",
        build=lambda _: Agree(),
        also=("yep|yeah|sure|gladly", "yes i can|will|do"),
    ),
    Form(
        usage="no",
        who=Who.EVERYONE,
        topic=Topic.VOLUNTEERS,
        says="Declines what you were asked for; leaves the agenda as it is, for chairs.",
        example="no",
        build=lambda _: Disagree(),
        also=("nope", "no sorry", "sorry no", "not this time"),
    ),
    Form(
        usage="who took notes",
        who=Who.EVERYONE,
        topic=Topic.VOLUNTEERS,
        says="Tells who served in this and earlier sessions of the group; `who was ROLE` asks about another role.",
        example="who took notes",
        build=lambda _: ShowServed("note taker"),
        also=("who took|kept [the] notes|minutes [last] [time]", "who has taken notes|minutes"),
    ),
    Form(
        usage="who was ROLE",
        who=Who.EVERYONE,
        topic=Topic.VOLUNTEERS,
        says="Tells who served in that role.",
        example="who was scribe",
        build=_served,
        also=("who was|were [the|a] ROLE",),
    ),
    Form(
        usage="never ask me",
        who=Who.EVERYONE,
        topic=Topic.VOLUNTEERS,
        says="Nobody is told to ask you, and I do not ask you, in any session; `ask me again` ends that.",
        example="never ask me",
        build=lambda _: NeverAsk(),
        also=("don't|dont ask me [again]", "never ask me [again|for anything]"),
    ),
    Form(
        usage="ask me again",
        who=Who.EVERYONE,
        topic=Topic.VOLUNTEERS,
        says="Lets you be asked again.",
        example="ask me again",
        build=lambda _: AskAgain(),
        also=("[you] may|can ask me [again]",),
    ),
    Form(
        usage="forget me",
        who=Who.EVERYONE,
        topic=Topic.VOLUNTEERS,
        says="Gives your places back and removes what I keep about you; the record's own lines stay.",
        example="forget me",
        build=lambda _: ForgetMe(),
    ),
    Form(
        usage="need N ROLE [by item M]",
        who=Who.CHAIRS,
        topic=Topic.PEOPLE,
        says="Sets how many people a role needs, also for a part (`for items 4-7`), and asks for them; 0 cancels.",
        example="need 2 note takers by item 3",
        build=_need,
        also=(
            "need N",
            "we [still] need N ROLE",
            "[we] want N ROLE",
            "looking for N ROLE",
        ),
    ),
    Form(
        usage="cancel ROLE",
        who=Who.CHAIRS,
        topic=Topic.PEOPLE,
        says="Asks no more for a role.",
        example="cancel timekeeper",
        build=_need_none,
        also=("need no [more] ROLE", "no more ROLE", "cancel [the] request for ROLE"),
    ),
    Form(
        usage="release NAME [as ROLE]",
        who=Who.CHAIRS,
        topic=Topic.PEOPLE,
        says="Takes somebody's place back; the first who waits has it, unless fewer are needed.",
        example="release Paul Wouters as note taker",
        build=_with_role(lambda given, role, part: Release(given.person(), role, part)),
        also=("release|unsign NAME from|as ROLE", "unsign NAME"),
    ),
    Form(
        usage="ask NAME [as ROLE]",
        who=Who.CHAIRS,
        topic=Topic.PEOPLE,
        says="Asks somebody privately whether they would.",
        example="ask @Paul Wouters as note taker",
        build=_with_role(lambda given, role, part: AskPerson(given.person(), role, part)),
        also=("ask NAME to [be] ROLE", "ask NAME for ROLE"),
    ),
)
