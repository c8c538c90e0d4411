"""What can be said, from the grammar's table."""

from chatbot.grammar import Form, Topic, Who, find, forms
from chatbot.messages import Block, Bold, Bullets, Code, Line, Message, Paragraph, join, line, paragraph
from chatbot.wording.common import words


def help_on(topic: str) -> Message:
    """One command in full, all of a topic, or all in short."""
    if not topic:
        return Message(_overview())
    found, topics = find(topic), _topics(topic)
    if not found and not topics:
        return Message((paragraph(f"There is no command or topic “{topic}”."), *_overview()))
    said = tuple(Paragraph(_usage(form)) for form in found)
    return Message((*said, *(block for one in topics for block in _all_of(one))))


def _topics(asked: str) -> tuple[Topic, ...]:
    """The topics whose names have the word, as `time` in `Chairs, time`."""
    word = asked.strip(" ?.!").casefold()
    return tuple(one for one in Topic if word in (one.casefold(), *one.casefold().replace(",", "").split()))


def _all_of(topic: Topic) -> tuple[Block, ...]:
    rows = tuple(line(Code(form.usage), ": ", *words(form.says)) for form in forms() if form.topic is topic)
    return (paragraph(Bold(topic), ":"), Bullets(rows)) if rows else ()


def _usage(form: Form) -> Line:
    """How one command is said, and by whom."""
    example = line(" For example: ", Code(form.example), ".") if form.takes else ()
    chairs = line(" For chairs.") if form.who is Who.CHAIRS else ()
    return (Code(form.usage), *line(": "), *words(form.says), *example, *chairs)


def _overview() -> tuple[Block, ...]:
    topics = tuple(topic for topic in Topic if topic is not Topic.HELP)
    lines = tuple(_topic(topic) for topic in topics)
    return Bullets(tuple(one for one in lines if one)), paragraph(
        *words("`help TOPIC` tells more about a topic or a command: `help time`, `help extend`.")
    )


def _topic(topic: Topic) -> Line:
    said = [(Code(form.usage),) for form in forms() if form.topic is topic]
    return (Bold(topic), *line(": "), *join(said, ", ")) if said else ()
