"""What is said when somebody may do more than before."""

from chatbot.core import events
from chatbot.messages import line
from chatbot.wording.common import View, words
from chatbot.wording.confirming.reply import Reply, public


def confirm(_: View, event: events.People) -> Reply:
    """The reply to what happened."""
    return public(line(event.person.name, *words(" may now command this session; `help` shows how.")))
