"""What the Slack adapter says to whoever sets the bot up; what it says in the room stands in chatbot.wording."""

BOT_REFUSED = (
    "Slack does not accept the bot token ({code}): set SLACK_BOT_TOKEN to the Bot User OAuth Token (xoxb-…) "
    "from the app's page, under OAuth & Permissions."
)
SOCKET_REFUSED = (
    "Slack does not accept the app-level token ({code}): set SLACK_APP_TOKEN to a token (xapp-…) with the scope "
    "connections:write, from the app's page under Basic Information, and switch Socket Mode on."
)
NO_ID = (
    "{channel!r} is no id of a Slack channel: give the channel's ID (it begins with C), "
    "found at the bottom of the channel's details."
)
NO_CHANNEL = (
    "There is no Slack channel {channel} that the bot can see ({code}): correct the channel's ID, "
    "or if the channel is private, invite the bot there with /invite @{name}."
)
NOT_MEMBER = "The bot is no member of the Slack channel #{title} ({channel}): invite the bot with /invite @{name}."
ARCHIVED = "The Slack channel #{title} ({channel}) is archived: unarchive it, or choose another channel."

# In the log.
NO_LOOKING = "Slack keeps no message that only one person sees in a channel, so it cannot be looked for"
TOO_MANY = "more messages since then than are looked through"
