"""What one person alone is shown in a channel: it is kept nowhere, and can be neither edited nor looked for."""

from collections.abc import Sequence

from chatbot.adapters.slack.accounts import ref
from chatbot.adapters.slack.markup import Rendered
from chatbot.adapters.slack.payload import EPHEMERAL
from chatbot.adapters.slack.room import PLAIN, page_of_several
from chatbot.adapters.slack.wire import Wire, translated
from chatbot.adapters.slack.workspaces import Workspace
from chatbot.core.agenda import Place

VIA = "via/"


async def show(workspace: Workspace, place: Place, user: str, pages: Sequence[Rendered]) -> str:
    """Show it by a post of its own."""
    stamps = []
    for number, page in enumerate(pages, 1):
        with page_of_several(number), translated():
            answer = await workspace.client.chat_postEphemeral(
                channel=place.channel,
                user=user,
                text=page.text,
                blocks=page.blocks,
                thread_ts=place.topic or None,
                **PLAIN,
            )
        stamps.append(str(answer["message_ts"]))
    return f"{EPHEMERAL}{ref(workspace.bot.of, place.channel, tuple(stamps))}"


async def respond(wire: Wire, address: str, pages: Sequence[Rendered], key: str) -> str:
    """Show it by the address that Slack handed out with a command, good for half an hour; raises Rejected later."""
    for number, page in enumerate(pages, 1):
        content = {"response_type": "ephemeral", "text": page.text, "blocks": page.blocks}
        with page_of_several(number):
            await wire.respond(address, content)
    return VIA + key
