"""The table of all that can be said, one module a theme; help and documentation show it in this order."""

from chatbot.grammar.form import Form
from chatbot.grammar.forms import helping, people, session, sourcing, time, volunteers

FORMS: tuple[Form, ...] = (
    *session.FORMS,
    *volunteers.FORMS,
    *time.FORMS,
    *sourcing.FORMS,
    *people.FORMS,
    *helping.FORMS,
)
