"""What can go wrong before there is anything to look at. Each error's text is a sentence for people.

ImportFailed            whoever asked for the import is told this
├── Unreadable          the source is broken where it is not text; says the line
└── Unreachable         the source was not fetched (the tree goes on in fetching/errors.py)
"""


class ImportFailed(Exception):
    """Nothing could be imported; the text says why, and what to do."""


class Unreadable(ImportFailed):
    """The source is not what it looks like: `line` counts from 1, 0 stands for the whole source."""

    def __init__(self, origin: str, line: int, message: str) -> None:
        super().__init__(f"{origin}:{line}: {message}" if line else f"{origin}: {message}")
        self.line = line
        self.message = message


class Unreachable(ImportFailed):
    """The address did not give its content."""
