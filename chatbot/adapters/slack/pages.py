"""What a browser is shown when the app was not installed: our own sentence, and nothing that came with the address."""

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
    facts = {"title": sentences.NOT_DONE, "why": why, "again": args.settings.install_path, "begin": sentences.BEGIN}
    return BoltResponse(
        status=args.suggested_status_code,
        headers={
            "Content-Type": "text/html; charset=utf-8",
            "Set-Cookie": args.settings.state_utils.build_set_cookie_for_deletion(),
        },
        body=_PAGE.format_map({name: escape(text) for name, text in facts.items()}),
    )
