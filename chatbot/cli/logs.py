"""How the log is written: events with fields, on standard error."""

import logging
import sys
from functools import partial
from typing import TYPE_CHECKING

from chatbot.log import log

if TYPE_CHECKING:
    import structlog


def set_up_logs(log_format: str) -> None:
    """Log as text for people, as one JSON object a line, or only what went wrong (`errors`)."""
    log.set_up(partial(_configure, log_format), errors_alone=log_format == "errors")
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(asctime)s %(name)s %(message)s")


def _configure(log_format: str) -> None:
    import structlog

    last: structlog.typing.Processor = structlog.processors.JSONRenderer() if log_format == "json" else _for_people()
    processors: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        last,
    ]
    if log_format == "json":
        processors.insert(-1, structlog.processors.format_exc_info)
    structlog.configure(
        processors=processors,
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _for_people() -> "structlog.dev.ConsoleRenderer":
    # Plain tracebacks: the pretty ones show local variables, and with them tokens.
    import structlog

    return structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
