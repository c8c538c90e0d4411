"""What a text can turn out to be."""

from dataclasses import dataclass

from chatbot.core.commands import Command, Query
from chatbot.grammar.form import Form


@dataclass(frozen=True, slots=True)
class Unknown:
    """No form fits; `nearest` are usages that may have been meant, the likeliest first.

    What is `overlong` was not read at all, and only its beginning is handed on.
    """

    text: str
    nearest: tuple[str, ...] = ()
    overlong: bool = False


@dataclass(frozen=True, slots=True)
class Malformed:
    """The form is known, but what follows its name does not fit."""

    form: Form


Ask = Command | Query | Unknown | Malformed
