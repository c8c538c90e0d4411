"""The table of commands for the documentation."""

from chatbot.grammar.forms import FORMS


def command_table() -> str:
    """All forms as a Markdown table."""
    rows = [f"| {_code(form.usage)} | {form.who} | {_cell(form.says)} | {_code(form.example)} |" for form in FORMS]
    return "\n".join(("| say | who | what it does | for example |", "|---|---|---|---|", *rows))


def _code(text: str) -> str:
    return f"`{_cell(text)}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
