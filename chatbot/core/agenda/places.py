"""Where a session is held, and where messages go."""

from chatbot.core.record import record


@record
class Place:
    """Where a message goes or came from.

    `channel` and `topic` are the platform's own ids (on Zulip the topic's name, on Slack a thread's timestamp).
    With `only` set, only that account sees the message; an empty `channel` then means a direct message.
    `via` is a one-off reply address that the platform handed out with a request. `team` is the workspace, where the
    bot serves several on one chat.
    """

    chat: str
    channel: str
    topic: str = ""
    only: str = ""
    via: str = ""
    team: str = ""

    @property
    def private(self) -> bool:
        """Whether one person alone sees what is said there, in a direct message or in the midst of a channel."""
        return bool(self.only) or not self.channel
