"""Agendas for other programs and for people: what is written as Markdown can be imported again."""

from chatbot.exporters.calendar import as_calendar
from chatbot.exporters.data import as_json
from chatbot.exporters.markdown import as_markdown
from chatbot.exporters.page import as_page

__all__ = ["as_calendar", "as_json", "as_markdown", "as_page"]
