"""The terminal as a chat: everybody who is named in a rehearsal speaks here, and the bot answers."""

from chatbot.adapters.console.chat import ConsoleChat, account_of, speaker

__all__ = ["ConsoleChat", "account_of", "speaker"]
