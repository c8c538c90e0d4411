"""Sources that were made to do harm, by the command that chairs type: a sentence, in bounded memory and time."""

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from chatbot.importers.text import html

MEMORY, SECONDS = 1 << 30, 20
"""Of CPU at least: a slow machine has as many as so many sources take that are refused at once."""
STARTS = 30
MOST = 299_000  # bytes of a text that is read

XML = '<?xml version="1.0"?><!DOCTYPE schedule [{}]><schedule><conference><title>&a9;</title></conference></schedule>'
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
EVENT = "BEGIN:VEVENT\nSUMMARY:x\nDTSTART:19000101T000000\nRRULE:FREQ=SECONDLY;UNTIL=99991231T235959\nEND:VEVENT\n"
TABLE = f"| Time | Topic | Who |{' x |' * 10_000}\n|{'---|' * 10_003}\n" + f"| 9:00 | Keys | Ann |{'y|' * 10_000}\n" * 5
OWN = "# A\n\n* Date: 2026-03-19\n\n## Agenda\n\n| Start | Minutes | Topic | Presenters | Drafts | Slides |\n"

SOURCES: dict[str, Callable[[], bytes]] = {
    "random bytes": lambda: Random(1).randbytes(1_000_000),
    "a ZIP": lambda: b"PK\x03\x04" + Random(2).randbytes(100_000),
    "50 MB": lambda: b"* item (5 min)\n" * 3_500_000,
    "zero bytes": lambda: bytes(1_000_000),
    "HTML of nested lists": lambda: b"<html><body>" + b"<ul><li>" * 35_000,
    "HTML with comments that never end": lambda: b"<html><body>" + b"<!--" * 70_000,
    "HTML with tags that never end": lambda: b"<html><body>" + b"<a <" * 70_000,
    "nested Markdown lists": lambda: b"".join(b" " * 2 * depth + b"* item (5 min)\n" for depth in range(500)),
    "nested quotes": lambda: b"# A\n\n" + b">" * 290_000,
    "items in one another on one line": lambda: b"# A\n\n" + b"* " * 145_000,
    "10,000 columns": TABLE.encode,
    "100,000 headings": lambda: b"# x\n" * 100_000,
    "a line of 5 MB": lambda: b"* " + b"word " * 999_000,
    "a line of names": lambda: b"* " + b"Ann Bell, " * 29_000 + b"(5 min)\n",
    "a line of brackets": lambda: b"* " + b"[" * 290_000,
    "a line of emphasis": lambda: b"* " + b"*a _b " * 49_000,
    "a calendar of endless repetition": lambda: b"BEGIN:VCALENDAR\n" + EVENT.encode() * 1_000,
    "entities within entities": XML.format(LAUGHS).encode,
    "an entity of a file": XML.format('<!ENTITY a9 SYSTEM "file:///etc/passwd">').encode,
    "a million columns": lambda: b"topic,presenter,minutes" + b",c" * 1_000_000 + b"\n",
    "a quote that never ends": lambda: b'topic,presenter,minutes\n"' + b"a" * 290_000,
    "JSON that goes down": lambda: b'{"schedule":' * 24_000,
    "an export of backslashes": lambda: (OWN + "| 9:00 | 5 | A | " + "\\" * 290_000).encode(),
    "an export of brackets": lambda: (OWN + "| 9:00 | 5 | A | | | " + "[" * 290_000).encode(),
    "YAML with aliases": lambda: b"a: &a [x]\n" + b"".join(b"b%d: &b%d [%s]\n" % (n, n, b"*a," * 9) for n in range(99)),
}


@pytest.fixture(scope="module")
def seconds(tmp_path_factory: pytest.TempPathFactory) -> int:
    """Of CPU, that a source may take on this machine."""
    path = tmp_path_factory.mktemp("refused") / "source"
    path.write_bytes(SOURCES["a ZIP"]())
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    chatbot("import", path, SECONDS)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return max(SECONDS, int(STARTS * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)))


def chatbot(command: str, path: Path, seconds: int) -> subprocess.CompletedProcess[str]:
    """The command on the file, within the limits."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))

    run = "from chatbot.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", run, command, str(path)],
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", SOURCES)
def test_a_hostile_source_ends_in_an_agenda_or_in_a_sentence(name: str, tmp_path: Path, seconds: int) -> None:
    path = tmp_path / "source"
    path.write_bytes(SOURCES[name]())
    done = chatbot("import", path, seconds)

    assert (done.returncode in (0, 1), "Traceback" in done.stderr, "root:" in done.stdout) == (True, False, False)
    assert done.stderr.strip().endswith((".", "]"))


@pytest.mark.parametrize("name", ["YAML with aliases", "random bytes", "50 MB", "zero bytes", "JSON that goes down"])
def test_a_hostile_agenda_file_ends_in_a_sentence(name: str, tmp_path: Path, seconds: int) -> None:
    path = tmp_path / "agenda.yaml"
    path.write_bytes(SOURCES[name]())
    done = chatbot("check", path, seconds)

    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"{path}:")


def test_a_tag_that_never_ends_is_text_and_a_comment_that_never_ends_nothing() -> None:
    assert [block.text for block in html.blocks("<p>One</p><p>2 <a").walk()][1:] == ["One", "2 <a"]
    assert [block.text for block in html.blocks("<p>One</p><!-- <p>2</p>").walk()][1:] == ["One"]
