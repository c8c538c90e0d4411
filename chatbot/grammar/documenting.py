"""The table of commands for the documentation."""

from chatbot.grammar.forms import FORMS

BEGIN, END = "<!-- commands -->", "<!-- /commands -->"


def command_table() -> str:
    """All forms as a Markdown table."""
    rows = [f"| {_code(form.usage)} | {form.who} | {_cell(form.says)} | {_code(form.example)} |" for form in FORMS]
    return "\n".join(("| say | who | what it does | for example |", "|---|---|---|---|", *rows))


def with_command_table(document: str) -> str:
    """The document with the table as it is now between its marks; raises ValueError where it has none."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"the marks {BEGIN} and {END} are missing")
    return f"{before}{begin}\n{command_table()}\n{end}{after}"


def _code(text: str) -> str:
    return f"`{_cell(text)}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
