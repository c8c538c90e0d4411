"""Agendas for other programs and for people: what is written as Markdown can be imported again."""

from chatbot.exporters.markdown import as_markdown

__all__ = ["as_markdown"]
