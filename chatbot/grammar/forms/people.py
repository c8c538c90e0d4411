"""What chairs say about people."""

from chatbot.core.commands import AddChair, Command, Need
from chatbot.grammar.form import Form, Given, Topic, Who
from chatbot.grammar.roles import role_named


def _need(given: Given) -> Command | None:
    role = role_named(given.text)
    return Need(role, given.number) if role else None


FORMS: tuple[Form, ...] = (
    Form(
        usage="need N ROLE",
        who=Who.CHAIRS,
        topic=Topic.PEOPLE,
        says="Sets how many volunteers a role has places for, and asks for them.",
        example="need 2 note takers",
        build=_need,
        also=("we [still] need N ROLE", "[we] want N ROLE", "looking for N ROLE"),
    ),
    Form(
        usage="chair add PERSON",
        who=Who.CHAIRS,
        topic=Topic.PEOPLE,
        says="Lets a person, who has to be mentioned, command this session; administrators of the chat may say it too.",
        example="chair add @Paul Wouters",
        build=lambda given: AddChair(given.person()),
        also=("add chair|co-chair PERSON", "make PERSON chair|co-chair"),
    ),
)
