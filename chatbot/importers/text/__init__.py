"""Agendas as chairs write them: Markdown, plain text, HTML and tables of slot requests."""

from chatbot.importers.imported import Reader
from chatbot.importers.text.reading import read_html, read_text, recognise_html, recognise_text

HTML_READER = Reader("HTML", recognise_html, read_html)
TEXT_READER = Reader("Markdown or plain text", recognise_text, read_text)
READERS = (HTML_READER, TEXT_READER)
