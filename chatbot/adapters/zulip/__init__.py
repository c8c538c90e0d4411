"""Zulip: one bot account on one server."""

from chatbot.adapters.zulip.chat import ZulipChat
from chatbot.adapters.zulip.position import Cursor

__all__ = ["Cursor", "ZulipChat"]
