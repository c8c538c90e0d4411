# ruff: noqa: E501 - sentences stay whole, so that a search finds them
from pathlib import Path

import pytest

from chatbot.importers.yaml import Problem, Severity, load, load_text
from tests.importers.agendas import HEAD, ITEMS, after, problems

FIVE_MISTAKES = """\
# five mistakes
meeting: IETF 117
date: 2023-07-28
weekday: Wednesday
start: 15:30
end: 17:00
timezone: PDT
title: A session
agenda:
  - {title: Status, presenter: [Chairs], minutes: 10}
  - group: Talks
    items:
      - title: Diet ESP
        minutes: -5
      - minutes: 10
        presenters: [Daniel Migault]
"""


def test_five_mistakes_make_five_problems() -> None:
    assert problems(FIVE_MISTAKES) == [
        "4: `weekday`: 2023-07-28 is a Friday, not a Wednesday; the nearest Wednesdays are 2023-07-26 and 2023-08-02",
        "7: `timezone`: `PDT` is no zone name; write America/Los_Angeles",
        "10: unknown key `presenter`; did you mean `presenters`?",
        "14: `minutes`: `-5` is no number of minutes; write a whole number, such as 10 (0 or more)",
        "15: `title` is missing; add, for example, `title: Diet ESP`",
    ]


def test_a_problem_prints_as_file_line_and_message() -> None:
    assert [str(Problem("a.yaml", 3, severity, "is wrong")) for severity in (Severity.ERROR, Severity.WARNING)] == [
        "a.yaml:3: is wrong",
        "a.yaml:3: warning: is wrong",
    ]


def test_with_an_error_there_is_no_agenda() -> None:
    assert load_text(FIVE_MISTAKES, "a.yaml").agenda is None


def test_with_warnings_only_there_is_an_agenda() -> None:
    loaded = load_text(HEAD + "end: 17:00\n" + ITEMS, "a.yaml")
    assert (loaded.agenda is not None, [problem.severity for problem in loaded.problems]) == (True, [Severity.WARNING])


def test_a_title_is_no_longer_than_what_can_be_said_in_chat() -> None:
    assert after(f"group: {'g' * 1_000}\n") == []
    assert after(f"group: {'g' * 1_001}\n") == [f"5: `group`: `{'g' * 59}…` has 1001 characters; write at most 1000"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "1: an agenda is a list of `key: value` lines, beginning for example with `title: …`"),
        ("# only\n\n- a\n", "3: an agenda is a list of `key: value` lines, beginning for example with `title: …`"),
        ("a: b\n\tc: d\n", "2: a tab; indent with spaces"),
        ("a: 1\ntitle: Diet ESP: more\n", "2: a second colon, or an odd indentation; quote a text with `: ` in it"),
        ("a: 1\nb: 'c\nd: e\nf: g\n", "2: a quote is opened here and never closed"),
        ("a: 1\nb: [c, d\ne: f\n", "2: a bracket is opened and not closed, or a text in it needs quotes"),
        (
            "a: 1\nb: {c: d\ne: f\n",
            "2: braces are opened and not closed, or a text in them has `: ` in it and needs quotes",
        ),
        ("a: 1\nword\nb: 2\n", "2: neither `key: value` nor a list entry beginning with `- `"),
        ("a: 1\n@b: c\n", "2: a text beginning with this character needs quotes"),
        (
            'a: 1\nb: "c" d\n',
            "2: does not fit the lines above: check its indentation, and what follows a closing quote",
        ),
        ("a: b\n---\nc: d\n", "2: one file holds one agenda; give what follows `---` its own file"),
        ("a: b\nc: \x01\n", "2: a character that does not belong in a text file; delete it"),
        ("a: b\nc: [???]\n", "2: a value is missing here, or a text begins with a sign such as `?` and needs quotes"),
        ('a: b\nc: "\\UFFFFFFFF"\n', "2: an escape or a number that is no valid YAML"),
    ],
)
def test_broken_yaml_is_one_problem_where_it_is_to_be_mended(text: str, found: str) -> None:
    assert problems(text) == [found]


@pytest.mark.parametrize("text", ["a: 1\nb: &x c\n", "a: 1\nb: *x\n", "a: 1\nb: &x {<<: *x}\n"])
def test_anchors_and_aliases_are_refused(text: str) -> None:
    assert problems(text) == [
        "2: agenda files know no anchors (`&name`) and aliases (`*name`); quote the text or write it out"
    ]


def test_tags_are_refused() -> None:
    assert problems("a: 1\nb: !!python/name:os.system x\n") == [
        "2: agenda files know no tags such as `!!python/name:os.system`; delete it or quote the text"
    ]


def test_deep_nesting_is_refused() -> None:
    assert problems("a: " + "[" * 50_000) == ["1: nested too deeply; an agenda needs a few levels only"]


def test_too_many_entries_are_refused() -> None:
    assert problems("a:\n" + "- b\n" * 30_000) == ["19999: more than 20000 entries; that is no agenda of one session"]


def test_a_key_given_twice_is_one_problem() -> None:
    assert after("links: {a: https://a.example}\nlinks: {b: https://b.example}\n") == [
        "6: `links` is given twice, first on line 5; keep one of them"
    ]


def test_a_list_as_a_key_is_refused() -> None:
    assert after("[a]: b\n") == ["5: a key must be a word, not a list or mapping; a text in brackets needs quotes"]


def test_control_characters_that_an_escape_brings_in_are_refused() -> None:
    assert after('group: "a\\0b\\ud800"\n') == ["5: a control character in `a�b�`; delete it"]


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    assert [str(problem) for problem in load(path).problems] == [f"{path}:1: cannot be read: No such file or directory"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert [problem.message for problem in load(tmp_path).problems] == ["cannot be read: Is a directory"]


def test_an_impossible_path_is_a_problem() -> None:
    assert [problem.message for problem in load("a\0b").problems] == ["cannot be read: embedded null byte"]


def test_what_is_not_utf_8_is_found_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"title: a\ngroup: Z\xfcrich\n")
    assert [str(problem) for problem in load(path).problems] == [
        f"{path}:2: a character here is not UTF-8; save the file as UTF-8"
    ]


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * 1_000_001)
    assert [problem.message for problem in load(path).problems] == [
        "is larger than 1 MB; that is no agenda of one session"
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("zone: UTC", "unknown key `zone`; delete it, or see docs/agenda-format.md for the keys"),
        ("Meeting: IETF 117", "unknown key `Meeting`; did you mean `meeting`?"),
        ("adoption-calls: [draft-a-b]", "unknown key `adoption-calls`; did you mean `adoption_calls`?"),
        ("wg: ipsecme", "unknown key `wg`; did you mean `group`?"),
        ("chairs: [{name: Ann, mail: a@b.example}]", "unknown key `mail`; the keys here are `name`, `zulip`, `slack`"),
        ("documents: {wglc: []}", "unknown key `wglc`; did you mean `working-group-last-call`?"),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest_right_one(line: str, found: str) -> None:
    assert after(line + "\n") == [f"5: {found}"]


def test_what_stands_below_a_misspelled_key_is_checked_too() -> None:
    assert after("chiars: [{nam: Ann, zulip: x}]\n") == [
        "5: unknown key `chiars`; did you mean `chairs`?",
        "5: unknown key `nam`; did you mean `name`?",
        "5: `zulip`: `x` is no Zulip user id; write the number in the person's profile, such as 1234",
    ]


def test_a_text_with_a_comma_in_braces_is_seen_through() -> None:
    assert problems(HEAD + "agenda: [{title: Diet ESP, IKEv2 EHC, minutes: 5}]\n") == [
        "5: unknown key `IKEv2 EHC`; if it is part of a text with a comma, put the text in quotes"
    ]


def test_an_empty_key_hides_no_other_unknown_key() -> None:
    assert after("'': a\nzz: b\n") == [
        "5: unknown key ``; delete it, or see docs/agenda-format.md for the keys",
        "6: unknown key `zz`; delete it, or see docs/agenda-format.md for the keys",
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "id: my session",
            "`id`: `my session` cannot name a session; write letters, digits, `-`, `_` and `.`: my-session",
        ),
        (
            "mode: manual",
            "`mode`: `manual` is neither `auto` (the clock moves the session on) nor `chair` (a chair does)",
        ),
        ("meeting: [a]", "`meeting`: write one value here, not a list"),
        ("meeting: {a: b}", "`meeting`: write one value here, not a mapping (a text with `: ` in it needs quotes)"),
        ("meeting: ''", "`meeting`: is empty; write a text, or delete the line"),
        (
            "chairs: [[Ann]]",
            "`chairs`: something else belongs here; write it like `chairs: [Tero Kivinen, {name: Yoav Nir, zulip: 1234, slack: U0123ABCD}]`",
        ),
        ("chairs: [Ann, ]\n", None),
        (
            "chairs: {name: Ann, zulip: ann}",
            "`zulip`: `ann` is no Zulip user id; write the number in the person's profile, such as 1234",
        ),
        (
            "chairs: {name: Ann, slack: ann}",
            "`slack`: `ann` is no Slack member ID; copy it from the person's profile, such as U0123ABCD",
        ),
        ("chairs: {zulip: 5}", "`name` is missing; add, for example, `name: Yoav Nir`"),
        (
            "area_director: [Ann]",
            "`area_director`: something else belongs here; write it like `area_director: Roman Danyliw`",
        ),
        (
            "links: [a]",
            "`links`: something else belongs here; write it like `links: {Notes: https://notes.ietf.org/notes-ietf-117-ipsecme}`",
        ),
        (
            "links: {Notes: notes.example}",
            "`Notes`: `notes.example` is no web address; write it in full, such as https://example.org/slides.pdf",
        ),
        (
            "links: {Notes: 'http://['}",
            "`Notes`: `http://[` is no web address; write it in full, such as https://example.org/slides.pdf",
        ),
        (
            "links: {Notes: 'javascript:alert(1)'}",
            "`Notes`: `javascript:alert(1)` is no web address; write it in full, such as https://example.org/slides.pdf",
        ),
        (
            "volunteers: {scribe: 0}",
            "`scribe`: `0` is no number of places; write how many people are wanted, such as 2",
        ),
        (
            "volunteers: {Note takers: two}",
            "`Note takers`: `two` is no number of places; write how many people are wanted, such as 2",
        ),
        (
            "volunteers: [{scribe: 1}]",
            "`volunteers`: write `role: number of people`, such as `note taker: 2`, one a line and without `- `",
        ),
        (
            "documents: {published: [{title: A}]}",
            "`published`: name either a `draft` or an `rfc`, such as `{rfc: 9370}`",
        ),
        ("documents: {published: [{rfc: x}]}", "`rfc`: `x` is no RFC's number; write it as 9370"),
        (
            "adoption_calls: [Diet ESP]",
            "`adoption_calls`: `Diet ESP` is no draft's name; write one such as draft-ietf-ipsecme-g-ikev2",
        ),
        (
            "notices: [{title: Note Well}]",
            "`text` is missing; add, for example, `text: This is a reminder of IETF policies.`",
        ),
    ],
)
def test_a_wrong_value_is_told_with_what_would_be_right(line: str, found: str | None) -> None:
    assert after(line + "\n") == ([f"5: {found}"] if found else [])


@pytest.mark.parametrize(
    ("channels", "found"),
    [
        (
            "{zulip: ipsecme}",
            "`zulip`: something else belongs here; write it like `zulip: {channel: ipsecme, topic: IETF 117}`",
        ),
        ("{zulip: {topic: a}}", "`channel` is missing; add, for example, `channel: ipsecme`"),
        (
            "{zulip: {channel: a, topic: " + "x" * 61 + "}}",
            f"`topic`: `{'x' * 59}…` has 61 characters; Zulip takes at most 60",
        ),
        (
            '{slack: "#ipsecme"}',
            "`slack`: `#ipsecme` is no Slack channel ID; copy it from the channel's details, such as C0123ABCD",
        ),
    ],
)
def test_a_wrong_channel_is_told(channels: str, found: str) -> None:
    assert after(f"chairs: [{{name: Ann, zulip: 1, slack: U1}}]\nchannels: {channels}\n") == [f"6: {found}"]


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("AOB", "`agenda`: an item needs a title and minutes; write `- {title: AOB, minutes: 5}`"),
        ("", "`agenda`: nothing stands here; delete the line, or fill it in"),
        ("[a]", "`agenda`: something else belongs here; write it like `agenda: [{title: Diet ESP, minutes: 5}]`"),
        ("{title: A}", "`minutes` is missing; add, for example, `minutes: 10`"),
        ("{title: A, minutes: }", "`minutes` is empty; write, for example, `minutes: 10`"),
        (
            "{title: A, minutes: 10 min}",
            "`minutes`: `10 min` is no number of minutes; write a whole number, such as 10 (0 or more)",
        ),
        (
            "{title: A, minutes: ٣}",
            "`minutes`: `٣` is no number of minutes; write a whole number, such as 10 (0 or more)",
        ),
        ("{title: A, minutes: 1441}", "`minutes`: `1441` minutes are more than a day; write at most 1440"),
        (
            "{title: A, minutes: 5, questions: -1}",
            "`questions`: `-1` is no number of minutes; write a whole number, such as 10 (0 or more)",
        ),
        (
            "{title: A, minutes: 10, slides: a.pdf}",
            "`slides`: `a.pdf` is no web address; write it in full, such as https://example.org/slides.pdf",
        ),
        ("{title: A, minutes: 10, speaker: Ann}", "unknown key `speaker`; did you mean `presenters`?"),
        ("{group: A, items: []}", "`items`: no items; add at least one, such as `- {title: Diet ESP, minutes: 5}`"),
        ("{group: A, itmes: [{title: B, minutes: 10}]}", "unknown key `itmes`; did you mean `items`?"),
        (
            "{group: A, items: [{group: B, items: [{title: C, minutes: 1}]}]}",
            "`items`: a group cannot stand in another group; move it out to the left",
        ),
    ],
)
def test_a_wrong_entry_of_the_agenda_is_one_problem(entry: str, found: str) -> None:
    assert problems(f"{HEAD}end: 15:40\nagenda:\n  - {entry}\n") == [f"7: {found}"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (HEAD, "1: `agenda` is missing; add, for example, `agenda: [{title: Diet ESP, minutes: 5}]`"),
        (HEAD + "agenda:\n", "5: `agenda` is empty; write, for example, `agenda: [{title: Diet ESP, minutes: 5}]`"),
        (HEAD + "agenda: []\n", "5: `agenda`: no items; add at least one, such as `- {title: Diet ESP, minutes: 5}`"),
        (
            HEAD.replace("title: A session\n", "# no title\n\n") + ITEMS,
            "3: `title` is missing; add, for example, `title: IP Security Maintenance and Extensions WG`",
        ),
        (
            HEAD.replace("title: A session", "title:") + ITEMS,
            "1: `title` is empty; write, for example, `title: IP Security Maintenance and Extensions WG`",
        ),
        (HEAD + "agneda: [{title: A, minutes: 1}]\n", "5: unknown key `agneda`; did you mean `agenda`?"),
    ],
)
def test_what_is_missing_is_one_problem(text: str, found: str) -> None:
    assert problems(text) == [found]


def test_a_file_name_that_can_name_no_session_asks_for_an_id() -> None:
    assert problems(HEAD + ITEMS, "my agenda.yaml") == [
        "1: the file's name, `my agenda`, cannot name a session; add `id: my-agenda`"
    ]


@pytest.mark.parametrize("told", ["IETF 117, Wednesday, July 28th, 2023", "Wed. 28 July 2023", "Wednesday 2023-07-28"])
def test_a_weekday_told_in_the_header_must_be_right(told: str) -> None:
    assert problems(HEAD + f'meeting: "{told}"\n' + ITEMS) == [
        "5: `meeting`: 2023-07-28 is a Friday, not a Wednesday; the nearest Wednesdays are 2023-07-26 and 2023-08-02"
    ]


@pytest.mark.parametrize("told", ["IETF 117, Friday, July 28th, 2023", "Sun and rain 2023", "Mon Feb 30 2023"])
def test_a_header_without_a_contradiction_is_fine(told: str) -> None:
    assert problems(HEAD + f'meeting: "{told}"\n' + ITEMS) == []
