"""What chairs say about people."""

from chatbot.core.commands import AddChair
from chatbot.grammar.form import Form, Topic, Who

FORMS: tuple[Form, ...] = (
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
