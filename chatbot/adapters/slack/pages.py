"""What a browser is shown when the app was not installed: our own sentence, and nothing that came with the address."""

from collections.abc import Mapping
from html import escape

from slack_bolt.oauth.async_callback_options import AsyncFailureArgs
from slack_bolt.response import BoltResponse

from chatbot.adapters.slack import sentences

_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>{title}</title>
<body style="font-family: sans-serif; max-width: 40em; margin: 4em auto"><h1>{title}</h1>
<p>{why}</p><p><a href="{again}">{begin}</a></p></body></html>
"""
_WHY = {
    "access_denied": sentences.NOT_ALLOWED,
    "invalid_browser": sentences.NOT_BEGUN_HERE,
    "invalid_state": sentences.NOT_BEGUN_HERE,
    "storage_error": sentences.NOT_SAVED,
}


async def not_installed(args: AsyncFailureArgs) -> BoltResponse:
    """The page that says why, and where to begin again."""
    why = str(args.error) if args.error else _WHY.get(args.reason, sentences.NOT_FINISHED)
    forgotten = args.settings.state_utils.build_set_cookie_for_deletion()
    return _page(args.suggested_status_code, why, args.settings.install_path, {"Set-Cookie": forgotten})


def without_database(again: str) -> BoltResponse:
    """The page while the database does not take what an installation needs."""
    return _page(503, sentences.NO_DATABASE, again, {"Retry-After": "60"})


def _page(status: int, why: str, again: str, headers: Mapping[str, str]) -> BoltResponse:
    facts = {"title": sentences.NOT_DONE, "why": why, "again": again, "begin": sentences.BEGIN}
    body = _PAGE.format_map({name: escape(text) for name, text in facts.items()})
    return BoltResponse(status=status, headers={"Content-Type": "text/html; charset=utf-8", **headers}, body=body)
