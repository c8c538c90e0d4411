"""What somebody asks to be told."""

from chatbot.core.commands import Command, Ping, Unping
from chatbot.grammar.form import Form, Given, Topic, Who

_NO_TITLES = frozenset({"me", "for", "about", "of", "before", "when", "at", "me for"})
"""Words of the form itself, which are left where the title is missing."""


def _ping(given: Given) -> Command | None:
    return None if given.text.lower() in _NO_TITLES else Ping(given.text)


FORMS: tuple[Form, ...] = (
    Form(
        usage="ping me for TITLE",
        who=Who.EVERYONE,
        topic=Topic.PERSONAL,
        says="Tells you privately when an item is 5 minutes away, starts or moves: a number, words of a title, a name.",
        example="ping me for Diet ESP",
        build=_ping,
        also=("ping|remind|notify [me] [for|about|of|before|when|at] TITLE",),
    ),
    Form(
        usage="unping [TITLE]",
        who=Who.EVERYONE,
        topic=Topic.PERSONAL,
        says="Tells you no more about an item, or about any.",
        example="unping Diet ESP",
        build=lambda given: Unping(given.text),
        also=(
            "unping [me] [for|about|of] TITLE",
            "don't|dont ping [me] [for|about] [TITLE]",
            "stop pinging [me] [for] [TITLE]",
        ),
    ),
)
