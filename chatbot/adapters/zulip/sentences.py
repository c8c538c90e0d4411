"""What the Zulip adapter says to whoever sets the bot up; what it says in the room stands in chatbot.wording."""

KEY_REFUSED = "Zulip at {site} does not accept the API key of {email}: check ZULIP_EMAIL and ZULIP_API_KEY."
BOT_DEACTIVATED = (
    "The Zulip bot {email} is deactivated: ask an administrator of {site} to reactivate it, or use another bot."
)
BOT_REFUSED = "Zulip at {site} refuses the bot {email} ({code}): check ZULIP_SITE, ZULIP_EMAIL and ZULIP_API_KEY."
NO_CLIENT = "No Zulip client can be made from the settings: {problem}."
NO_ADDRESS = "ZULIP_SITE is not a web address: {site!r}. It looks like https://example.zulipchat.com."
NO_CHANNEL = (
    "There is no Zulip channel {channel!r} that the bot {name} can see: "
    "correct the channel's name, or if the channel is private, subscribe the bot to it."
)
NOT_JOINED = "The bot {name} may not join the Zulip channel {channel!r}: subscribe the bot to it, then start again."

# To whoever attached a file.
NO_UPLOAD = "{name} cannot be read by the bot; attach it to the message that says import."
