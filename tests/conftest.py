import sys

import pytest
import structlog
from hypothesis import HealthCheck, settings

from chatbot.log import log

# Every run asks the same, on a slow machine too; `pytest --hypothesis-profile=default` searches further.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")


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


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no Slack that does not answer: what is asked of it for a moment is asked for longer."""
    for name in ("people", "sight"):
        if module := sys.modules.get(f"chatbot.adapters.slack.{name}"):
            monkeypatch.setattr(module, "PATIENCE", 30.0)
