"""What an adapter adds where its platform needs a word: filled in with the platform's own markup."""

from chatbot.ports import MOST_BYTES

CUT = "(The rest does not fit into one message.)"
"""Behind a text that the platform would cut silently."""
REACT = "{label}: react with {emoji}"
"""A button, on a platform that has none: the label and the emoji come in the platform's markup."""
PAGE = "(Page {number} of {count})"
"""Below each part of a text that is too long for one message."""
TOO_LARGE = (
    f"{{name}} is larger than {MOST_BYTES // 1_000_000} MB, so it is no agenda; give the part that holds the session."
)
"""To whoever attached a file of more than MOST_BYTES."""
CURRENT = "→ "
"""Before the current item on the board, where a screen that is too small looks for it."""
