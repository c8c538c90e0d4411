"""The table of all that can be said, one module a theme; help and documentation show it in this order."""

from chatbot.grammar.form import Form
from chatbot.grammar.forms import (
    agenda,
    helping,
    people,
    personal,
    polls,
    queue,
    record,
    session,
    sourcing,
    time,
    volunteers,
)

FORMS: tuple[Form, ...] = (
    *session.FORMS,
    *volunteers.FORMS,
    *queue.FORMS,
    *polls.FORMS,
    *personal.FORMS,
    *record.FORMS,
    *time.FORMS,
    *agenda.FORMS,
    *sourcing.FORMS,
    *people.FORMS,
    *helping.FORMS,
)
