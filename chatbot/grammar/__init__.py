"""What people say to the bot: text to command and back, from one table of forms.

The parser, the help and the documentation all come from `FORMS`; a new command is one more row there.
"""

from chatbot.grammar.asks import Ask, Malformed, Unknown
from chatbot.grammar.documenting import command_table
from chatbot.grammar.form import Form, Topic, Who
from chatbot.grammar.forms import FORMS
from chatbot.grammar.parsing import find, is_bare, parse
from chatbot.grammar.reading import LONGEST, is_thanks
from chatbot.grammar.roles import part_named, part_spoken, role_named, singular
from chatbot.grammar.speaking import spoken

__all__ = [
    "LONGEST",
    "Ask",
    "Form",
    "Malformed",
    "Topic",
    "Unknown",
    "Who",
    "command_table",
    "find",
    "forms",
    "is_bare",
    "is_thanks",
    "parse",
    "part_named",
    "part_spoken",
    "role_named",
    "singular",
    "spoken",
]


def forms() -> tuple[Form, ...]:
    """All forms, in the order in which help and documentation show them."""
    return FORMS
