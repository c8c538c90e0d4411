"""All implementations of the Chat port that the contract test runs on."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from tests.contract.stage import Stage

STAGES: dict[str, Callable[[], AbstractAsyncContextManager[Stage]]] = {}
