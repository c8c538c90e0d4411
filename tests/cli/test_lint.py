"""What looks wrong in an agenda, a row a kind: `chatbot import` of a text and `chatbot check` of an agenda file."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from chatbot.cli import main

TEXT = """\
# Example WG at IETF 125

Date: Thursday, 19 March 2026
Time: 14:00-15:00 Europe/Vienna
Chairs: Ann Bell

[Chat](https://meetings.conf.meetecho.com/ietf125/?group=example)

## Agenda

| Time  | Topic   | Presenter | Minutes |
|-------|---------|-----------|---------|
| 14:00 | Welcome | Chairs    | 10      |
| 14:10 | Keys    | Chairs    | 20      |
| 14:30 | Locks   | Chairs    | 30      |
"""
ITEM = "| 14:10 | Keys    | Chairs    | 20      |"
LAST = "| 14:30 | Locks   | Chairs    | 30      |"

IMPORTED = [
    ("Thursday,", "Wednesday,", (3, "weekday", "correct the date or the weekday")),
    (" Europe/Vienna", "", (4, "no-zone", "give it with --timezone")),
    ("Europe/Vienna", "MARS", (4, "unknown-zone", "MARS is no time zone that is known; give its IANA name")),
    ("Europe/Vienna", "Mars/Olympus", (4, "unknown-zone", "Mars/Olympus is no time zone that is known")),
    ("Europe/Vienna", "CST", (4, "ambiguous-zone", "America/Chicago or Asia/Shanghai; say which with --timezone")),
    ("Europe/Vienna", "CET", (4, "zone-guessed", "taken for Europe/Berlin; give another with --timezone")),
    (" Europe/Vienna\n", "\nTimezone: CST\n", (5, "ambiguous-zone", "say which with --timezone")),
    (" Europe/Vienna\n", "\nTime zone: MARS\n", (5, "unknown-zone", "MARS is no time zone that is known")),
    ("Ann Bell", "TBD", (5, "placeholder", "“Chairs: TBD” still holds TBD; fill it in")),
    ("ietf125", "ietf124", (7, "stale-link", "belongs to IETF 124, not to IETF 125; replace it")),
    (ITEM, ITEM.replace("20 ", "15 "), (15, "gap", "5 min are free between “Keys” and “Locks”; move one, or add a")),
    (ITEM, ITEM.replace("20 ", "25 "), (15, "overlap", "“Keys” takes 5 min more than there are before “Locks”")),
    (LAST, LAST.replace("30  ", "40  "), (4, "over-run", "10 too many. Shorten or drop some")),
    (LAST, LAST.replace("30  ", "20  "), (4, "under-run", "10 are left over")),
    ("| Locks ", "| Keys ", (15, "duplicate", "“Keys” stands on line 14 too; drop one")),
    ("| Keys ", "| TBD ", (14, "placeholder", "“TBD” still holds TBD; fill it in")),
    (ITEM, ITEM.replace("Chairs", "???"), (14, "placeholder", "“Keys” still holds ???; fill it in")),
    (ITEM, ITEM.replace("Chairs", "Bob Carr"), (14, "no-account", "give ids in the agenda file, such as {name:")),
    (LAST, LAST + "\n\n## Notes\n\n* See you at the hackathon (20 minutes)",
     (19, "unused", "“See you at the hackathon (20 minutes)”. Add it if it is one")),
]  # fmt: skip

FILE = """\
title: Example WG
meeting: IETF 125
date: Thursday 2026-03-19
start: 14:00
end: 15:00
timezone: Europe/Vienna
chairs: [{name: Ann Bell, zulip: 7}]
links: {Chat: "https://meetings.conf.meetecho.com/ietf125/?group=example"}
channels: {zulip: {channel: example}}
agenda:
  - {title: Welcome, minutes: 10, presenters: [Chairs]}
  - {title: Keys, minutes: 20, presenters: [Chairs]}
  - {title: Locks, minutes: 30, start: 14:30}
"""
CHECKED = [
    ("Thursday", "Wednesday", (3, "the nearest Wednesdays are 2026-03-18 and 2026-03-25")),
    ("Thursday 2026-03-19", "2199-12-31", (3, "stands for a date that was not known; write the day")),
    ("14:00\nend: 15:00", "00:00", (4, "stands for a start that was not known; write the start")),
    ("Europe/Vienna", "MARS", (6, "`MARS` is no zone name; write one such as America/Los_Angeles or UTC")),
    ("Europe/Vienna", "CST", (6, "`CST` is no zone name; write America/Chicago")),
    ("Europe/Vienna", "Etc/UTC", (6, "stands for a zone that was not known; write it, such as Europe/Vienna or UTC")),
    ("Ann Bell", "TBD", (7, "still has a placeholder, TBD; fill it in")),
    ("ietf125", "ietf124", (8, "belongs to IETF 124, not to IETF 125; replace it")),
    ("minutes: 20", "minutes: 15", (13, "5 min are free before `Locks`; add a break, or start it earlier")),
    ("minutes: 20", "minutes: 25",
     (13, "the items before `Locks` take 5 min more than there are; shorten or move one")),
    ("minutes: 30", "minutes: 40", (5, "the items take 70 min of the session's 60: 10 too many")),
    ("minutes: 30", "minutes: 20", (5, "the items take 50 min of the session's 60: 10 left over")),
    ("title: Locks", "title: Keys", (13, "`Keys` is a title on line 12 too")),
    ("title: Keys", "title: TBD", (12, "`TBD` still has a placeholder, TBD; fill it in")),
    ("minutes: 20", "minutes: 0", (12, "`Keys` has none, so it stays open until a chair says `next`; give it minutes")),
    ("20, presenters: [Chairs]", "20, presenters: [Bob Carr]", (12, "write `{name: …, zulip: 1234}`")),
]  # fmt: skip


REMARK = re.compile(r"^-(?::(\d+))?: (.*) \[([\w-]+)\]$", re.MULTILINE)


def imported(text: str) -> list[tuple[int, str, str]]:
    """Line, code and sentence of each remark."""
    report = CliRunner().invoke(main, ["import", "-", "--format", "json"], input=text).stderr
    return [(int(line or 0), code, said) for line, said, code in REMARK.findall(report)]


def checked(folder: Path, text: str) -> list[tuple[int, str]]:
    """Line and sentence of each problem."""
    file = folder / "example.yaml"
    file.write_text(text, encoding="utf-8")
    lines = CliRunner().invoke(main, ["check", str(file)]).stdout.splitlines()
    told = [line.removeprefix(f"{file}:").partition(": ") for line in lines]
    return [(int(line), said) for line, _, said in told]


def test_agendas_without_a_fault_are_told_nothing(tmp_path: Path) -> None:
    assert (imported(TEXT), checked(tmp_path, FILE)) == ([], [])


@pytest.mark.parametrize(("right", "wrong", "told"), IMPORTED)
def test_an_import_names_the_line_and_what_to_do(right: str, wrong: str, told: tuple[int, str, str]) -> None:
    assert right in TEXT
    found = imported(TEXT.replace(right, wrong, 1))

    assert [(line, code) for line, code, sentence in found if told[2] in sentence] == [told[:2]], found


@pytest.mark.parametrize(("right", "wrong", "told"), CHECKED)
def test_a_check_names_the_line_and_what_to_do(tmp_path: Path, right: str, wrong: str, told: tuple[int, str]) -> None:
    assert right in FILE
    found = checked(tmp_path, FILE.replace(right, wrong, 1))

    assert [line for line, sentence in found if told[1] in sentence] == [told[0]], found


def test_an_item_without_minutes_is_told_on_its_line() -> None:
    text = "# Example WG\n\nThursday, 19 March 2026, 14:00-15:00 UTC\n\n* Keys (20 min)\n* Locks\n* Doors (40 min)\n"

    assert imported(text) == [(6, "no-minutes", "“Locks” has no minutes; give them in the agenda file.")]


def test_slot_requests_are_told_by_the_line_that_they_begin_on() -> None:
    text = 'title,presenter,minutes,remarks\nKeys,Chairs,20,"two\nlines"\n\nLocks,???,20,\n'
    found = imported(text.replace("Locks", "Keys"))

    assert [(line, sentence) for line, code, sentence in found if code in ("placeholder", "duplicate")] == [
        (5, "“Keys” still holds ???; fill it in."),
        (5, "“Keys” stands on line 2 too; drop one, or give them different titles."),
    ]


def test_a_zone_that_an_import_made_up_is_told_by_the_check_of_its_file(tmp_path: Path) -> None:
    file = tmp_path / "example.yaml"
    CliRunner().invoke(main, ["import", "-", "-o", str(file)], input=TEXT.replace("Europe/Vienna", "MARS"))

    assert checked(tmp_path, file.read_text(encoding="utf-8")) == [
        (
            12,
            "warning: `timezone`: Etc/UTC stands for a zone that was not known; write it, such as Europe/Vienna or UTC",
        )
    ]
