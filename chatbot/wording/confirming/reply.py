"""What a command is answered with."""

from dataclasses import dataclass

from chatbot.messages import Line, Message, Paragraph


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said after a command, to all or to its doer alone."""

    message: Message
    public: bool


def public(said: Line) -> Reply:
    """One line for all."""
    return Reply(Message((Paragraph(said),)), public=True)


def private(said: Line) -> Reply:
    """One line for the doer alone."""
    return Reply(Message((Paragraph(said),)), public=False)
