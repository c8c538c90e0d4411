"""A workspace on the fake Slack for the adapter's own tests."""

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from chatbot.adapters.slack import SlackChat
from chatbot.clock import WallClock
from chatbot.config import SlackSettings
from chatbot.core.agenda import Place
from chatbot.messages import Message, paragraph
from tests.fakes.slack import FakeSlack

HELLO = Message((paragraph("Hello & <all>."),))
GENERAL = Place("slack", "C01GEN")
SECOND = "T02OTHER"
"""Another workspace."""
KEY, OTHER = (base64.urlsafe_b64encode(bytes([number]) * 32).decode() for number in (1, 2))
"""Keys that tokens are sealed with."""
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def chat_of(slack: FakeSlack, timeout: float = 10.0) -> SlackChat:
    """The chat, not connected yet."""
    return SlackChat(SlackSettings(slack.bot_token, slack.app_token, slack.api_url), WallClock(), timeout, gap=0.0)


@asynccontextmanager
async def opened(slack: FakeSlack) -> AsyncIterator[SlackChat]:
    """The chat, connected."""
    chat = chat_of(slack)
    await chat.open()
    try:
        yield chat
    finally:
        await chat.close()
