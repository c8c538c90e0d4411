"""What the bot says when it cannot do what was asked, or was asked in the wrong place."""

from collections.abc import Sequence

from chatbot.core.session import Session
from chatbot.grammar import LONGEST, Malformed, Unknown
from chatbot.messages import Code, Form, Link, Message, Text, join, line, paragraph, plain
from chatbot.wording.common import headline, words

_QUOTED_OF_POST = 600
"""So many characters of a post that may be missing."""
_QUOTED = 60
"""So many characters of what was not understood are repeated."""


def unknown(ask: Unknown) -> Message:
    """Nothing like it is known, or something near is."""
    if ask.overlong:
        said = f"That is longer than {LONGEST} characters, so I have not read it; please say it in fewer words."
        return Message((paragraph(said),))
    text = ask.text if len(ask.text) <= _QUOTED else ask.text[:_QUOTED].rstrip() + "…"
    near = join(((Code(usage),) for usage in ask.nearest), " or ")
    meant = line(" Did you mean ", *near, "?") if near else ()
    return Message((paragraph("I do not know “", text, "”.", *meant, *words(" `help` lists all commands.")),))


def malformed(ask: Malformed) -> Message:
    """The command is known; how it is said."""
    form = ask.form
    more = line(" ", Code(f"help {form.name}"), " tells more.")
    return Message((paragraph("Please say ", Code(form.usage), ", for example ", Code(form.example), ".", *more),))


def no_session(names: Sequence[str] = ()) -> Message:
    """The place has no session; `names` are those that the bot serves elsewhere."""
    served = line(" I serve: ", ", ".join(names), ".") if names else ()
    return Message((paragraph("No session is set up here.", *served),))


def which_session(names: Sequence[str]) -> Message:
    """Several sessions could be meant."""
    listed = join(((Text(name),) for name in names), ", ")
    example = line("Please put the session's name first, for example ", Code(f"{names[0]} now"), ".")
    return Message((paragraph("Several sessions could be meant: ", *listed, ". ", *example),))


def failed() -> Message:
    """The fault is the bot's."""
    return Message((paragraph("Something went wrong on my side; nothing was changed. Please try again."),))


def forgotten() -> Message:
    """What is left of somebody who wanted to be forgotten."""
    gone = "I have forgotten you: your places, who you are to me, and when you served."
    stays = (
        "What you said for the record, and what stands in this chat, stays; posts of the chat are not mine to remove."
    )
    return Message((paragraph(gone), paragraph(stays)))


def replaced(address: str = "") -> Message:
    """Stands in the place of a post that a newer one replaces; `address` is where that stands, if it is known."""
    newer = Link("newer message", address) if address else "newer message below"
    return Message((paragraph("Replaced by a ", newer, "."),))


def lost(session: Session, message: Message) -> Message:
    """To a chair: a post may be missing in the room, and the bot must not look; `message` is what it said."""
    said = plain(message)
    quoted = said if len(said) <= _QUOTED_OF_POST else said[:_QUOTED_OF_POST].rstrip() + "…"
    ask = (
        f"The chat’s answer to a post of mine in {headline(session)} was lost, and I may not read the channel to look. "
    )
    return Message(
        (
            paragraph(ask, "Please check that this stands there; if not, tell the room:"),
            *map(paragraph, quoted.splitlines()),
        )
    )


def form_not_shown(form: Form) -> Message:
    """To whoever was to fill in a form that the chat did not open: the command that does the same."""
    words = " ".join(field.choices[0].words for field in form.fields)
    return Message((paragraph("The form did not open. Say ", Code(f"{form.command} {words}".strip()), " instead."),))


def shut_out(session: Session) -> Message:
    """To a chair: the bot is no longer in the session's channel."""
    return Message(
        (
            paragraph(
                f"I was taken out of the channel of {headline(session)} and may not come back by myself. "
                "I hear nothing there now. Please add me to it again; what is still worth saying is then said."
            ),
        )
    )
