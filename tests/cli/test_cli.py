"""The command line as people type it."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from chatbot.cli import main

EXAMPLE = Path(__file__).parents[2] / "agendas" / "ietf117-ipsecme.yaml"
FIVE_MISTAKES = """\
title: Example WG
date: 2026-03-16
weekday: Tuesday
start: "14:00"
timezone: Europe/Atlantis
colour: blue
agenda:
  - {title: Welcome, minutes: -5}
  - {minutes: 10}
"""


def test_help_imports_no_platform_client() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from chatbot.cli import main;"
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0;"
        "print([name for name in ('zulip', 'slack_bolt', 'slack_sdk', 'aiohttp', 'sqlalchemy', 'pydantic', 'textual')"
        " if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout == "[]\n"


def test_an_instant_rehearsal_loads_no_log_no_screen_and_no_platform() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from chatbot.cli import main;"
        f"assert CliRunner().invoke(main, ['rehearse', {str(EXAMPLE)!r}, '--instant']).exit_code == 0;"
        "print([name for name in ('structlog', 'rich.console', 'textual', 'psycopg', 'sqlalchemy.dialects.postgresql',"
        " 'zulip', 'slack_bolt', 'aiohttp', 'httpx', 'starlette', 'markdown_it') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout == "[]\n"


def test_check_prints_each_mistake_with_its_line_and_fails(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(FIVE_MISTAKES, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(path)])
    places = [line.split(": ")[0] for line in result.stdout.splitlines()]

    assert (places, result.exit_code) == ([f"{path}:{number}" for number in (3, 5, 6, 8, 9)], 1)


def test_check_is_silent_on_the_example() -> None:
    result = CliRunner().invoke(main, ["check", str(EXAMPLE)])

    assert (result.output, result.exit_code) == ("", 0)


def test_check_reports_a_missing_file() -> None:
    result = CliRunner().invoke(main, ["check", "nowhere.yaml"])

    assert result.exit_code == 1
    assert result.stdout.startswith("nowhere.yaml:")


def test_rehearse_without_a_terminal_prints_the_transcript() -> None:
    result = CliRunner().invoke(main, ["rehearse", str(EXAMPLE)])

    assert (result.exit_code, result.stdout.count(" bot: Now: ")) == (0, 12)


def test_rehearse_ends_quietly_when_nobody_reads_on() -> None:
    # As in `chatbot rehearse agendas/x.yaml | head`.
    code = f"from chatbot.cli import main; main(['rehearse', {str(EXAMPLE)!r}])"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        said = process.stderr.read()

    assert (said, process.returncode) == (b"", 0)


def test_rehearse_of_a_broken_agenda_says_why(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("title: x\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["rehearse", str(path), "--instant"])

    assert result.exit_code == 1
    assert f"{path}:" in result.stderr


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("15:47 next", "line 1: needs a time, a name and a colon, as in `15:47 Tero Kivinen: next`"),
        ("25:00 Ann: next", "line 1: 25:00 is no time of day; write HH:MM or HH:MM:SS"),
        (
            "# first\n15:50 Ann: next\n\n15:40 Ann: next",
            "line 4: goes back in time; put the lines in order of time",
        ),
    ],
)
def test_unreadable_script_is_explained_by_line(tmp_path: Path, script: str, said: str) -> None:
    path = tmp_path / "script.txt"
    path.write_text(script, encoding="utf-8")
    result = CliRunner().invoke(main, ["rehearse", str(EXAMPLE), "--instant", "--script", str(path)])

    assert (result.stderr.strip(), result.exit_code) == (f"{path}: {said}", 1)


def test_run_without_settings_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ZULIP_SITE", "ZULIP_CONFIG", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    result = CliRunner().invoke(main, ["run"])

    assert result.exit_code == 1
    assert result.stderr.startswith("No chat is configured.")


def test_run_at_another_speed_needs_an_instant_to_begin_at() -> None:
    result = CliRunner().invoke(main, ["run", "--speed", "60"])

    said = "--speed goes with --clock-from INSTANT: without it the bot keeps to the real time.\n"
    assert (result.exit_code, result.stderr) == (1, said)


@pytest.mark.parametrize("option", [("--speed", "60"), ("--as", "Ann Bell")])
def test_an_instant_rehearsal_refuses_options_that_are_for_people_who_type(option: tuple[str, str]) -> None:
    result = CliRunner().invoke(main, ["rehearse", str(EXAMPLE), "--instant", *option])

    assert (result.exit_code, result.output) == (
        1, "--instant plays to the end at once, and nobody types: leave out --speed and --as.\n",
    )  # fmt: skip
