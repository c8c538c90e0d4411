"""The table of all that can be said, one module a theme; help and documentation show it in this order."""

from chatbot.grammar.form import Form
from chatbot.grammar.forms import helping, people, polls, queue, session, time, volunteers

FORMS: tuple[Form, ...] = (
    *session.FORMS,
    *volunteers.FORMS,
    *queue.FORMS,
    *polls.FORMS,
    *time.FORMS,
    *people.FORMS,
    *helping.FORMS,
)
