"""`chatbot run`: all agendas at once, on the chats that are configured."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.cli.assembly import Bot, assemble
from chatbot.cli.loading import loading
from chatbot.cli.watching import Own, watch
from chatbot.clock import Clock, WallClock, sleep
from chatbot.config import FetchSettings, Settings, SlackSettings, WebSettings
from chatbot.core.agenda import Agenda, Place
from chatbot.importers import yaml
from chatbot.log import log
from chatbot.outbox import Timing
from chatbot.ports import Bring, Brought, Chat, ChatError, File, Misconfigured, NotSent
from chatbot.store.database import Database
from chatbot.store.memory import ChatMemory

if TYPE_CHECKING:
    from chatbot.adapters.slack.installing import Installations

POLL = timedelta(seconds=2)
"""How often a process looks for work that another one left, on a database that several share."""
RESOLVE_AGAIN = 5.0
"""Seconds before a platform that was out of reach is asked again where a session is held."""
POLL_ALONE = timedelta(minutes=1)
LOOK_AGAIN = 10.0
"""Seconds until a place that was left out is tried again."""


async def run(settings: Settings, fetching: FetchSettings, clock: Clock) -> None:
    """Serve until told to stop; raises Misconfigured."""
    agendas = tuple(map(own_ids(settings), load_all(settings.agendas)))
    timing = Timing(
        timedelta(seconds=settings.send_seconds),
        timedelta(seconds=settings.claim_seconds),
        timedelta(seconds=settings.settle_seconds),
    )
    database = Database(settings.database_url, WallClock())
    bring = _bringer(fetching)
    with loading():
        chats = chats_of(settings, database, clock)
    bot = assemble(database, chats, clock, timing, bring)
    await bot.database.open()
    try:
        for chat in bot.chats.values():
            await chat.open()
        left_out = await open_sessions(bot, agendas)
        await _until_told(bot, lambda group: _beside(group, bot, settings, bring, left_out))
    finally:
        await bot.close()


def _bringer(fetching: FetchSettings) -> Bring:
    """What reads agendas from addresses, made when it is first wanted: its libraries take their time to load."""
    made: list[Bring] = []

    async def bring(agenda: Agenda, origin: str | File) -> Brought:
        if not made:
            made.append(await asyncio.to_thread(_loaded_bringer, fetching))
        return await made[0](agenda, origin)

    return bring


def _loaded_bringer(fetching: FetchSettings) -> Bring:
    from chatbot.importers import sniffing
    from chatbot.importers.bringing import bringer
    from chatbot.importers.crossfill import Datatracker
    from chatbot.importers.fetching import Fetcher

    fetcher = Fetcher(fetching.contact, private=fetching.private_addresses)
    return bringer(fetcher, Datatracker(fetching.datatracker_url, fetcher), sniffing.read)


async def _watch(bot: Bot, settings: Settings, bring: Bring) -> None:
    """Follow the sources of all agendas."""

    async def opens(agenda: Agenda) -> None:
        await open_sessions(bot, (agenda,))

    await watch(settings.agendas, bot.service, bring, opens, WallClock(), own_ids(settings))


def own_ids(settings: Settings) -> Own:
    """Makes the ids of an agenda those that the chats use: with several Slack workspaces, each carries its own."""
    many = settings.slack is not None and settings.slack.install is not None

    def own(agenda: Agenda) -> Agenda:
        team = next((place.team for place in agenda.places if place.chat == "slack"), "")
        return agenda.in_team("slack", team) if many else agenda

    return own


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

        kept = _installations(settings.slack, database)
        chats["slack"] = SlackChat(settings.slack, clock, settings.send_seconds, installations=kept)
    return chats


def _installations(slack: SlackSettings, database: Database) -> "Installations | None":
    if slack.install is None:
        return None
    from chatbot.adapters.slack.installing import Installations

    return Installations(slack.install, slack.public_url, database.engine, database.in_thread)


def load_all(folder: Path) -> tuple[Agenda, ...]:
    """The agendas of a folder; a broken one is reported and left out, so that it stops nobody else's session."""
    agendas = []
    for path in yaml.agenda_files(folder) if folder.is_dir() else ():
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


async def open_sessions(bot: Bot, agendas: Sequence[Agenda]) -> tuple[Agenda, ...]:
    """Put every agenda in force where it can be served; returns those that have a place left out."""
    return tuple([agenda for agenda in agendas if not await _open(bot, agenda)])


async def _open(bot: Bot, agenda: Agenda) -> bool:
    """Put an agenda in force; False when a place was left out."""
    planned, places = await _resolved(bot, agenda, set())
    in_force = await bot.service.open(agenda, places)
    log.info("session_open", session=agenda.id, chats=[place.chat for place in places])
    if not planned:
        to_do = f"give it a channel on {' or '.join(sorted(bot.chats))} under `channels:`, or configure its chat"
        log.warning("session_held_nowhere", session=agenda.id, what_to_do=to_do)
    if not in_force:
        log.warning("agenda_not_applied", session=agenda.id, reason="the session has begun with an older agenda")
    return len(places) == planned


async def _resolved(bot: Bot, agenda: Agenda, known: set[str]) -> tuple[int, tuple[Place, ...]]:
    """How many places of the agenda are on chats that we serve, and those of them that can be had."""
    planned = [place for place in agenda.places if place.chat in bot.chats]
    found = [await _resolve(bot.chats[place.chat], place, agenda.id, known) for place in planned]
    return len(planned), tuple(place for place in found if place is not None)


async def _resolve(chat: Chat, place: Place, session: str, known: set[str]) -> Place | None:
    """The place, once the chat can be asked; None where the bot cannot work there, which is said once."""
    while True:
        try:
            return await chat.resolve(place)
        except NotSent as error:
            wait = max(error.retry_after or 0.0, RESOLVE_AGAIN)
            log.warning("place_not_looked_up_yet", session=session, chat=chat.name, reason=str(error), again_in=wait)
        except ChatError as error:
            if str(error) not in known:
                log.error("place_left_out", session=session, chat=chat.name, reason=str(error))
            known.add(str(error))
            return None
        await sleep(wait)


async def _open_later(bot: Bot, left_out: Sequence[Agenda]) -> None:
    """Try again with the places that were left out: somebody may invite the bot, or install it, meanwhile."""
    known: dict[str, set[str]] = {agenda.id: set() for agenda in left_out}
    while left_out:
        await sleep(LOOK_AGAIN)
        left_out = [agenda for agenda in left_out if not await _join(bot, agenda, known[agenda.id])]


async def _join(bot: Bot, agenda: Agenda, known: set[str]) -> bool:
    """Let a session be held at all its places, once they can be had."""
    planned, places = await _resolved(bot, agenda, known)
    if len(places) < planned:
        return False
    await bot.service.join(agenda, places)
    log.info("session_joined", session=agenda.id, chats=[place.chat for place in places])
    return True


async def _serve(bot: Bot, web: WebSettings) -> None:
    """Our web server, until cancelled."""
    from chatbot.web import Part, application, serve

    parts = {name: chat for name, chat in bot.chats.items() if isinstance(chat, Part)}
    checks = {name: part.trouble for name, part in parts.items()} | {"database": bot.database.trouble}
    await serve(application([route for part in parts.values() for route in part.routes()], checks), web)


def _beside(
    group: asyncio.TaskGroup, bot: Bot, settings: Settings, bring: Bring, left_out: Sequence[Agenda]
) -> list[asyncio.Task[None]]:
    """What runs beside the bot, until it is told to stop."""
    tasks = [
        group.create_task(_watch(bot, settings, bring), name="watch"),
        group.create_task(_open_later(bot, left_out), name="left out"),
    ]
    return [*tasks, group.create_task(_serve(bot, settings.web), name="web")] if settings.web else tasks


async def _until_told(bot: Bot, beside: Callable[[asyncio.TaskGroup], list[asyncio.Task[None]]]) -> None:
    """Run until SIGTERM or SIGINT, then stop taking in and finish what is under way."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with asyncio.TaskGroup() as group:
        running = group.create_task(bot.run(POLL if bot.database.shared else POLL_ALONE))
        others = beside(group)
        stopping = group.create_task(stop.wait())
        running.add_done_callback(lambda _: stopping.cancel())
        log.info("running", chats=sorted(bot.chats))
        await asyncio.wait([running, stopping], return_when=asyncio.FIRST_COMPLETED)
        for task in (*others, running):
            task.cancel()
        log.info("stopping")
