"""`chatbot run`: all agendas at once, on the chats that are configured."""

import asyncio
import signal
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import structlog

from chatbot.cli.assembly import Bot, assemble
from chatbot.clock import Clock, WallClock, sleep
from chatbot.config import Settings
from chatbot.core.agenda import Agenda, Place
from chatbot.importers import yaml
from chatbot.outbox import Timing
from chatbot.ports import Chat, ChatError, Misconfigured, NotSent
from chatbot.store.database import Database
from chatbot.store.memory import ChatMemory

log = structlog.get_logger()

POLL = timedelta(seconds=2)
"""How often a process looks for work that another one left, on a database that several share."""
RESOLVE_AGAIN = 5.0
"""Seconds before a platform that was out of reach is asked again where a session is held."""
POLL_ALONE = timedelta(minutes=1)


async def run(settings: Settings, clock: Clock) -> None:
    """Serve until told to stop; raises Misconfigured."""
    agendas = load_all(settings.agendas)
    timing = Timing(
        timedelta(seconds=settings.send_seconds),
        timedelta(seconds=settings.claim_seconds),
        timedelta(seconds=settings.settle_seconds),
    )
    database = Database(settings.database_url, WallClock())
    bot = assemble(database, chats_of(settings, database, clock), clock, timing)
    await bot.database.open()
    try:
        for chat in bot.chats.values():
            await chat.open()
        await open_sessions(bot, agendas)
        await _until_told(bot)
    finally:
        await bot.close()


def chats_of(settings: Settings, database: Database, clock: Clock) -> dict[str, Chat]:
    """The adapters of all chats that are configured; the client of a platform that is not is never loaded."""
    chats: dict[str, Chat] = {}
    if settings.zulip:
        from chatbot.adapters.zulip import ZulipChat

        zulip = settings.zulip
        memory = ChatMemory(database, "zulip")
        chats["zulip"] = ZulipChat(zulip.site, zulip.email, zulip.api_key, memory, clock, settings.send_seconds)
    if settings.slack:
        from chatbot.adapters.slack import SlackChat

        slack = settings.slack
        chats["slack"] = SlackChat(slack.bot_token, slack.app_token, slack.api_url, WallClock(), settings.send_seconds)
    return chats


def load_all(folder: Path) -> tuple[Agenda, ...]:
    """The agendas of a folder; a broken one is reported and left out, so that it stops nobody else's session."""
    paths = sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")])
    agendas = []
    for path in paths:
        loaded = yaml.load(path)
        for problem in loaded.problems:
            log.warning("agenda_problem", problem=str(problem))
        if loaded.agenda is None:
            log.error("agenda_left_out", file=str(path), what_to_do=f"chatbot check {path}")
        else:
            agendas.append(loaded.agenda)
    if not agendas:
        raise Misconfigured(f"No agenda to serve in {folder}. Put a YAML file there, or set AGENDAS.")
    doubles = {one.id for one in agendas if sum(other.id == one.id for other in agendas) > 1}
    if doubles:
        raise Misconfigured(f"Two agendas have the same id: {', '.join(sorted(doubles))}. Change one `id:`.")
    return tuple(agendas)


async def open_sessions(bot: Bot, agendas: Sequence[Agenda]) -> None:
    """Put every agenda in force where it can be served."""
    for agenda in agendas:
        places = await _resolved(bot, agenda)
        in_force = await bot.service.open(agenda, places)
        log.info("session_open", session=agenda.id, chats=[place.chat for place in places])
        if not in_force:
            log.warning("agenda_not_applied", session=agenda.id, reason="the session has begun with an older agenda")


async def _resolved(bot: Bot, agenda: Agenda) -> tuple[Place, ...]:
    places = []
    for place in agenda.places:
        if place.chat not in bot.chats:
            continue
        found = await _resolve(bot.chats[place.chat], place, agenda.id)
        places += [found] if found else []
    return tuple(places)


async def _resolve(chat: Chat, place: Place, session: str) -> Place | None:
    """The place, once the chat can be asked; None where the bot cannot work there, which is said."""
    while True:
        try:
            return await chat.resolve(place)
        except NotSent as error:
            wait = max(error.retry_after or 0.0, RESOLVE_AGAIN)
            log.warning("place_not_looked_up_yet", session=session, chat=chat.name, reason=str(error), again_in=wait)
        except ChatError as error:
            log.error("place_left_out", session=session, chat=chat.name, reason=str(error))
            return None
        await sleep(wait)


async def _until_told(bot: Bot) -> None:
    """Run until SIGTERM or SIGINT, then stop taking in and finish what is under way."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with asyncio.TaskGroup() as group:
        running = group.create_task(bot.run(POLL if bot.database.shared else POLL_ALONE))
        stopping = group.create_task(stop.wait())
        running.add_done_callback(lambda _: stopping.cancel())
        log.info("running", chats=sorted(bot.chats))
        await asyncio.wait([running, stopping], return_when=asyncio.FIRST_COMPLETED)
        running.cancel()
        log.info("stopping")
