"""What a command is answered with."""

from dataclasses import dataclass

from chatbot.messages import Line, Message, Paragraph


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said after a command, to all or to its doer alone.

    Where it is `seen`, whoever does it by a reaction has the answer before their eyes and is told nothing.
    With a `sign`, that reaction on what was said is enough, where there is something to react to.
    """

    message: Message
    public: bool
    seen: bool = False
    sign: str = ""


def public(said: Line) -> Reply:
    """One line for all."""
    return Reply(Message((Paragraph(said),)), public=True)


def private(said: Line) -> Reply:
    """One line for the doer alone."""
    return Reply(Message((Paragraph(said),)), public=False)


def seen(said: Line) -> Reply:
    """One line for the doer alone, who sees as much in the message that was reacted to."""
    return Reply(Message((Paragraph(said),)), public=False, seen=True)
