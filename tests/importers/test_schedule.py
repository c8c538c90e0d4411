"""Conference schedules in JSON and XML: the same conference gives the same sessions."""

import json
from datetime import date, time
from inspect import cleandoc

import pytest

from chatbot.importers.errors import Unreadable
from chatbot.importers.imported import Imported, Meeting, Slot, Source, Warning
from chatbot.importers.schedule import JSON_READER, XML_READER

ONE_DAY = """
{
  "schedule": {
    "version": "1",
    "conference": {
      "acronym": "ex26",
      "title": "Example Conf",
      "time_zone_name": "Europe/Vienna",
      "days": [
        {
          "index": 1,
          "rooms": {
            "Hall": [
              {
                "id": 2,
                "guid": "b-2",
                "title": "After midnight",
                "date": "2026-11-19T00:30:00+01:00",
                "duration": "01:00",
                "persons": []
              },
              {
                "id": 1,
                "guid": "a-1",
                "title": "A talk\\nof two lines",
                "date": "2026-11-18T23:00:00+01:00",
                "duration": "0:01:30",
                "track": {"en": "Security"},
                "persons": [{"public_name": "Ann Example"}, {"name": "Bob"}, {}],
                "attachments": [{"title": "Slides", "url": "https://example.org/a.pdf"}]
              }
            ],
            "Attic": [{"id": 3, "title": "Lunch", "date": "2026-11-18T11:00:00Z", "duration": "2h"}]
          }
        }
      ]
    }
  }
}
"""
IN_XML = """
<?xml version="1.0" encoding="utf-8"?>
<!-- exported -->
<schedule>
  <conference><acronym>ex26</acronym><title>Example Conf</title><time_zone_name>Europe/Vienna</time_zone_name></conference>
  <day index="1" date="2026-11-18">
    <room name="Hall">
      <event id="2"><title>After midnight</title><date>2026-11-19T00:30:00+01:00</date><duration>01:00</duration></event>
      <event id="1">
        <title>A talk
          of two lines</title>
        <date>2026-11-18T23:00:00+01:00</date><duration>0:01:30</duration><track>Security</track>
        <persons><person id="1">Ann Example</person><person>Bob</person><person/></persons>
        <attachments><attachment href="https://example.org/a.pdf">Slides</attachment></attachments>
      </event>
    </room>
    <room name="Attic">
      <event id="3"><title>Lunch</title><date>2026-11-18T11:00:00Z</date><duration>2h</duration></event>
    </room>
  </day>
</schedule>
"""  # noqa: E501


def source(text: str) -> Source:
    return Source(cleandoc(text).encode(), "x")


def expected(lines: tuple[int, int, int]) -> tuple[tuple[Meeting, ...], tuple[Slot, ...], tuple[Warning, ...]]:
    return (
        (
            Meeting("Example Conf – Hall", date(2026, 11, 18), time(23), time(1, 30), "Europe/Vienna", "Hall"),
            Meeting("Example Conf – Attic", date(2026, 11, 18), time(12), None, "Europe/Vienna", "Attic"),
        ),
        (
            Slot(1, "A talk of two lines", ("Ann Example", "Bob"), 90, time(23), group="Security", line=lines[0],
                 slides="https://example.org/a.pdf"),
            Slot(1, "After midnight", (), 60, time(0, 30), line=lines[1]),
            Slot(2, "Lunch", (), None, time(12), kind="break", line=lines[2]),
        ),
        (Warning(lines[2], "no-minutes", "“Lunch” has no duration; set its `minutes`."),),
    )  # fmt: skip


def parts(imported: Imported) -> tuple[tuple[Meeting, ...], tuple[Slot, ...], tuple[Warning, ...]]:
    return imported.sessions, imported.slots, imported.warnings


def test_json_gives_a_session_a_day_and_room() -> None:
    given = source(ONE_DAY)

    assert JSON_READER.recognise(given) == "it is JSON with a `schedule` of a conference"
    assert XML_READER.recognise(given) is None
    assert parts(JSON_READER.read(given)) == expected((23, 15, 32))


def test_xml_gives_the_same() -> None:
    given = source(IN_XML)

    assert XML_READER.recognise(given) == "it is XML whose root is <schedule>"
    assert JSON_READER.recognise(given) is None
    assert parts(XML_READER.read(given)) == expected((8, 7, 17))


def test_a_schedule_without_a_zone_keeps_its_offset_and_says_so() -> None:
    imported = XML_READER.read(source(IN_XML.replace("<time_zone_name>Europe/Vienna</time_zone_name>", "")))

    assert imported.sessions[0].timezone == "UTC+01:00"
    assert imported.warnings[-1] == Warning(
        0, "zone-offset", "The schedule names no time zone, only the offset UTC+01:00; set `timezone` to its place."
    )


def test_a_zone_that_does_not_exist_is_said() -> None:
    imported = JSON_READER.read(source(ONE_DAY.replace("Europe/Vienna", "Europe/Narnia")))

    assert imported.warnings[-1].code == "unknown-zone"


def test_an_event_that_cannot_be_read_is_left_out_by_name() -> None:
    broken = ONE_DAY.replace("2026-11-18T23:00:00+01:00", "tomorrow").replace('"title": "Lunch"', '"titel": "Lunch"')
    imported = JSON_READER.read(source(broken))

    assert [slot.title for slot in imported.slots] == ["After midnight"]
    assert [warning.message for warning in imported.warnings] == [
        "“A talk of two lines” is left out: its `date` is no instant with an offset; add it by hand.",
        "“An event without a title” is left out: it has no title; add it by hand.",
    ]


def test_an_empty_schedule_says_so() -> None:
    imported = XML_READER.read(source("<schedule></schedule>"))

    assert (imported.sessions, [warning.code for warning in imported.warnings]) == ((), ["no-slots"])


BROKEN_JSON = [
    ('{"schedule": {"conference": {"days": [', "x:1: the JSON breaks off or is broken here"),
    ('{"schedule": {"conference": {}}}', "x: the schedule has no `days`"),
    ('{"schedule": {"conference": NaN}}', "x: the JSON holds a number that is none"),
    ('{"schedule": {"days": ' + "[" * 100_000 + "}", "x: the JSON is nested too deeply"),
    ('{"schedule": {"days": ' + "1" * 5_000 + "}}", "x: the JSON holds a number that is none"),
    (json.dumps({"schedule": {"days": [{"rooms": {"A": [{}] * 5_001}}]}}), "x:1: has more than 5000 events"),
    ('{"schedule": {"days": "' + "x" * 5_000_000 + '"}}', "x: is larger than 5 MB"),
]


@pytest.mark.parametrize(("text", "said"), BROKEN_JSON)
def test_broken_json_gets_a_sentence(text: str, said: str) -> None:
    given = Source(text.encode(), "x")

    assert JSON_READER.recognise(given)
    with pytest.raises(Unreadable) as caught:
        JSON_READER.read(given)
    assert str(caught.value).startswith(said)


BOMB = """
<!DOCTYPE schedule [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<schedule><conference><title>&c;</title></conference></schedule>
"""
BROKEN_XML = [
    (BOMB, "x:1: a document type (<!DOCTYPE …>) is not read, as it can be used to do harm; remove it."),
    ('<!DOCTYPE schedule SYSTEM "http://127.0.0.1:1/x.dtd">\n<schedule/>', "x:1: a document type"),
    ("<schedule>\n<day>\n</schedule>", "x:3: the XML breaks off or is broken here (mismatched tag)"),
    ("<schedule>" + "<day>" * 30, "x:1: the XML is nested too deeply"),
    ("<schedule>&lol;</schedule>", "x:1: the XML breaks off or is broken here (undefined entity)"),
    ('<?xml version="1.0" encoding="klingon"?><schedule/>', "x:1: the XML is in an encoding that cannot be read"),
    ("<schedule>" + " " * 5_000_000 + "</schedule>", "x: is larger than 5 MB"),
]


@pytest.mark.parametrize(("text", "said"), BROKEN_XML)
def test_broken_or_hostile_xml_gets_a_sentence(text: str, said: str) -> None:
    given = source(text)

    assert XML_READER.recognise(given)
    with pytest.raises(Unreadable) as caught:
        XML_READER.read(given)
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize("text", ["", "{}", '{"schedule": []}', "<scheduled/>", "<html><schedule/></html>", "[1]"])
def test_nothing_else_is_taken_for_a_schedule(text: str) -> None:
    assert (JSON_READER.recognise(source(text)), XML_READER.recognise(source(text))) == (None, None)
