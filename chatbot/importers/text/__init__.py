"""Agendas as chairs write them: Markdown, plain text, HTML and tables of slot requests."""

from chatbot.importers.imported import Reader
from chatbot.importers.text import requests
from chatbot.importers.text.reading import read_html, read_text, recognise_html, recognise_text

REQUESTS_READER = Reader("slot requests (CSV)", requests.recognise, requests.read)
HTML_READER = Reader("HTML", recognise_html, read_html)
TEXT_READER = Reader("Markdown or plain text", recognise_text, read_text)
READERS = (REQUESTS_READER, HTML_READER, TEXT_READER)
