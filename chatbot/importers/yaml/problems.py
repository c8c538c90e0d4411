"""What is wrong with an agenda file, where, and what would be right."""

from dataclasses import dataclass, field
from enum import StrEnum

from chatbot.core.agenda import Agenda


class Severity(StrEnum):
    """An error keeps the agenda from loading; a warning only wants a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right, at the line where it stands (counted from 1)."""

    path: str
    line: int
    severity: Severity
    message: str

    def __str__(self) -> str:
        warning = "warning: " if self.severity is Severity.WARNING else ""
        return f"{self.path}:{self.line}: {warning}{self.message}"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The agenda, or None when there are errors, and every problem in the order of its lines."""

    agenda: Agenda | None
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Findings:
    """Collects the problems of one file."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def error(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.path, line, Severity.ERROR, message))

    def warning(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.path, line, Severity.WARNING, message))

    @property
    def failed(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def ordered(self) -> tuple[Problem, ...]:
        return tuple(sorted(dict.fromkeys(self.problems), key=lambda problem: problem.line))


def shown(value: str) -> str:
    """The value as a message quotes it."""
    return f"`{one_line(value)}`"


def one_line(value: str, width: int = 60) -> str:
    """The value on one line, printable and not too long."""
    line = " ".join(value.split())
    clean = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)
    return clean if len(clean) <= width else f"{clean[: width - 1]}…"
