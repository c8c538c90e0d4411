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

NOT_INSTALLED = "the app is not installed in the Slack workspace {team}"
INSTALL = (
    "The app is not installed in the Slack workspace {team}: open /slack/install of this bot in a browser, "
    "and choose that workspace."
)
INSTALL_AGAIN = (
    "Slack does not renew the token of the workspace {team}, which ends within hours: open /slack/install of this bot "
    "in a browser, and choose that workspace."
)
WHICH_TEAM = (
    "This bot serves several Slack workspaces: name the one of channel {channel}, "
    "as in `slack: {{channel: {channel}, team: T0123ABCD}}`."
)
OTHER_TEAM = (
    "The bot token is for the Slack workspace {ours}, the agenda names {team}: correct the agenda, or set "
    "SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and TOKEN_KEY to serve several workspaces."
)
OTHER_KEY = (
    "TOKEN_KEY is not the key that Slack's tokens were encrypted with: put the old key behind the new one, with a "
    "comma between them, or let each workspace install the app again."
)
NO_ORGANISATIONS = "The app can be installed in workspaces, not in a whole organisation."

# To whoever installs the app, in the browser.
NOT_DONE = "The app was not installed"
NOT_ALLOWED = "You did not allow it, so nothing has changed in your workspace."
NOT_BEGUN_HERE = "The installation was not begun in this browser, took longer than ten minutes, or was done before."
NOT_SAVED = "Slack allowed it, but it could not be saved here; begin again in a minute."
NO_DATABASE = (
    "The bot's database does not answer, so nothing was begun; begin again in a minute. "
    "If that does not help, tell whoever runs the bot: its log says why."
)
NOT_FINISHED = "Slack did not finish the installation."
BEGIN = "Begin again"

# In the log.
NO_HISTORY = "the channel's history may not be read ({code}), so it cannot be looked for"
REINSTALL = "install the app again and set SLACK_BOT_TOKEN to its new token"
NO_GROUPS = (
    "Slack's user groups need a paid plan and the scope usergroups:read: "
    "until then chair_groups of Slack give no rights; list the chairs by member ID"
)
UNSEEN = (
    "whether the channel is private, and who is in it, is told with the scope channels:read, for private channels "
    "groups:read: until then sessions in it are answered in direct messages and on the Home to their chairs alone"
)
TOO_MANY_MEMBERS = "the channel has more members than are read"
NO_LOOKING = "Slack keeps no message that only one person sees in a channel, so it cannot be looked for"
TOO_MANY = "more messages since then than are looked through"
FILES_SCOPE = "add the scope files:read to the app and install it again"

# To whoever attached a file.
NO_FILE = "the bot may not read {name}: Slack lets it with the scope files:read; give an address meanwhile."
