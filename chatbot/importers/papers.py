"""Drafts and RFCs with the addresses at which they stand."""

from chatbot.core.agenda import Document


def rfc(number: int, title: str = "") -> Document:
    """An RFC by its number."""
    return Document(f"RFC {number}", title, f"https://www.rfc-editor.org/info/rfc{number}")


def draft(name: str, title: str = "") -> Document:
    """An Internet-Draft by its name."""
    return Document(name, title, f"https://datatracker.ietf.org/doc/{name}/")
