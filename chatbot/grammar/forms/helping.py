"""How to find out."""

from chatbot.core.commands import ShowHelp
from chatbot.grammar.form import Form, Topic, Who

FORMS: tuple[Form, ...] = (
    Form(
        usage="help [TOPIC]",
        who=Who.EVERYONE,
        topic=Topic.HELP,
        says="Shows what can be said: all, what belongs to a topic such as `time` or `record`, or one command.",
        example="help extend",
        build=lambda given: ShowHelp(given.text),
        also=(
            "commands|command|usage|?",
            "[i] need help",
            "who are you",
            "what can you do",
            "help me",
            "help with|on|about TOPIC",
        ),
    ),
)
