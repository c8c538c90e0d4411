"""The log: events with fields. structlog writes them, and is loaded for the first one, for it is slow to load."""

from collections.abc import Callable
from typing import Any


class Log:
    """Where all parts of the bot write what happened, until `set_up` by structlog's own rules."""

    def __init__(self) -> None:
        self._configure: Callable[[], None] | None = None
        self._errors_alone = False

    def set_up(self, configure: Callable[[], None] | None, *, errors_alone: bool = False) -> None:
        """Configure structlog so, once it is needed; nothing less than an error needs it with `errors_alone`."""
        self._configure, self._errors_alone = configure, errors_alone

    def info(self, event: str, **fields: object) -> None:
        """Something went as it should."""
        if not self._errors_alone:
            self._structlog().info(event, **fields)

    def warning(self, event: str, **fields: object) -> None:
        """Something went wrong, and is made good."""
        if not self._errors_alone:
            self._structlog().warning(event, **fields)

    def error(self, event: str, **fields: object) -> None:
        """Something went wrong that somebody should know of."""
        self._structlog().error(event, **fields)

    def exception(self, event: str, **fields: object) -> None:
        """The like, with the exception that is being handled."""
        self._structlog().exception(event, **fields)

    def _structlog(self) -> Any:
        import structlog

        if self._configure is not None:
            self._configure()
            self._configure = None
        return structlog.get_logger()


log = Log()
