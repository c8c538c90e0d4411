"""Whether the bot can work in a channel."""

from chatbot.adapters.slack import sentences
from chatbot.adapters.slack.patience import patiently
from chatbot.adapters.slack.workspaces import Workspace
from chatbot.log import log
from chatbot.ports import Misconfigured, Rejected


async def check(workspace: Workspace, channel: str) -> None:
    """The bot is a member of the channel, as far as Slack lets it know; raises Misconfigured where it is not."""
    name = workspace.bot.name
    try:
        answer = await patiently(lambda: workspace.reader.conversations_info(channel=channel))
    except Rejected as error:
        if str(error) == "missing_scope":
            log.warning("slack_membership_unknown", channel=channel, what_to_do=sentences.UNSEEN)
            return
        raise Misconfigured(sentences.NO_CHANNEL.format(channel=channel, code=error, name=name)) from error
    facts = {"title": answer["channel"].get("name", ""), "channel": channel, "name": name}
    if answer["channel"].get("is_archived"):
        raise Misconfigured(sentences.ARCHIVED.format(**facts))
    if answer["channel"].get("is_member") is False:
        raise Misconfigured(sentences.NOT_MEMBER.format(**facts))
