"""`chatbot import datatracker:…` and `chatbot check --online`, against a datatracker on loopback."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from tests.fakes.datatracker import answer, item, serve
from tests.fakes.web import FakeWeb, status, text_page

pytestmark = pytest.mark.anyio
RIGHT = """\
title: Example WG
group: examplewg
meeting: IETF 130
date: 2026-11-18
start: "15:30"
end: "17:00"
timezone: Europe/Vienna
chairs: [Ann Example, Yoav Sample]
agenda: [{title: Foo, drafts: [draft-example-foo], minutes: 90}]
"""


async def chatbot(web: FakeWeb, *words: str | Path, private: str = "1") -> tuple[int, str, str]:
    """Exit status, output and errors of the command, while the fake answers."""
    settings = {"DATATRACKER_URL": web.url, "ALLOW_PRIVATE_ADDRESSES": private}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from chatbot.cli import main; main()", *map(str, words),
        env=os.environ | settings, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, errors = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out.decode(), errors.decode()


@pytest.fixture
def agenda(tmp_path: Path) -> Path:
    file = tmp_path / "example.yaml"
    file.write_text(RIGHT, encoding="utf-8")
    return file


@pytest.fixture
def late(tmp_path: Path) -> Path:
    file = tmp_path / "late.yaml"
    file.write_text(RIGHT.replace("15:30", "16:00").replace("Ann Example", "Zoe Other"), encoding="utf-8")
    return file


def said(output: str) -> list[str]:
    """The sentences about the file that come from the datatracker's side."""
    return [line.partition(": warning: ")[2] for line in output.splitlines() if ".yaml: warning: " in line]


async def test_an_import_by_group_and_meeting_is_filled_from_there() -> None:
    async with FakeWeb() as web:
        serve(web)
        code, out, errors = await chatbot(web, "import", "--no-profile", "datatracker:130/examplewg")

    assert (code, "Traceback" in errors) == (0, False)
    for line in ("date: '2026-11-18'", "start: '15:30'", "end: '17:00'", "timezone: Europe/Vienna", "- Ann Example"):
        assert line in out


async def test_an_agenda_that_differs_is_told_from_one_that_agrees(agenda: Path, late: Path) -> None:
    async with FakeWeb() as web:
        serve(web)
        agreeing = await chatbot(web, "check", "--online", agenda)
        differing = await chatbot(web, "check", "--online", late)

    stands = "the agenda's stands: change it if it is wrong."
    assert agreeing == (0, "", "")
    assert (differing[0], said(differing[1])) == (
        0,
        [
            f"The agenda says 16:00, the datatracker 15:30 Europe/Vienna; {stands}",
            f"The agenda says Zoe Other, Yoav Sample, the datatracker Ann Example, Yoav Sample; {stands}",
        ],
    )


@pytest.mark.parametrize("page", [status(404), status(503), text_page("<html>"), answer([]), answer({"schedule": 5})])
async def test_a_datatracker_that_fails_or_talks_nonsense_ends_in_sentences(agenda: Path, page: object) -> None:
    async with FakeWeb() as web:
        serve(web)
        for path in tuple(web.pages):
            web.page(path, page)  # type: ignore[arg-type]
        checked = await chatbot(web, "check", "--online", agenda)
        imported = await chatbot(web, "import", "datatracker:130/examplewg")

    assert said(checked[1])
    assert (checked[0], imported[0]) == (0, 1)
    assert imported[2].strip().endswith(".")
    assert "Traceback" not in checked[2] + imported[2]
    assert len(web.asked) <= 60


async def test_a_datatracker_that_is_away_is_told(agenda: Path) -> None:
    async with FakeWeb() as web:
        pass
    code, out, errors = await chatbot(web, "check", "--online", agenda)

    assert (code, errors) == (0, "")
    assert any("does not answer" in one for one in said(out))


async def test_a_redirect_to_this_machine_is_refused_unless_it_is_allowed() -> None:
    async with FakeWeb() as web:
        web.page("/a", status(302, Location=f"{web.url}/b"))
        code, _, errors = await chatbot(web, "import", f"{web.url}/a", private="0")

    assert (code, web.asked) == (1, [])
    assert "this machine itself" in errors


async def test_more_than_five_megabytes_are_not_fetched() -> None:
    async with FakeWeb() as web:
        web.text("/a", "* A (5 min)\n" * 500_000)
        code, _, errors = await chatbot(web, "import", f"{web.url}/a")

    assert (code, errors) == (1, "What stands there is larger than 5 MB, so it is no agenda.\n")


async def test_a_session_that_was_called_off_is_no_crash() -> None:
    async with FakeWeb() as web:
        serve(web, item(web, status="canceled"))
        code, _, errors = await chatbot(web, "import", "datatracker:130/examplewg")

    assert (code, "Traceback" in errors) == (1, False)
