"""The blocking Zulip client, each in a daemon thread of its own, and the four ways a request can fail."""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import Any

import requests
import zulip
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from chatbot.adapters.zulip.sentences import NO_ADDRESS, NO_CLIENT
from chatbot.clock import seconds
from chatbot.ports import Misconfigured

Answer = dict[str, Any]
Job = Callable[[], Answer]

# A connection that is this slow is given up, so that nothing goes out long after nobody waits for it.
CONNECT_SECONDS = 3.0


class WireError(Exception):
    """A request brought no success."""


class Unreachable(WireError):
    """Nothing was sent."""


class Unanswered(WireError):
    """The request went out, no usable answer came back: perhaps it was done."""


class Declined(WireError):
    """Zulip said no; `code` is its reason in machine terms, for its `msg` is translated."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code


class Throttled(WireError):
    """Not done, for there were too many requests; another try makes sense after so many seconds, if they are known."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Login:
    """Where and as whom to connect."""

    site: str
    email: str
    api_key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """One request; `timeout` seconds are the most it may take."""

    method: str
    path: str
    request: dict[str, Any]
    timeout: float


class Wire:
    """One client, and so one kept-alive connection, in one daemon thread.

    The threads of asyncio's own executor would hold up the exit for as long as a long poll lasts.
    """

    def __init__(self, login: Login, label: str) -> None:
        self._login = login
        self._client: zulip.Client | None = None
        self._stopped = False
        self._jobs: queue.SimpleQueue[tuple[Future[Answer], Job] | None] = queue.SimpleQueue()
        self._ended: Future[None] = Future()
        self._ended.set_running_or_notify_cancel()  # so that nobody who stops waiting can cancel it
        self._thread = threading.Thread(target=self._run, name=f"zulip-{label}", daemon=True)

    async def call(self, call: Call) -> Answer:
        """Send one request, once; raises WireError, or Misconfigured when there can be no client."""
        deadline = seconds() + call.timeout
        if self._client is None:
            await _before(deadline, self.submit(self._connect), Unreachable)
        # Nothing may go out after the deadline, for then somebody else may send it.
        rest = replace(call, timeout=max(0.001, deadline - seconds()))
        return await _before(deadline, self.submit(lambda: self._ask(rest)), Unanswered)

    def nudge(self, call: Call) -> None:
        """Send a request for its effect alone."""
        self.submit(lambda: self._ask(call))

    def submit(self, job: Job) -> Future[Answer]:
        """Let the thread do a job after those before it."""
        future: Future[Answer] = Future()
        if self._stopped:
            future.set_exception(Unreachable("the chat is closed"))
            return future
        self._jobs.put((future, job))
        if self._thread.ident is None:
            self._thread.start()
        return future

    def stop(self) -> None:
        """End the thread after the jobs it has."""
        if self._stopped:
            return
        self._stopped = True
        self._jobs.put(None)
        if self._thread.ident is None:
            self._ended.set_result(None)

    async def ended(self) -> None:
        """Return when the thread is at its end."""
        await asyncio.wrap_future(self._ended)

    def _run(self) -> None:
        while (next_job := self._jobs.get()) is not None:
            future, job = next_job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = job()
            except Exception as error:  # noqa: BLE001 - it goes to whoever waits
                future.set_exception(error)
            else:
                future.set_result(result)
        if self._client is not None and self._client.session is not None:
            self._client.session.close()
        self._ended.set_result(None)

    def _connect(self) -> Answer:
        self._client = self._client or connected(self._login)
        return {}

    def _ask(self, call: Call) -> Answer:
        self._connect()
        assert self._client is not None
        return ask(self._client, call)


class Pool:
    """A few wires for requests that may run side by side."""

    def __init__(self, login: Login, size: int) -> None:
        self._wires = [Wire(login, f"writer-{number}") for number in range(size)]
        # Last in, first out: a warm connection is used again before a cold one is opened.
        self._idle: asyncio.LifoQueue[Wire] = asyncio.LifoQueue()
        for wire in self._wires:
            self._idle.put_nowait(wire)

    async def call(self, call: Call) -> Answer:
        """Send one request, once, on a wire that is free."""
        deadline = seconds() + call.timeout
        try:
            # Half the time at most: what goes out must have time to be answered.
            async with asyncio.timeout(call.timeout / 2):
                wire = await self._idle.get()
        except TimeoutError:
            raise Unreachable("all connections are busy") from None
        try:
            return await wire.call(replace(call, timeout=max(0.001, deadline - seconds())))
        finally:
            self._free(wire)

    def nudge(self, call: Call) -> None:
        """Send a request for its effect alone, without waiting; dropped when no wire is free."""
        with contextlib.suppress(asyncio.QueueEmpty):
            wire = self._idle.get_nowait()
            wire.nudge(call)
            self._free(wire)

    def stop(self) -> None:
        """End all threads after the jobs they have."""
        for wire in self._wires:
            wire.stop()

    async def ended(self) -> None:
        """Return when all threads are at their end."""
        for wire in self._wires:
            await wire.ended()

    def _free(self, wire: Wire) -> None:
        # A thread that still hangs in a request given up is free again only when that ends.
        loop = asyncio.get_running_loop()

        def free(_: Future[Answer]) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody needs the wire
                loop.call_soon_threadsafe(self._idle.put_nowait, wire)

        wire.submit(dict).add_done_callback(free)


def ask(client: zulip.Client, call: Call) -> Answer:
    """Make one request, blocking; the answer of a success, else WireError."""
    try:
        timeout: Any = (min(CONNECT_SECONDS, call.timeout), call.timeout)  # the client hands it on to requests
        answer = client.call_endpoint(url=call.path, method=call.method, request=call.request, timeout=timeout)
    except requests.exceptions.ConnectionError as error:
        raise (Unreachable if _never_left(error) else Unanswered)(type(error).__name__) from error
    except (requests.exceptions.RequestException, zulip.UnrecoverableNetworkError) as error:
        raise Unanswered(type(error).__name__) from error
    return checked(answer)


def checked(answer: Answer) -> Answer:
    """The answer if it is a success; raises what it says otherwise."""
    if answer.get("result") == "success":
        return answer
    status = int(answer.get("status_code", 0))
    if answer.get("result") == "http-error":
        # A proxy spoke: 5xx says nothing of what happened behind it.
        if 400 <= status < 500:
            raise Throttled("too many requests") if status == 429 else Declined(f"HTTP_{status}", "refused on the way")
        raise Unanswered(f"HTTP status {status}")
    code = str(answer.get("code", ""))
    if code in ("", "INTERNAL_SERVER_ERROR"):
        raise Unanswered("the server failed")
    reason = str(answer.get("msg", ""))
    if code == "RATE_LIMIT_HIT":
        wait = answer.get("retry-after")
        raise Throttled(reason, None if wait is None else float(wait))
    raise Declined(code, reason)


def connected(login: Login) -> zulip.Client:
    """A client for this login, blocking; raises Unreachable or Misconfigured."""
    try:
        return zulip.Client(
            site=login.site, email=login.email, api_key=login.api_key, retry_on_errors=False, client="session-bot"
        )
    except (zulip.ConfigNotFoundError, zulip.MissingURLError) as error:
        raise Misconfigured(NO_CLIENT.format(problem=error)) from error
    except (requests.exceptions.InvalidURL, requests.exceptions.MissingSchema) as error:
        raise Misconfigured(NO_ADDRESS.format(site=login.site)) from error
    except AssertionError as error:
        raise Unreachable(f"{login.site} does not answer as a Zulip server") from error
    except (requests.exceptions.RequestException, zulip.ZulipError) as error:
        raise Unreachable(str(error)) from error


def _never_left(error: requests.exceptions.ConnectionError) -> bool:
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return True
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)


async def _before(deadline: float, future: Future[Answer], failure: type[WireError]) -> Answer:
    # The client's timeout is for each read: a server that drips would hold us for ever.
    try:
        async with asyncio.timeout_at(deadline):
            return await asyncio.wrap_future(future)
    except TimeoutError:
        raise failure("no answer in time") from None
