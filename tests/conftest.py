import pytest
import structlog

from chatbot.log import log


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def _own_log() -> None:
    """Each test logs afresh, whatever a command line set up before it; pretty tracebacks would take a second each."""
    renderer = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    log.set_up(None)
    structlog.reset_defaults()
    structlog.configure(processors=[structlog.processors.add_log_level, renderer])
