"""What can be said, from the grammar's table."""

from chatbot.grammar import Form, Topic, Who, find, forms
from chatbot.messages import Block, Bold, Bullets, Code, Line, Message, Paragraph, join, line, paragraph
from chatbot.wording.common import words


def help_on(topic: str) -> Message:
    """One command in full, or all in short."""
    if not topic:
        return Message(_overview())
    found = find(topic)
    if not found:
        return Message((paragraph(f"There is no command “{topic}”."), *_overview()))
    return Message(tuple(Paragraph(_usage(form)) for form in found))


def _usage(form: Form) -> Line:
    """How one command is said, and by whom."""
    example = line(" For example: ", Code(form.example), ".") if form.takes else ()
    chairs = line(" For chairs.") if form.who is Who.CHAIRS else ()
    return (Code(form.usage), *line(": "), *words(form.says), *example, *chairs)


def _overview() -> tuple[Block, ...]:
    topics = tuple(topic for topic in Topic if topic is not Topic.HELP)
    lines = tuple(_topic(topic) for topic in topics)
    return Bullets(tuple(one for one in lines if one)), paragraph(
        *words("`help COMMAND` tells more about one of them.")
    )


def _topic(topic: Topic) -> Line:
    said = [(Code(form.usage),) for form in forms() if form.topic is topic]
    return (Bold(topic), *line(": "), *join(said, ", ")) if said else ()
