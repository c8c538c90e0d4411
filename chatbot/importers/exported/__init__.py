"""Markdown as `chatbot export` writes it, also after people have edited it: everything that it holds comes back."""

from chatbot.importers.exported.reading import read, recognise
from chatbot.importers.imported import Reader

READER = Reader("Markdown", recognise, read)
