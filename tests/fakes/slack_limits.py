"""What Slack refuses in a message, as far as it is known."""

import json
from typing import Any

Json = dict[str, Any]

BLOCKS = 50
IN_ALL = 13_200
VIEW_BLOCKS, VIEW_BYTES = 100, 250_000


def refusal(text: str, blocks: list[Json], *, edit: bool = False) -> str:
    """Slack's error code for a message; empty when it takes it."""
    if not text.strip() and not blocks:
        return "no_text"
    if edit and len(text) > 4_000:
        return "msg_too_long"
    if len(json.dumps(blocks, ensure_ascii=False)) > IN_ALL:
        return "msg_blocks_too_long"
    if len(blocks) > BLOCKS or not all(map(_fits, blocks)):
        return "invalid_blocks"
    names = [element["action_id"] for block in blocks for element in block["elements"] if "action_id" in element]
    return "" if len(set(names)) == len(names) else "invalid_blocks"


def view_refusal(view: Json) -> str:
    """Slack's error code for a Home or a modal; empty when it takes it."""
    blocks = view["blocks"]
    if len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES:
        return "view_too_large"
    if len(blocks) > VIEW_BLOCKS or not all(
        _field_fits(one) if one["type"] == "input" else _fits(one) for one in blocks
    ):
        return "invalid_blocks"
    if view["type"] == "home":
        return ""
    titles = all(
        0 < len(view[part]["text"]) <= 24 and view[part]["type"] == "plain_text" for part in ("title", "submit")
    )
    return "" if titles and len(view["private_metadata"]) <= 3_000 else "invalid_arguments"


def _field_fits(block: Json) -> bool:
    element = block["element"]
    options = element["options"]
    return (
        element["type"] == "static_select"
        and block["label"]["type"] == "plain_text"
        and 0 < len(block["label"]["text"]) <= 2_000
        and 0 < len(options) <= 100
        and all(0 < len(one["text"]["text"]) <= 75 and 0 < len(one["value"]) <= 150 for one in options)
        and element.get("initial_option", options[0]) in options
    )


def _fits(block: Json) -> bool:
    if len(block.get("block_id", "")) > 255:
        return False
    match block.get("type"):
        case "section":
            return 0 < len(block["text"]["text"]) <= 3_000
        case "header":
            return 0 < len(block["text"]["text"]) <= 150
        case "context":
            return 0 < len(block["elements"]) <= 10
        case "actions":
            return 0 < len(block["elements"]) <= 25 and all(map(_button_fits, block["elements"]))
        case "rich_text":
            return bool(block["elements"]) and all(map(_rich_fits, block["elements"]))
        case _:
            return False


def _button_fits(button: Json) -> bool:
    label = button["text"]
    return (
        button["type"] == "button"
        and label["type"] == "plain_text"
        and 0 < len(label["text"]) <= 75
        and 0 < len(button["action_id"]) <= 255
        and 0 < len(button["value"]) <= 2_000
    )


def _rich_fits(part: Json) -> bool:
    match part["type"]:
        case "rich_text_list":
            return (
                part["style"] in ("bullet", "ordered")
                and bool(part["elements"])
                and all(map(_rich_fits, part["elements"]))
            )
        case "rich_text_section" | "rich_text_preformatted" | "rich_text_quote":
            return all(map(_leaf_fits, part["elements"]))
        case _:
            return False


def _leaf_fits(leaf: Json) -> bool:
    match leaf["type"]:
        case "text":
            return bool(leaf["text"]) and set(leaf) <= {"type", "text", "style"}
        case "link":
            return leaf["url"].startswith(("http://", "https://", "mailto:")) and not set(leaf["url"]) & set(
                ' <>|"\n\t'
            )
        case "user":
            return leaf["user_id"][:1] in ("U", "W")
        case "date":
            return isinstance(leaf["timestamp"], int) and "{" in leaf["format"] and bool(leaf["fallback"])
        case _:
            return False
