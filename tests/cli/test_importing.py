"""`chatbot import` and `chatbot export` as people type them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chatbot.cli import main

AGENDA = """\
# Example WG at IETF 125

Thursday, 19 March 2026, 14:00-15:00 UTC

* Welcome, Chairs, 10 min
* Keys - Ann Bell (50 min)
"""
TWO_DAYS = "## Monday 16 March 2026\n\n* A (5 min)\n\n## Tuesday 17 March 2026\n\n* B (5 min)\n"


def run(*words: str | Path, text: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=text)


def test_import_prints_an_agenda_file_and_reports_beside_it(tmp_path: Path) -> None:
    source = tmp_path / "agenda.md"
    source.write_text(AGENDA, encoding="utf-8")
    result = run("import", source)

    assert result.exit_code == 0
    assert result.stdout.startswith("# yaml-language-server: $schema=agenda.schema.json\n# Imported from agenda.md.\n")
    assert "title: Example WG\nmeeting: IETF 125\ndate: '2026-03-19'\n" in result.stdout
    assert result.stderr.splitlines()[0] == (
        f"{source}: taken for Markdown, because it has headings, lists, links or tables as in Markdown; "
        "1 session, 2 items."
    )


def test_what_is_imported_is_checked_without_errors_and_exported_again(tmp_path: Path) -> None:
    source, file, back = tmp_path / "agenda.md", tmp_path / "example.yaml", tmp_path / "back.md"
    source.write_text(AGENDA, encoding="utf-8")
    written, checked, exported = run("import", source, "-o", file), run("check", file), run("export", file)
    back.write_text(exported.stdout, encoding="utf-8")

    assert (written.exit_code, checked.exit_code, checked.output, exported.exit_code) == (0, 0, "", 0)
    assert json.loads(run("import", back, "--format", "json").stdout)["slots"] == [
        {"session": 1, "title": "Welcome", "presenters": ["Chairs"], "minutes": 10, "start": "14:00", "drafts": [],
         "kind": "admin", "group": "", "optional": False, "line": 11},
        {"session": 1, "title": "Keys", "presenters": ["Ann Bell"], "minutes": 50, "start": "14:10", "drafts": [],
         "kind": "", "group": "", "optional": False, "line": 12},
    ]  # fmt: skip


def test_json_has_sessions_slots_and_warnings() -> None:
    found = json.loads(run("import", "-", "--format", "json", text=AGENDA).stdout)

    assert list(found) == ["sessions", "slots", "warnings"]
    assert found["sessions"] == [
        {"name": "Thursday, 19 March 2026, 14:00-15:00 UTC", "date": "2026-03-19", "start": "14:00", "end": "15:00",
         "timezone": "UTC"}
    ]  # fmt: skip
    assert [sorted(warning) for warning in found["warnings"]] == [["code", "line", "message"]] * len(found["warnings"])


def test_each_session_gets_a_file_or_one_is_chosen(tmp_path: Path) -> None:
    source = tmp_path / "days.md"
    source.write_text(TWO_DAYS, encoding="utf-8")
    asked, one = run("import", source), run("import", source, "--session", "2")
    both = run("import", source, "-o", tmp_path / "day.yaml")

    assert (asked.exit_code, both.exit_code, one.exit_code) == (1, 0, 0)
    assert "--session 2: Tuesday 17 March 2026, 2026-03-17, 1 items" in asked.stderr
    assert sorted(path.name for path in tmp_path.glob("*.yaml")) == ["day-1.yaml", "day-2.yaml"]
    assert "date: '2026-03-17'" in one.stdout


def test_what_the_source_does_not_say_can_be_given() -> None:
    result = run(
        "import", "-", "--date", "2026-03-19", "--start", "14:00", "--timezone", "Europe/Vienna", text="* A (5 min)\n"
    )

    assert "date: '2026-03-19'\nstart: '14:00'\ntimezone: Europe/Vienna\n" in result.stdout


@pytest.mark.parametrize("option", [("--session", "1"), ("--profile",)])
def test_json_refuses_options_that_are_for_files(option: tuple[str, ...]) -> None:
    result = run("import", "-", "--format", "json", *option, text=AGENDA)

    assert (result.exit_code, result.stdout, result.stderr) == (
        1, "", "--format json prints all sessions as the source has them: leave out --session and --profile.\n",
    )  # fmt: skip


def test_json_is_without_a_profile_anyway() -> None:
    assert run("import", "-", "--format", "json", "--no-profile", text=AGENDA).exit_code == 0


def test_a_zone_that_no_file_may_hold_is_refused() -> None:
    result = run("import", "-", "--timezone", "PDT", text="* A (5 min)\n")

    assert result.exit_code == 2
    assert "PDT" in result.stderr


def test_what_cannot_be_read_ends_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04" + b"\x00" * 100)
    missing, broken, bare = (
        run("import", tmp_path / "none.md"),
        run("import", tmp_path / "a.zip"),
        run("import", "-", text="Hello.\n"),
    )

    assert [result.exit_code for result in (missing, broken, bare)] == [1, 1, 1]
    assert missing.stderr == f"{tmp_path / 'none.md'}: cannot be read: No such file or directory.\n"
    assert "is of no kind that is known" in broken.stderr
    assert bare.stderr == "No items were found; write them as a list, each with its minutes, or give another source.\n"


def test_what_the_group_settled_last_is_taken_over_and_told(tmp_path: Path) -> None:
    source, agendas = tmp_path / "agenda.md", tmp_path / "agendas"
    agendas.mkdir()
    text = "title: Example WG\ngroup: example\ndate: 2026-03-19\nstart: '14:00'\ntimezone: UTC\n"
    text += "chairs: [{name: Ann Bell, zulip: 1}]\nvolunteers: {note taker: 2}\nagenda: [{title: A, minutes: 5}]\n"
    (agendas / "example-1.yaml").write_text(text, encoding="utf-8")
    source.write_text(
        "# Example WG\n\n* Group: example\n* Date: 2026-07-21\n* Time: 14:00 UTC\n\n## Agenda\n\n* B (5 min)\n"
    )
    with_it = run("import", source, "-o", agendas / "example-2.yaml")
    without = run("import", "--no-profile", source, "-o", agendas / "example-3.yaml")

    assert "`volunteers`, `chairs`; change what is different this time. [profile]" in with_it.stderr
    assert "- name: Ann Bell\n    zulip: 1\n" in (agendas / "example-2.yaml").read_text(encoding="utf-8")
    assert "profile" not in without.stderr
    assert "Ann Bell" not in (agendas / "example-3.yaml").read_text(encoding="utf-8")


def test_export_takes_the_name_of_a_session_or_of_a_group(tmp_path: Path) -> None:
    text = "title: Example WG\ngroup: example\ndate: {}\nstart: '14:00'\ntimezone: UTC\n"
    text += "agenda: [{{title: A, minutes: 5}}]\n"
    for name, day in (("example-1", "2026-03-19"), ("example-2", "2026-07-21")):
        (tmp_path / f"{name}.yaml").write_text(text.format(day), encoding="utf-8")
    runner = CliRunner(env={"AGENDAS": str(tmp_path)})
    session = runner.invoke(main, ["export", "Example-1"])
    group = runner.invoke(main, ["export", "example", "--format", "json"])
    unknown = runner.invoke(main, ["export", "other"])

    assert "* Date: Thursday, 2026-03-19" in session.stdout
    assert json.loads(group.stdout)["sessions"][0]["date"] == "2026-07-21"
    assert (unknown.exit_code, unknown.stderr) == (
        1, f"other is neither a file nor a session in {tmp_path}; there are: example-1, example-2.\n",
    )  # fmt: skip
