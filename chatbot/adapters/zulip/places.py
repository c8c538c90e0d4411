"""What a place is in a request to Zulip, in a search, and in an address."""

from typing import Any

from chatbot.adapters.zulip import markup
from chatbot.adapters.zulip.requests import Body
from chatbot.core.agenda import Place
from chatbot.ports import Rejected


def target(place: Place, topic_limit: int) -> Body:
    """Where a message goes; raises Rejected where that can be no place on Zulip."""
    if place.private:
        return {"type": "direct", "to": [_user(place)]}
    return {"type": "stream", "to": _channel(place), "topic": markup.topic(place.topic, topic_limit)}


def narrow(where: Body, sender: int) -> list[dict[str, Any]]:
    """The messages of one sender there, as a search names them."""
    if where["type"] == "direct":
        held = [{"operator": "dm", "operand": where["to"]}]
    else:
        held = [{"operator": "stream", "operand": where["to"]}, {"operator": "topic", "operand": where["topic"]}]
    return [*held, {"operator": "sender", "operand": sender}]


def address(site: str, place: Place, ref: str) -> str:
    """The web address of a message in a channel."""
    return f"{site.rstrip('/')}/#narrow/channel/{place.channel}/topic/{markup.in_address(place.topic)}/near/{ref}"


def is_number(text: str) -> bool:
    """Whether this can be an id on Zulip."""
    return text.isascii() and text.isdigit()


def _channel(place: Place) -> int:
    if not is_number(place.channel):
        raise Rejected(f"{place.channel!r} is no id of a Zulip channel")
    return int(place.channel)


def _user(place: Place) -> int:
    number = markup.user_id(place.only)
    if number is None:
        raise Rejected(f"{place.only!r} is no Zulip account")
    return number
