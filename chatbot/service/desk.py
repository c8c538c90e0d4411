"""What every transaction of the service works with."""

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.clock import Clock
from chatbot.ports import Chat
from chatbot.store.database import Database
from chatbot.store.journal import Journal
from chatbot.store.posts import Posts


@dataclass(frozen=True, slots=True)
class Desk:
    """The database with its journal and posts, the chats that are served by name, and the sessions' clock."""

    database: Database
    journal: Journal
    posts: Posts
    chats: Mapping[str, Chat]
    clock: Clock
