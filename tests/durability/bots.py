"""A bot in a process of its own, and the session that it left in its database."""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from chatbot.clock import WallClock
from chatbot.core.session import Session
from chatbot.store.database import Database
from chatbot.store.journal import Journal

HASTE = {"SEND_SECONDS": "1", "CLAIM_SECONDS": "0.5", "SETTLE_SECONDS": "2"}
"""Doubts settle soon, or a session at many times its speed would be over before that."""


def start(
    folder: Path, platform: Mapping[str, str], url: str, now: datetime, speed: float
) -> "subprocess.Popen[bytes]":
    """`chatbot run` on the folder's `agendas`, rehearsing from `now` at this speed; it writes to its `log.txt`."""
    settings = {**platform, **HASTE, "DATABASE_URL": url, "AGENDAS": str(folder / "agendas")}
    code = "from chatbot.cli import main; main()"
    options = ["run", "--clock-from", f"{now:%Y-%m-%dT%H:%M:%S%z}", "--speed", str(speed)]
    with (folder / "log.txt").open("ab") as log:
        return subprocess.Popen([sys.executable, "-c", code, *options], env={**os.environ, **settings}, stderr=log)


async def session_in(url: str) -> Session:
    """The session "small" as the database has it."""
    database = Database(url, WallClock())
    await database.open()
    try:
        return (await database.tx(Journal().kept, "small")).session
    finally:
        await database.close()
