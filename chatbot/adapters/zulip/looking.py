"""Looking for what an earlier send may have left."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from chatbot.adapters.zulip.reader import RAW
from chatbot.adapters.zulip.requests import Requests

PAGE = 100


async def look(
    requests: Requests, narrow: list[dict[str, Any]], texts: Collection[str], since: datetime
) -> dict[str, str]:
    """Which of these texts stand in that narrow since then, with the latest message of each; raises WireError."""
    found: dict[str, str] = {}
    anchor: int | str = "newest"
    while True:
        request = {"anchor": anchor, "include_anchor": anchor == "newest", "num_before": PAGE, "num_after": 0}
        answer = await requests.now("GET", "messages", request | RAW | {"narrow": narrow})
        messages = answer["messages"]
        for message in reversed(messages):
            if message["timestamp"] < since.timestamp():
                return found
            if message["content"] in texts:
                found.setdefault(message["content"], str(message["id"]))
        if answer["found_oldest"] or not messages or len(found) == len(set(texts)):
            return found
        anchor = messages[0]["id"]
