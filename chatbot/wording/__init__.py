"""Every sentence the bot says: plain functions of the session, the chat and the moment.

What is said lands in the session's public record: few words, exact, kind, and what to do next. Names, titles and
what people typed stand in spans of their own, so that nothing from outside becomes markup.
"""

from chatbot.wording.announcing import announce, settled
from chatbot.wording.answering import answer, is_personal
from chatbot.wording.board import board
from chatbot.wording.changing import ATTACH_ONE, NO_FILES, not_brought, offered, unreadable
from chatbot.wording.common import headline
from chatbot.wording.confirming import Reply, confirm
from chatbot.wording.excusing import (
    failed,
    forgotten,
    form_not_shown,
    lost,
    malformed,
    no_session,
    replaced,
    shut_out,
    unknown,
    which_session,
)
from chatbot.wording.manning import candidates
from chatbot.wording.offering import buttons
from chatbot.wording.paging import page, sign_up_form
from chatbot.wording.refusing import refusal

__all__ = [
    "ATTACH_ONE",
    "NO_FILES",
    "Reply",
    "announce",
    "answer",
    "board",
    "buttons",
    "candidates",
    "confirm",
    "failed",
    "forgotten",
    "form_not_shown",
    "headline",
    "is_personal",
    "lost",
    "malformed",
    "no_session",
    "not_brought",
    "offered",
    "page",
    "refusal",
    "replaced",
    "settled",
    "shut_out",
    "sign_up_form",
    "unknown",
    "unreadable",
    "which_session",
]
