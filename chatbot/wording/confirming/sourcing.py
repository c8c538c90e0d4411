"""What is said when another agenda was offered, taken or left."""

from typing import assert_never

from chatbot.core import events
from chatbot.core.session import Session
from chatbot.wording.changing import merged, offered
from chatbot.wording.common import View, words
from chatbot.wording.confirming.reply import Reply, private


def confirm(view: View, before: Session, event: events.Sourcing) -> Reply:
    """The reply to what happened from then on."""
    match event:
        case events.AgendaOffered():
            return Reply(offered(view.session, view.chat, view.now), public=False)
        case events.OfferDeclined():
            return private(words("The agenda stays as it is."))
        case events.AgendaMerged():
            return Reply(merged(view, before), public=True)
        case _:
            assert_never(event)
