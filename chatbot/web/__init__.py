"""Our own web server: one application, to which the parts of the bot add their routes."""

from chatbot.web.application import Check, Part, application
from chatbot.web.serving import serve

__all__ = ["Check", "Part", "application", "serve"]
