"""What is said about who does what."""

from chatbot.core.commands import Command, ShowVolunteers, Volunteer, Withdraw
from chatbot.grammar.form import Form, Given, Topic, Who
from chatbot.grammar.roles import role_named


def _volunteer(given: Given) -> Command | None:
    role = role_named(given.text)
    return None if given.text and role is None else Volunteer(role)


def _withdraw(given: Given) -> Command | None:
    role = role_named(given.text)
    return None if given.text and role is None else Withdraw(role)


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
        usage="volunteer [ROLE]",
        who=Who.EVERYONE,
        topic=Topic.VOLUNTEERS,
        says="Signs you up for a role that is wanted.",
        example="volunteer note taker",
        build=_volunteer,
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
        says="Gives your place back.",
        example="withdraw note taker",
        build=_withdraw,
        also=(
            "i withdraw [ROLE]",
            "unvolunteer [ROLE]",
            "sign [me] off|out [ROLE]",
            "step|stepping down [ROLE]",
            "count me out",
            "[i] can't|cannot|cant take [the] NOTES",
        ),
    ),
)
