"""The command line. Platform clients are imported by the command that needs them, so that `--help` stays quick."""

import os
import sys
from collections.abc import Coroutine
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chatbot.cli.failing import agenda_in, fail
from chatbot.cli.loading import loading

if TYPE_CHECKING:
    from chatbot.cli.exporting import Form
    from chatbot.cli.script import Cue
    from chatbot.core.agenda import Agenda

READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _zone(_context: click.Context, _parameter: click.Parameter, text: str) -> str:
    """Only zones that an agenda file may hold."""
    from chatbot.importers.yaml.when import parse_zone

    try:
        return parse_zone(text) if text else ""
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="session-bot", prog_name="chatbot")
def main() -> None:
    """Runs a meeting session from its agenda, on Zulip, on Slack and in the terminal."""


@main.command()
@click.argument("agendas", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--online", is_flag=True, help="Ask the datatracker too whether date, times, chairs, links and drafts are right."
)
def check(agendas: tuple[Path, ...], *, online: bool) -> None:
    """Say what is wrong with agenda files, as `file:line: problem`; exit 1 on errors."""
    from chatbot.importers import yaml

    problems = yaml.check(agendas)
    for problem in problems:
        click.echo(str(problem))
    if online:
        from chatbot.cli import comparing

        comparing.compare(agendas)
    sys.exit(any(problem.severity is yaml.Severity.ERROR for problem in problems))


@main.command("import")
@click.argument("source")
@click.option("-o", "output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@click.option("--format", "form", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True)
@click.option("--session", type=click.IntRange(min=1), help="Which session of the source; all, when left out.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day, where the source does not say it.")
@click.option("--start", type=click.DateTime(["%H:%M"]), help="The start, where the source does not say it.")
@click.option("--timezone", callback=_zone, default="", help="The zone of the source's times, such as Europe/Vienna.")
@click.option("--profile/--no-profile", default=True, show_default=True, help="Take over what the group settled last.")
def import_(
    source: str,
    output: Path | None,
    form: str,
    session: int | None,
    date: datetime | None,
    start: datetime | None,
    timezone: str,
    *,
    profile: bool,
) -> None:
    """Make an agenda file of what a chair has already written.

    SOURCE is a file, an address, `datatracker:117/ipsecme`, or `-`: Markdown, plain text, HTML, a table of slot
    requests, a calendar, a conference schedule. What looks wrong in it is said on standard error.
    """
    from chatbot.cli import importing
    from chatbot.importers.drafting import Given

    if form == "json" and (session is not None or (profile and _is_given("profile"))):
        fail("--format json prints all sessions as the source has them: leave out --session and --profile.")
    choice = Given(date.date() if date else None, start.time() if start else None, timezone)
    found = importing.bring_in(source, choice)
    if form == "json":
        importing.print_json(found, source, output)
    else:
        importing.print_yaml(found, source, output, session, importing.profile_for(found, output) if profile else None)


@main.command()
@click.argument("agenda")
@click.option("--format", "form", type=click.Choice(["md", "json", "ics", "html"]), default="md", show_default=True)
def export(agenda: str, form: "Form") -> None:
    """Write an agenda for others: Markdown, which can be imported again, JSON, a calendar or a web page.

    AGENDA is a file, or the name of a session or group whose agenda is in the folder of agendas.
    """
    from chatbot.cli import exporting

    click.echo(exporting.exported(exporting.agenda_of(agenda), form), nl=False)


@main.command()
@click.argument("agenda", type=click.Path(path_type=Path))
@click.option(
    "--speed",
    type=click.FloatRange(min=0.1, max=10_000),
    default=60.0,
    show_default=True,
    help="How many times as fast as life.",
)
@click.option("--instant", is_flag=True, help="Run to the end at once and print the transcript.")
@click.option("--script", type=READABLE, help="Lines of `15:47 Tero Kivinen: next`, said at those times.")
@click.option("--as", "name", help="Who you are when you type; the first chair otherwise.")
def rehearse(agenda: Path, speed: float, *, instant: bool, script: Path | None, name: str | None) -> None:
    """Play an agenda in the terminal: no account, no server, nothing is kept."""
    with loading():
        from chatbot.cli import rehearsing
        from chatbot.cli.logs import set_up_logs

        loaded = agenda_in(agenda)
    if instant and (_is_given("speed") or _is_given("name")):
        fail("--instant plays to the end at once, and nobody types: leave out --speed and --as.")
    set_up_logs("errors")
    cues = _cues(script, loaded) if script else ()
    if instant or not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        _run(rehearsing.play(loaded, cues, _print))
        return
    who = name or (loaded.chairs[0].name if loaded.chairs else "Chair")
    _run(rehearsing.perform(loaded, cues, speed, who))


@main.command()
@click.option(
    "--clock-from",
    type=click.DateTime(["%Y-%m-%dT%H:%M:%S%z"]),
    help="Rehearse on the real chats: pretend that it is this instant now, as in 2023-07-26T15:20:00-0700.",
)
@click.option(
    "--speed",
    type=click.FloatRange(min=0.1, max=10_000),
    default=1.0,
    show_default=True,
    help="With --clock-from: how many times as fast as life.",
)
def run(clock_from: datetime | None, speed: float) -> None:
    """Serve all agendas on Zulip and Slack, as the environment says."""
    with loading():
        from chatbot import config
        from chatbot.cli import running
        from chatbot.cli.logs import set_up_logs
        from chatbot.clock import RehearsalClock, WallClock
        from chatbot.ports import Misconfigured

    if speed != 1.0 and clock_from is None:
        fail("--speed goes with --clock-from INSTANT: without it the bot keeps to the real time.")
    try:
        settings, fetching = config.read(os.environ), config.read_fetching(os.environ)
    except Misconfigured as error:
        fail(str(error))
    set_up_logs(settings.log_format)
    _run(running.run(settings, fetching, RehearsalClock(clock_from, speed) if clock_from else WallClock()))


@main.command("slack-manifest")
@click.option("--socket", "socket_mode", is_flag=True, help="For Socket Mode: no public address is needed.")
@click.option("--http", "url", metavar="URL", help="For signed HTTP: the public address of the bot's server.")
@click.option("--bare", is_flag=True, help="Let the bot read its channels, for commands without a mention.")
def slack_manifest(url: str | None, *, socket_mode: bool, bare: bool) -> None:
    """Print the manifest from which Slack makes the app, for Socket Mode unless told otherwise."""
    import yaml

    from chatbot.adapters.slack.manifest import manifest

    if socket_mode and url:
        fail("Choose either --socket or --http URL.")
    if url and not url.startswith("https://"):
        fail("The URL of --http must begin with https://, for Slack sends to no other.")
    click.echo(
        yaml.safe_dump(manifest((url or "").rstrip("/"), bare=bare), sort_keys=False, allow_unicode=True), nl=False
    )


def _print(text: str) -> None:
    """Write to standard output; who reads it may have read enough, as `head` does."""
    try:
        click.echo(text, nl=False)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_given(option: str) -> bool:
    """Whether somebody wrote the option of the running command, be it its default."""
    source = click.get_current_context().get_parameter_source(option)
    return source is click.core.ParameterSource.COMMANDLINE


def _cues(path: Path, agenda: "Agenda") -> "tuple[Cue, ...]":
    from chatbot.cli.script import BadScript, read_script

    try:
        return read_script(path.read_text(encoding="utf-8"), agenda)
    except BadScript as error:
        fail("\n".join(f"{path}: {problem}" for problem in error.problems))
    except UnicodeDecodeError:
        fail(f"{path}: is not UTF-8 text")


def _run(work: Coroutine[None, None, None]) -> None:
    """Run to the end; what cannot work is explained, not traced."""
    import asyncio

    from chatbot.ports import Misconfigured

    try:
        asyncio.run(work)
    except* Misconfigured as errors:
        fail("\n".join(_sentences(errors)))
    except* KeyboardInterrupt:
        sys.exit(130)


def _sentences(errors: BaseExceptionGroup[BaseException]) -> list[str]:
    """The errors of a group and of the groups in it."""
    inner = [_sentences(one) if isinstance(one, BaseExceptionGroup) else [str(one)] for one in errors.exceptions]
    return [sentence for sentences in inner for sentence in sentences]
