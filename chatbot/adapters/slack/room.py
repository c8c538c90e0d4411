"""What stands in a conversation: messages of one page or several, posted once, found again, edited and deleted.

The further pages of a message stand in the first one's thread, so that nothing comes between them.
"""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from chatbot.adapters.slack.accounts import parts_of, ref
from chatbot.adapters.slack.lookup import Wanted, look
from chatbot.adapters.slack.markup import Rendered
from chatbot.adapters.slack.wire import translated
from chatbot.adapters.slack.workspaces import Workspace
from chatbot.ports import ChatError, Frozen, InDoubt, Rejected

EVENT_TYPE = "session_bot_post"
PLAIN: dict[str, Any] = {"parse": "none", "link_names": False}
"""What every post and edit is sent with: nothing in the text is to become more than text."""

_GONE = {"edit_window_closed", "message_not_found", "cant_update_message"}


@dataclass(frozen=True, slots=True)
class Room:
    """One conversation of a workspace, or a thread in it; `posted` counts what goes out."""

    workspace: Workspace
    channel: str
    thread: str
    posted: Callable[[], None]

    async def post(self, pages: Sequence[Rendered], key: str, stamps: tuple[str, ...] = ()) -> str:
        """Post the pages behind those that stand; the reference of the whole.

        What fails behind the first page is in doubt as a whole, for sending it again would say the first one twice.
        """
        channel = self.channel
        for number, page in enumerate(pages[len(stamps) :], len(stamps) + 1):
            with page_of_several(number):
                thread = self.thread or "".join(stamps[:1])
                stamp, channel = await self._post_page(channel, thread, page, page_key(key, number))
            stamps = (*stamps, stamp)
        return ref(self.workspace.bot.of, channel, stamps)

    async def find(self, pages: Sequence[Rendered], key: str, oldest: float) -> str | None:
        """The reference of a message that may stand since `oldest`; pages of it that surely do not are posted."""
        stamps: tuple[str, ...] = ()
        for number, page in enumerate(pages, 1):
            thread = self.thread or "".join(stamps[:1])
            wanted = Wanted(self.channel, thread, page_key(key, number), page.text, oldest)
            stamp = await look(self.workspace.reader, self.workspace.bot, wanted)
            if stamp is None:
                break
            stamps = (*stamps, stamp)
        return await self.post(pages, key, stamps) if stamps else None

    async def _post_page(self, channel: str, thread: str, page: Rendered, key: str) -> tuple[str, str]:
        """The page's timestamp, and the channel as Slack names it."""
        self.posted()
        with translated():
            answer = await self.workspace.client.chat_postMessage(
                channel=channel,
                text=page.text,
                blocks=page.blocks,
                thread_ts=thread or None,
                metadata={"event_type": EVENT_TYPE, "event_payload": {"key": key}},
                unfurl_links=False,
                unfurl_media=False,
                **PLAIN,
            )
        return str(answer["ts"]), str(answer.get("channel") or channel)


async def edit(workspace: Workspace, message_ref: str, pages: Sequence[Rendered]) -> None:
    """Replace a message page by page; raises Frozen for one that cannot be edited, or has grown by a page."""
    found = parts_of(message_ref)
    if found is None:
        raise Frozen(f"{message_ref!r} is no Slack message that can be edited")
    _, channel, stamps = found
    for number, stamp in enumerate(stamps):
        await _update(workspace, channel, stamp, pages[number] if number < len(pages) else Rendered("…", []))
    if len(pages) > len(stamps):
        raise Frozen("the message has grown by a page")


async def remove(workspace: Workspace, message_ref: str) -> None:
    """Delete a message with its pages; raises Rejected for what one person saw in a channel."""
    found = parts_of(message_ref)
    if found is None:
        raise Rejected(f"{message_ref!r} is no Slack message that can be deleted")
    _, channel, stamps = found
    for stamp in stamps:
        with _already("message_not_found"), translated():
            await workspace.client.chat_delete(channel=channel, ts=stamp)


async def react(workspace: Workspace, message_ref: str, emoji: str) -> None:
    """Set the reaction; that needs the scope `reactions:write`."""
    found = parts_of(message_ref)
    if found is None:
        raise Rejected(f"{message_ref!r} is no Slack message that can be reacted to")
    with _already("already_reacted"), translated():
        await workspace.client.reactions_add(channel=found[1], timestamp=found[2][0], name=emoji)


def page_key(key: str, number: int) -> str:
    """What marks a page of a message; the first one goes by the message's own key."""
    return key if number == 1 else f"{key}#{number}"


@contextlib.contextmanager
def page_of_several(number: int) -> Iterator[None]:
    """Makes of any failure behind the first page a doubt about the whole."""
    try:
        yield
    except ChatError as error:
        if number == 1:
            raise
        raise InDoubt(f"page {number}: {error}") from error


@contextlib.contextmanager
def _already(code: str) -> Iterator[None]:
    """What was done before is as good as done now."""
    try:
        yield
    except Rejected as error:
        if str(error) != code:
            raise


async def _update(workspace: Workspace, channel: str, stamp: str, page: Rendered) -> None:
    try:
        with translated():
            # Unlike a post, an edit would look for names and addresses by itself.
            await workspace.client.chat_update(channel=channel, ts=stamp, text=page.text, blocks=page.blocks, **PLAIN)
    except Rejected as error:
        if str(error) in _GONE:
            raise Frozen(str(error)) from error
        raise
