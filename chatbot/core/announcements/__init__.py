"""What the bot says of its own accord, and how long that is worth saying."""

from chatbot.core.announcements.arising import announcements
from chatbot.core.announcements.standing import stands
from chatbot.core.announcements.subjects import ASKED_FOR, LIVE, RENEWED, Announcement, Subject

__all__ = ["ASKED_FOR", "LIVE", "RENEWED", "Announcement", "Subject", "announcements", "stands"]
