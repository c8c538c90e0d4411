from datetime import UTC, datetime
from pathlib import Path

import pytest

from chatbot.core.agenda import (
    Address,
    Agenda,
    Audience,
    Document,
    DocumentState,
    Item,
    Mode,
    Notice,
    Person,
    Place,
    Role,
)  # fmt: skip
from chatbot.importers.yaml import Loaded, agenda_files, check, dump, json_schema_text, load, load_text
from tests.importers.agendas import HEAD, ITEMS

ROOT = Path(__file__).parents[2]

EVERYTHING = """\
id: my-session
mode: chair
group: ipsecme
title: IPsecME
meeting: IETF 117
date: Wednesday, July 26th, 2023
weekday: Wed
start: 15:30
end: 15:50
timezone: America/Los_Angeles
chairs: [Tero Kivinen, {name: Yoav Nir, zulip: 1234, slack: U0123ABCD}]
chair_groups: {zulip: 17, slack: S0123ABCD}
bare_commands: yes
source: https://example.org/agenda.md
keep_queue: yes
speaker_minutes: 2
area_director: Roman Danyliw
channels: {zulip: {channel: ipsecme, topic: hallway}, slack: C0123ABCD}
links: {Notes: https://notes.example/1}
notices:
  - title: Note Well
    text: |
      First.

      - Second.
    links: {BCP 79: https://www.rfc-editor.org/info/bcp79}
volunteers: {Note takers: 2, scribe: 1}
agenda:
  - {title: Status, presenters: [Chairs], minutes: 5}
  - group: Talks
    items:
      - title: Diet ESP
        presenters: [yoav nir, {name: Daniel Migault, zulip: 77}]
        minutes: 10
        questions: 5
        drafts: [draft-mglt-ipsecme-diet-esp-03]
        slides: https://slides.example/1
documents:
  work-in-progress: [draft-ietf-ipsecme-a, {draft: draft-ietf-ipsecme-b, title: B}]
  publication-requested: []
  published: [{rfc: 9370, title: KE}, RFC 9395]
adoption_calls: [draft-mglt-ipsecme-diet-esp]
"""

YOAV = ("zulip:1234", "slack:U0123ABCD")


def agenda(text: str, name: str = "a.yaml") -> Agenda:
    loaded = load_text(text, name)
    assert loaded.agenda, loaded.problems
    return loaded.agenda


def test_every_key_becomes_its_part_of_the_agenda() -> None:
    doc = "https://datatracker.ietf.org/doc/"
    assert load_text(EVERYTHING, "a.yaml") == Loaded(
        Agenda(
            id="my-session",
            mode=Mode.CHAIR,
            group="ipsecme",
            title="IPsecME",
            meeting="IETF 117",
            start=datetime(2023, 7, 26, 22, 30, tzinfo=UTC),
            end=datetime(2023, 7, 26, 22, 50, tzinfo=UTC),
            timezone="America/Los_Angeles",
            chairs=(Person("Tero Kivinen"), Person("Yoav Nir", YOAV)),
            chair_groups=("zulip:group:17", "slack:group:S0123ABCD"),
            bare_commands=True,
            source="https://example.org/agenda.md",
            keep_queue=True,
            speaker_minutes=2,
            area_directors=(Person("Roman Danyliw"),),
            places=(Place("zulip", "ipsecme", "hallway"), Place("slack", "C0123ABCD")),
            links=(Address("Notes", "https://notes.example/1"),),
            notices=(
                Notice(
                    "Note Well",
                    "First.\n\n- Second.",
                    (Address("BCP 79", "https://www.rfc-editor.org/info/bcp79"),),
                ),
            ),
            roles=(Role("note taker", 2), Role("scribe", 1)),
            items=(
                Item("Status", 5, presenters=(Person("Chairs"),)),
                Item(
                    "Diet ESP",
                    10,
                    5,
                    (Person("yoav nir", YOAV), Person("Daniel Migault", ("zulip:77",))),
                    "Talks",
                    ("draft-mglt-ipsecme-diet-esp-03",),
                    "https://slides.example/1",
                ),
            ),
            documents=(
                DocumentState(
                    "Work in progress",
                    (
                        Document("draft-ietf-ipsecme-a", "", f"{doc}draft-ietf-ipsecme-a/"),
                        Document("draft-ietf-ipsecme-b", "B", f"{doc}draft-ietf-ipsecme-b/"),
                    ),
                ),
                DocumentState("Publication requested"),
                DocumentState(
                    "Published as RFC",
                    (
                        Document("RFC 9370", "KE", "https://www.rfc-editor.org/info/rfc9370"),
                        Document("RFC 9395", "", "https://www.rfc-editor.org/info/rfc9395"),
                    ),
                ),
            ),
            adoption_calls=("draft-mglt-ipsecme-diet-esp",),
        )
    )


def test_the_fewest_keys_are_enough() -> None:
    assert load_text(HEAD + ITEMS, "agendas/my.session.yaml") == Loaded(
        Agenda(
            id="my.session",
            title="A session",
            start=datetime(2023, 7, 26, 22, 30, tzinfo=UTC),
            timezone="America/Los_Angeles",
            items=(Item("Diet ESP", 10),),
        )
    )


@pytest.mark.parametrize(
    "day", ["2023-07-26", '"2023-07-26"', "Wed 2023-07-26", "2023-07-26 (Wednesday)", "26 July 2023", "July 26, 2023"]
)
def test_a_date_may_be_written_in_several_ways(day: str) -> None:
    assert agenda(HEAD.replace("2023-07-26", day) + ITEMS).start == datetime(2023, 7, 26, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize("time", ["15:30", '"15:30"', "15:30:00"])
def test_a_time_needs_no_quotes(time: str) -> None:
    assert agenda(HEAD.replace("15:30", time) + ITEMS).start == datetime(2023, 7, 26, 22, 30, tzinfo=UTC)


def test_an_end_before_the_start_is_on_the_next_day() -> None:
    loaded = agenda(HEAD.replace("15:30", "23:55") + "end: 00:05\n" + ITEMS)
    assert loaded.planned_end - loaded.start == loaded.items[0].length


def test_of_a_time_that_comes_twice_the_first_is_taken() -> None:
    text = HEAD.replace("2023-07-26", "2023-11-05").replace("15:30", "01:30")
    assert agenda(text + ITEMS).start == datetime(2023, 11, 5, 8, 30, tzinfo=UTC)


def test_one_value_stands_for_a_list_of_one() -> None:
    item = "agenda: [{title: A, minutes: 1, presenters: Ann Bell, drafts: draft-a-b}]"
    assert agenda(HEAD + item).items == (Item("A", 1, presenters=(Person("Ann Bell"),), drafts=("draft-a-b",)),)


def test_an_id_given_with_a_presenter_holds_for_the_chair_of_that_name() -> None:
    text = "chairs: [Ann Bell]\nagenda: [{title: A, minutes: 1, presenters: [{name: Ann Bell, zulip: 7}]}]"
    assert agenda(HEAD + text).chairs == (Person("Ann Bell", ("zulip:7",)),)


def test_ids_given_at_different_mentions_come_together() -> None:
    text = "chairs: [{name: Ann, slack: U1}]\nagenda: [{title: A, minutes: 1, presenters: [{name: Ann, zulip: 7}]}]"
    assert agenda(HEAD + text).items[0].presenters == (Person("Ann", ("zulip:7", "slack:U1")),)


@pytest.mark.parametrize(
    ("lines", "topic"),
    [
        ("meeting: IETF 117\nchannels: {zulip: {channel: a}}\n", "IETF 117"),
        ("channels: {zulip: {channel: a}}\n", "A session"),
    ],
)
def test_the_topic_is_the_meeting_or_the_title(lines: str, topic: str) -> None:
    assert agenda(HEAD + lines + ITEMS).places == (Place("zulip", "a", topic),)


def test_a_long_title_is_cut_to_what_zulip_takes_as_a_topic() -> None:
    text = HEAD.replace("A session", "x" * 61) + "channels: {zulip: {channel: a}}\n" + ITEMS
    assert agenda(text).places == (Place("zulip", "a", "x" * 59 + "…"),)


def test_a_slack_channel_may_be_a_mapping() -> None:
    assert agenda(HEAD + "channels: {slack: {channel: C1}}\n" + ITEMS).places == (Place("slack", "C1"),)


@pytest.mark.parametrize(
    ("volunteers", "roles"),
    [
        ("[Note taker, scribe]", (Role("note taker", 1), Role("scribe", 1))),
        ("[note taker, note takers]", (Role("note taker", 2),)),
        ("note taker", ()),
        ("{NOTE  TAKERS: 3}", (Role("note taker", 3),)),
    ],
)
def test_volunteers_are_roles_with_places(volunteers: str, roles: tuple[Role, ...]) -> None:
    loaded = load_text(f"{HEAD}volunteers: {volunteers}\n{ITEMS}", "a.yaml").agenda
    assert (loaded.roles if loaded else ()) == roles


def test_a_key_without_a_value_is_as_good_as_not_there() -> None:
    assert agenda(HEAD + "end:\nchairs:\nlinks: ~\n" + ITEMS) == agenda(HEAD + ITEMS)


def test_a_state_without_documents_is_kept_even_when_nothing_is_written() -> None:
    text = HEAD + "documents:\n  publication-requested:\n" + ITEMS
    assert agenda(text).documents == (DocumentState("Publication requested"),)


def test_line_ends_and_byte_order_marks_of_any_system_are_read() -> None:
    text = HEAD + ITEMS
    assert agenda("\ufeff" + text.replace("\n", "\r\n")) == agenda(text.replace("\n", "\r")) == agenda(text)


def test_the_first_agenda_is_right_and_says_what_its_document_says() -> None:
    loaded = load(ROOT / "agendas/ietf117-ipsecme.yaml")
    assert loaded.problems == ()
    assert loaded.agenda
    local = loaded.agenda.local
    assert f"{local(loaded.agenda.start):%A %Y-%m-%d %H:%M}" == "Wednesday 2023-07-26 15:30"
    assert f"{local(loaded.agenda.planned_end):%H:%M}" == "17:00"
    assert [item.minutes for item in loaded.agenda.items] == [5, 10, 15, 10, 5, 5, 5, 10, 10, 10, 5, 0]
    assert [item.group for item in loaded.agenda.items] == ["", "", *["Presentations"] * 8, "", ""]
    assert [(state.name, len(state.documents)) for state in loaded.agenda.documents] == [
        ("Published as RFC", 2),
        ("RFC Editor queue", 2),
        ("Publication requested", 0),
        ("Waiting for write-up / AD follow-up", 1),
        ("Working group last call", 1),
        ("Work in progress", 2),
    ]
    assert len(loaded.agenda.adoption_calls) == 6
    assert loaded.agenda.roles == (Role("note taker", 2),)


def test_every_agenda_kept_here_loads_without_a_problem() -> None:
    assert check([ROOT / "agendas"]) == []


def test_a_folder_stands_for_its_agendas(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "agenda.schema.json", "notes.txt"):
        (tmp_path / name).write_text("")
    assert agenda_files(tmp_path) == [tmp_path / "a.yml", tmp_path / "b.yaml"]


def test_two_sessions_cannot_have_one_name(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HEAD + ITEMS)
    (tmp_path / "b.yaml").write_text("id: a\n" + HEAD + ITEMS)
    assert [str(problem) for problem in check([tmp_path])] == [
        f"{tmp_path}/b.yaml:1: {tmp_path}/a.yaml is the session `a` too; give one of them another `id`"
    ]


def test_the_schema_that_editors_use_is_up_to_date() -> None:
    kept = (ROOT / "agendas/agenda.schema.json").read_text(encoding="utf-8")
    assert kept == json_schema_text(), (
        "the schema is stale; run: python -m chatbot.importers.yaml > agendas/agenda.schema.json"
    )


FIXED = """\
title: IPsecME
date: 2023-07-26
start: 23:30
end: 00:30
timezone: America/Los_Angeles
warnings: channel
agenda:
  - {title: One, minutes: 10}
  - {title: Joint, minutes: 20, start: 00:10}
"""


def test_fixed_start_is_an_instant_on_the_day_that_it_falls_on() -> None:
    agenda = load_text(FIXED, "a.yaml").agenda

    assert agenda is not None
    assert [item.fixed for item in agenda.items] == [None, datetime(2023, 7, 27, 7, 10, tzinfo=UTC)]
    assert (agenda.planned_end, agenda.warnings) == (datetime(2023, 7, 27, 7, 30, tzinfo=UTC), Audience.CHANNEL)


def test_fixed_start_and_warnings_survive_a_dump() -> None:
    agenda = load_text(FIXED, "a.yaml").agenda

    assert agenda is not None
    assert load_text(dump(agenda), "a.yaml").agenda == agenda


def test_fixed_start_leaves_a_gap_that_counts_and_is_told() -> None:
    gap = "a.yaml:9: warning: `start`: 30 min are free before `Joint`; add a break, or start it earlier"
    assert [str(one) for one in load_text(FIXED, "a.yaml").problems] == [gap]
    text = FIXED.replace("minutes: 20", "minutes: 25")
    assert [str(one) for one in load_text(text, "a.yaml").problems] == [
        "a.yaml:4: warning: `end`: the items take 65 min of the session's 60: 5 too many",
        gap,
    ]


def test_fixed_start_before_the_session_is_an_error() -> None:
    text = FIXED.replace("start: 00:10", "start: 22:10")
    assert [str(one) for one in load_text(text, "a.yaml").problems if one.severity == "error"] == [
        "a.yaml:9: `start`: 22:10 is before the session's start, 23:30; write a later time"
    ]


@pytest.mark.parametrize(
    ("day", "clock", "severity"), [("2026-03-29", "02:30", "error"), ("2026-10-25", "02:30", "warning")]
)
def test_fixed_start_in_the_hour_of_summer_time_is_told(day: str, clock: str, severity: str) -> None:
    text = (
        f"title: T\ndate: {day}\nstart: 01:30\ntimezone: Europe/Vienna\n"
        f"agenda: [{{title: Hall, minutes: 60}}, {{title: A, minutes: 10, start: {clock}}}]\n"
    )
    assert [one.severity for one in load_text(text, "a.yaml").problems] == [severity]


def test_warnings_for_nobody_that_exists_are_an_error() -> None:
    problems = load_text(FIXED.replace("channel", "everyone"), "a.yaml").problems
    assert [str(one) for one in problems if one.severity == "error"] == [
        "a.yaml:6: `warnings`: `everyone` is nobody to warn; write `chairs`, `channel`, `board` or `none`"
    ]
