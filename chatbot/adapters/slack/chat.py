"""Slack behind the chat port."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chatbot.adapters.slack import listening, membership, private, room, sentences
from chatbot.adapters.slack.accounts import CHAT, parts_of, user_id, within
from chatbot.adapters.slack.hearing import Ear
from chatbot.adapters.slack.homes import Homes
from chatbot.adapters.slack.markup import EMOJI, Rendered, render
from chatbot.adapters.slack.pacing import Pace
from chatbot.adapters.slack.patience import patiently
from chatbot.adapters.slack.people import People
from chatbot.adapters.slack.room import Room
from chatbot.adapters.slack.sight import Sight
from chatbot.adapters.slack.socket import Socket
from chatbot.adapters.slack.views import modal, page
from chatbot.adapters.slack.wire import Wire, translated
from chatbot.adapters.slack.workspaces import OneWorkspace, Workspace, Workspaces
from chatbot.clock import Clock, WallClock
from chatbot.config import SlackSettings
from chatbot.core.agenda import Place
from chatbot.log import log
from chatbot.messages import Form, Message
from chatbot.ports import (
    MOST_BYTES,
    Attached,
    Blind,
    ChatError,
    InDoubt,
    Lane,
    Misconfigured,
    NotBrought,
    NotSent,
    Rejected,
    Take,
)
from chatbot.wording.filling import TOO_LARGE

if TYPE_CHECKING:
    from starlette.routing import Route

    from chatbot.adapters.slack.installing import Installations

CLOCK_DIFFERENCE = timedelta(minutes=1)

_CHANNEL = re.compile(r"[CDG][A-Z0-9]+")
_NOT_ALLOWED_TO_LOOK = {"missing_scope", "not_allowed_token_type", "no_permission"}


class SlackChat:
    """One Slack app, in one workspace or in many, listening by socket, by signed HTTP, or both.

    With neither an app-level token nor a signing secret it only posts. `clock` is the session's; `gap` is the least
    number of seconds between two posts in a channel, bursts apart: Slack asks for one.
    """

    name = CHAT

    def __init__(
        self,
        settings: SlackSettings,
        clock: Clock,
        send_timeout: float = 10.0,
        gap: float = 1.0,
        installations: "Installations | None" = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._wall = WallClock()
        self._send_timeout = send_timeout
        self._pace = Pace(self._wall, gap)
        self._sight = Sight(self._wall)
        self._homes = Homes(self._wall)
        self._installations = installations
        self._line: tuple[Wire, Workspaces, Socket | None] | None = None
        self._door = listening.Door()
        self._urls: dict[str, str] = {}

    async def open(self) -> None:
        """Connect and check the credentials; a Slack that is out of reach is waited for."""
        wire = Wire(self._settings.api_url, self._send_timeout)
        workspaces: Workspaces = (
            self._installations.workspaces(wire, self._wall)
            if self._installations
            else OneWorkspace(wire, self._settings.bot_token)
        )
        socket = Socket(wire, self._settings.app_token, self._wall) if self._settings.app_token else None
        try:
            await workspaces.open()
            if socket:
                await patiently(socket.check)
        except Rejected as error:
            await wire.close()
            raise Misconfigured(sentences.SOCKET_REFUSED.format(code=error)) from error
        except BaseException:
            await wire.close()
            raise
        self._line = wire, workspaces, socket

    async def resolve(self, place: Place) -> Place:
        """The place, once the bot is sure to be a member of its channel."""
        if not place.channel:
            return place
        if not _CHANNEL.fullmatch(place.channel):
            raise Misconfigured(sentences.NO_ID.format(channel=place.channel))
        workspace = await self._settled(place)
        self._sight.note(workspace, place.channel)
        await membership.check(workspace, place.channel)
        return Place(place.chat, place.channel, place.topic, team=workspace.bot.of)

    async def listen(self, take: Take) -> None:
        """Hand over inputs until cancelled."""
        wire, workspaces, socket = self._opened()
        ear = Ear(workspaces, People(self._wall), self._sight, self._homes, self._clock, take)
        bolt = listening.app(wire, workspaces, self._settings.signing_secret, ear)
        try:
            self._door.open(bolt)
            async with asyncio.TaskGroup() as group:
                group.create_task(workspaces.watch())
                group.create_task(ear.renew())
                if socket:
                    group.create_task(socket.run(lambda payload: listening.dispatch(bolt, payload)))
                await asyncio.Event().wait()
        finally:
            await ear.drain()
            self._door.close()

    def routes(self) -> "Sequence[Route]":
        """What our web server serves for Slack and for who installs the app."""
        from chatbot.adapters.slack.http import event_routes, install_routes

        wire, _, _ = self._opened()
        secret = self._settings.signing_secret
        events = event_routes(self._door, secret) if secret else []
        installing = install_routes(self._installations.flow(wire)) if self._installations else []
        return [*events, *installing]

    async def trouble(self) -> str:
        """Why nothing can be heard now; empty when all is well."""
        _, _, socket = self._opened()
        return socket.trouble if socket else ""

    async def post(self, place: Place, message: Message, key: str) -> str:
        """Send once; the key goes along as metadata that everybody in the channel can read."""
        pages = render(message)
        if place.only and place.channel:
            return await self._show(place, pages, key)
        return await self._room(await self._of(place), place, place.channel or _user(place)).post(pages, key)

    async def edit(self, place: Place, ref: str, message: Message) -> None:
        """Replace the message; what one person saw in a channel, or by a response address, stays as it is."""
        await room.edit(await self._of(place), ref, render(message))

    async def remove(self, place: Place, ref: str) -> None:
        """Delete a message of the bot; what one person saw in a channel cannot be deleted."""
        await room.remove(await self._of(place), ref)

    async def react(self, place: Place, ref: str, sign: str) -> None:
        """Set the reaction; that needs the scope `reactions:write`."""
        await room.react(await self._of(place), ref, EMOJI[sign])

    def edit_window(self) -> timedelta | None:
        """Each workspace has a limit of its own, or none, and no app can read it."""
        return None

    def address(self, place: Place, ref: str) -> str:
        """By the form that Slack's own links have."""
        found, url = parts_of(ref), self._urls.get(place.team, "")
        return f"{url.rstrip('/')}/archives/{found[1]}/p{found[2][0].replace('.', '')}" if found and url else ""

    async def find(self, place: Place, message: Message, key: str, since: datetime) -> str | None:
        """Look for a message of the bot with this key; that needs a scope to read the channel's history."""
        if place.only and place.channel:
            raise Blind(sentences.NO_LOOKING)
        try:
            workspace = await self._of(place)
            channel = place.channel or await self._direct(workspace, place)
            oldest = (since - CLOCK_DIFFERENCE).timestamp()
            return await self._room(workspace, place, channel).find(render(message), key, oldest)
        except Rejected as error:
            if str(error) in _NOT_ALLOWED_TO_LOOK:
                raise Blind(sentences.NO_HISTORY.format(code=error)) from error
            raise NotSent(str(error)) from error
        except InDoubt as error:
            raise NotSent(str(error)) from error

    async def attached(self, place: Place, file: Attached) -> bytes:
        """With the bot's token, which goes to Slack alone; the scope `files:read` is needed."""
        wire, _, _ = self._opened()
        try:
            workspace = await self._of(place)
            content = await wire.file(file.ref, workspace.token, MOST_BYTES)
        except ChatError as error:
            log.warning("slack_file_not_read", reason=str(error), what_to_do=sentences.FILES_SCOPE)
            raise NotBrought(sentences.NO_FILE.format(name=file.name)) from error
        if content is None:
            raise NotBrought(TOO_LARGE.format(name=file.name))
        return content

    def lane(self, place: Place) -> Lane:
        """Slack's limit is about a message a second in each channel, with short bursts.

        What one person sees in a channel keeps the order of their direct messages.
        """
        name = self._lane_name(place)
        return Lane(name, self._pace.rest(name))

    async def show_page(self, place: Place, page_shown: Message) -> None:
        """Show the App Home of a person, unless this very one stands there."""
        workspace, view = await self._of(place), page(page_shown)
        if self._homes.stands(place, view):
            return
        with translated():
            await workspace.client.views_publish(user_id=_user(place), view=view)
        self._homes.shown(place, view)

    async def ask(self, place: Place, form_key: str, form: Form) -> None:
        """Open a modal; Slack takes the key for three seconds."""
        workspace = await self._of(place)
        with translated():
            await workspace.client.views_open(trigger_id=form_key, view=modal(form))

    async def close(self) -> None:
        """Let the connections go; `listen` has hung up when it was cancelled."""
        if self._line is not None:
            await self._line[0].close()

    def _opened(self) -> tuple[Wire, Workspaces, Socket | None]:
        if self._line is None:
            raise RuntimeError("open the chat first")
        return self._line

    async def _of(self, place: Place) -> Workspace:
        _, workspaces, _ = self._opened()
        workspace = await workspaces.of(place.team)
        self._urls[place.team] = workspace.bot.url
        return workspace

    async def _settled(self, place: Place) -> Workspace:
        """The workspace that the agenda means; raises Misconfigured."""
        if self._installations and not place.team:
            raise Misconfigured(sentences.WHICH_TEAM.format(channel=place.channel))
        try:
            return await self._of(place)
        except Rejected as error:
            if self._installations:
                raise Misconfigured(sentences.INSTALL.format(team=place.team)) from error
            _, workspaces, _ = self._opened()
            ours = (await workspaces.of("")).bot.team
            raise Misconfigured(sentences.OTHER_TEAM.format(ours=ours, team=place.team)) from error

    def _lane_name(self, place: Place) -> str:
        where = f"direct:{place.only}" if place.only else place.channel
        return f"{CHAT}:{within(place.team, '', where)}"

    def _room(self, workspace: Workspace, place: Place, channel: str) -> Room:
        return Room(workspace, channel, place.topic, lambda: self._pace.posted(self._lane_name(place)))

    async def _show(self, place: Place, pages: Sequence[Rendered], key: str) -> str:
        wire, _, _ = self._opened()
        self._pace.posted(self._lane_name(place))
        if place.via:
            try:
                return await private.respond(wire, place.via, pages, key)
            except Rejected as error:
                log.info("slack_response_address_over", key=key, reason=str(error))
        workspace, user = await self._of(place), _user(place)
        try:
            return await private.show(workspace, place, user, pages)
        except Rejected as error:
            # Who has left the channel meanwhile, for example, is still to know what became of their words.
            log.info("slack_told_directly", key=key, reason=str(error))
            return await self._room(workspace, replace(place, topic=""), user).post(pages, key)

    async def _direct(self, workspace: Workspace, place: Place) -> str:
        with translated():
            answer = await workspace.reader.conversations_open(users=_user(place))
        return str(answer["channel"]["id"])


def _user(place: Place) -> str:
    user = user_id(place.only)
    if user is None:
        raise Rejected(f"{place.only!r} is no Slack account")
    return user
