"""All implementations of the Chat port that the contract test runs on."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from tests.contract.console_stage import console_stage
from tests.contract.slack_stage import open_slack_stage
from tests.contract.stage import Stage
from tests.contract.zulip_stage import open_zulip_stage

STAGES: dict[str, Callable[[], AbstractAsyncContextManager[Stage]]] = {
    "console": console_stage,
    "slack": open_slack_stage,
    "zulip": open_zulip_stage,
}
