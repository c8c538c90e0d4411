"""How the plan came about."""

from chatbot.core.agenda import Agenda
from chatbot.core.events.happened import Happened
from chatbot.core.record import record


@record(kw_only=True)
class SessionPlanned(Happened):
    """The agenda was first read."""

    agenda: Agenda


@record(kw_only=True)
class AgendaRevised(Happened):
    """The agenda was read again before the session began, and had changed."""

    agenda: Agenda


Planning = SessionPlanned | AgendaRevised
