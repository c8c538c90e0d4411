"""A session is the fold of its journal.

`decide` says what a command makes happen, or refuses, and changes nothing itself; `evolve` applies what happened and
is total; `due` says what the clock asks for. All three are plain functions of their arguments.
"""

from chatbot.core.session.deciding import decide
from chatbot.core.session.deciding.guards import is_permitted, not_overtaken
from chatbot.core.session.due import due, elapse
from chatbot.core.session.evolving import evolve, evolve_all, fold, plan, steps
from chatbot.core.session.state import Phase, Session

__all__ = [
    "Phase",
    "Session",
    "decide",
    "due",
    "elapse",
    "evolve",
    "evolve_all",
    "fold",
    "is_permitted",
    "not_overtaken",
    "plan",
    "steps",
]
