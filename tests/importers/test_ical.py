"""Calendars: of sessions, of talks, repeated, in strange zones, and broken."""

from datetime import date, time
from inspect import cleandoc

import pytest

from chatbot.importers import ical
from chatbot.importers.errors import Unreadable
from chatbot.importers.imported import Imported, Meeting, Slot, Source


def read(text: str) -> Imported:
    return ical.read(Source(cleandoc(text).encode(), "some.ics"))


def calendar(*events: str, head: str = "") -> str:
    inner = "\n".join(f"BEGIN:VEVENT\n{cleandoc(event)}\nEND:VEVENT" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}\n{inner}\nEND:VCALENDAR\n".replace("\n\n", "\n")


def codes(imported: Imported) -> list[tuple[int, str]]:
    return [(warning.line, warning.code) for warning in imported.warnings]


SESSION = """
    UID:ietf-130-555-examplewg
    SUMMARY:examplewg - Example Working Group
    LOCATION:Hall 4
    DTSTART;TZID=Europe/Vienna:20261118T153000
    DTEND;TZID=Europe/Vienna:20261118T170000
    URL:https://datatracker.example/meeting/130/materials/agenda-130-examplewg
    DESCRIPTION:Meetecho: https://meet.example/130?group=examplewg\\n\\nSession
      materials: https://datatracker.example/meeting/130/session/examplewg
"""


def test_a_meeting_s_event_is_a_session_with_its_links() -> None:
    imported = read(calendar(SESSION))

    assert imported.sessions == (
        Meeting("examplewg - Example Working Group", date(2026, 11, 18), time(15, 30), time(17, 0),
                "Europe/Vienna", "Hall 4"),
    )  # fmt: skip
    assert imported.slots == ()
    assert imported.links == (
        ("Agenda", "https://datatracker.example/meeting/130/materials/agenda-130-examplewg"),
        ("Meetecho", "https://meet.example/130?group=examplewg"),
        ("Session materials", "https://datatracker.example/meeting/130/session/examplewg"),
    )
    assert codes(imported) == [(3, "no-slots")]


def test_what_is_cancelled_is_named_and_left_out() -> None:
    imported = read(calendar(SESSION, "STATUS:CANCELLED\nSUMMARY:otherwg\nDTSTART:20261118T170000Z"))

    assert len(imported.sessions) == 1
    assert codes(imported) == [(13, "cancelled"), (3, "no-slots")]


def test_a_session_that_moved_wants_a_look() -> None:
    moved = SESSION + "    STATUS:RESCHEDULED TO THURSDAY 10:00\n"

    assert codes(read(calendar(moved))) == [(3, "rescheduled"), (3, "no-slots")]


TALKS = (
    """
    SUMMARY:Second talk - Bob Example, Cy Example
    LOCATION:Room A
    DTSTART;TZID=Europe/Vienna:20261118T094500
    DTEND;TZID=Europe/Vienna:20261118T101500
    CATEGORIES:Security
    """,
    """
    SUMMARY:First talk - Ann Example
    LOCATION:Room A
    DTSTART;TZID=Europe/Vienna:20261118T090000
    DURATION:PT45M
    """,
    """
    SUMMARY:Coffee break
    LOCATION:Room A
    DTSTART;TZID=Europe/Vienna:20261118T101500
    DTEND;TZID=Europe/Vienna:20261118T103000
    """,
)


def test_events_that_share_day_and_room_are_the_talks_of_a_session() -> None:
    imported = read(calendar(*TALKS, head="X-WR-CALNAME:Example Conference"))

    assert imported.sessions == (
        Meeting("Example Conference – Room A", date(2026, 11, 18), time(9), time(10, 30), "Europe/Vienna", "Room A"),
    )
    assert imported.slots == (
        Slot(1, "First talk", ("Ann Example",), 45, time(9), line=11),
        Slot(1, "Second talk", ("Bob Example", "Cy Example"), 30, time(9, 45), group="Security", line=4),
        Slot(1, "Coffee break", (), 15, time(10, 15), kind="break", line=17),
    )
    assert imported.warnings == ()


def test_two_rooms_and_two_days_are_sessions_of_their_own() -> None:
    hall = "SUMMARY:Talk {n}\nLOCATION:{room}\nDTSTART:202611{day}T{hour}0000Z\nDURATION:PT1H"
    places = [("A", 18, "09"), ("A", 18, "10"), ("B", 18, "09"), ("B", 18, "10"), ("A", 19, "09"), ("A", 19, "10")]
    events = [hall.format(n=n, room=room, day=day, hour=hour) for n, (room, day, hour) in enumerate(places, 1)]

    imported = read(calendar(*events))

    assert [(meeting.room, meeting.date) for meeting in imported.sessions] == [
        ("A", date(2026, 11, 18)),
        ("B", date(2026, 11, 18)),
        ("A", date(2026, 11, 19)),
    ]
    assert [(slot.session, slot.title) for slot in imported.slots] == [
        (1, "Talk 1"), (1, "Talk 2"), (2, "Talk 3"), (2, "Talk 4"), (3, "Talk 5"), (3, "Talk 6"),
    ]  # fmt: skip


def test_dashes_in_titles_are_kept_where_few_events_name_speakers() -> None:
    one = "SUMMARY:{}\nLOCATION:A\nDTSTART:20261118T{}0000Z\nDURATION:PT1H"
    events = (one.format("HTTP - Next", "09"), one.format("Things to do", "10"), one.format("And more", "11"))

    assert [slot.title for slot in read(calendar(*events)).slots] == ["HTTP - Next", "Things to do", "And more"]


def test_speakers_may_stand_as_attendees_who_chair() -> None:
    talk = 'ATTENDEE;ROLE=CHAIR;CN="Ann Example":mailto:none\nSUMMARY:Talk\nDTSTART:20261118T{}0000Z\nDURATION:PT1H'

    assert [slot.presenters for slot in read(calendar(talk.format("09"), talk.format("10"))).slots] == [
        ("Ann Example",), ("Ann Example",),
    ]  # fmt: skip


ZONES = [
    ("DTSTART;TZID=Europe/Vienna:20261118T153000", "", "Europe/Vienna", time(15, 30), []),
    ("DTSTART;TZID=/example.org/2020/Europe/Vienna:20261118T153000", "", "Europe/Vienna", time(15, 30), []),
    ("DTSTART;TZID=custom_America/New_York:20261118T153000", "", "America/New_York", time(15, 30), []),
    ("DTSTART;TZID=W. Europe Standard Time:20261118T153000", "", "Europe/Berlin", time(15, 30), []),
    ("DTSTART:20261118T143000Z", "", "UTC", time(14, 30), []),
    ("DTSTART:20261118T143000Z", "X-WR-TIMEZONE:Europe/Vienna", "Europe/Vienna", time(15, 30), []),
    ("DTSTART:20261118T143000Z\nX-MEETING-TZ:America/Toronto", "", "America/Toronto", time(9, 30), []),
    ("DTSTART:20261118T153000", "X-WR-TIMEZONE:Europe/Vienna", "Europe/Vienna", time(15, 30), []),
    ("DTSTART:20261118T153000", "", "", time(15, 30), ["no-zone"]),
    ("DTSTART;TZID=Narnia:20261118T153000", "", "Narnia", time(15, 30), ["unknown-zone"]),
]


@pytest.mark.parametrize(("start", "head", "zone", "at", "doubts"), ZONES)
def test_the_zone_is_the_event_s_then_the_meeting_s_then_the_calendar_s(
    start: str, head: str, zone: str, at: time, doubts: list[str]
) -> None:
    imported = read(calendar(f"SUMMARY:One\n{start}\nDURATION:PT1H", head=head))

    meeting = imported.sessions[0]
    assert (meeting.timezone, meeting.start) == (zone, at)
    assert [code for _, code in codes(imported)] == [*doubts, "no-slots"]


REPEATED = [
    # The first one after the calendar was written, at the same hour though summer time begins in between.
    ("RRULE:FREQ=WEEKLY\nDTSTAMP:20260510T100000Z", date(2026, 5, 12)),
    ("RRULE:FREQ=WEEKLY\nDTSTAMP:20260510T100000Z\nEXDATE;TZID=Europe/Vienna:20260512T150000", date(2026, 5, 19)),
    ("RRULE:FREQ=WEEKLY", date(2026, 1, 6)),
    ("RRULE:FREQ=WEEKLY;COUNT=2\nDTSTAMP:20270101T000000Z", date(2026, 1, 6)),
    ("RRULE:FREQ=WEEKLY;UNTIL=20260201T140000Z\nDTSTAMP:20260120T180000Z", date(2026, 1, 27)),
    ("RRULE:FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1\nDTSTAMP:20260510T100000Z", date(2026, 6, 2)),
    ("RRULE:FREQ=MONTHLY;BYDAY=-1TU\nDTSTAMP:20260510T100000Z", date(2026, 5, 26)),
    ("RRULE:FREQ=MONTHLY;BYMONTHDAY=15\nDTSTAMP:20260510T100000Z", date(2026, 5, 15)),
    ("RRULE:FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=1MO\nDTSTAMP:20260510T100000Z", date(2026, 1, 6)),
    ("RRULE:FREQ=WEEKLY\nDTSTAMP:20460510T100000Z", date(2026, 1, 6)),
    ("RRULE:FREQ=SECONDLY", date(2026, 1, 6)),
    ("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", date(2026, 1, 6)),
]


@pytest.mark.parametrize(("rule", "day"), REPEATED)
def test_of_a_repeated_event_one_is_taken_and_said(rule: str, day: date) -> None:
    imported = read(calendar(f"SUMMARY:Weekly\nDTSTART;TZID=Europe/Vienna:20260106T150000\nDURATION:PT1H\n{rule}"))

    assert (imported.sessions[0].date, imported.sessions[0].start) == (day, time(15))
    assert (2, "repeated") in [(line - 1, code) for line, code in codes(imported)]


def test_a_whole_day_has_no_window_and_says_so() -> None:
    imported = read(calendar("SUMMARY:Retreat\nDTSTART;VALUE=DATE:20261118"))

    assert imported.sessions == (Meeting("Retreat", date(2026, 11, 18)),)
    assert [code for _, code in codes(imported)] == ["no-slots", "no-time"]


def test_an_event_without_a_start_is_named_and_left_out() -> None:
    imported = read(calendar("SUMMARY:Some time"))

    assert imported.sessions == ()
    assert codes(imported) == [(3, "no-start")]


def test_a_length_across_the_change_of_summer_time_is_the_true_one() -> None:
    talk = "SUMMARY:Night\nDTSTART;TZID=Europe/Vienna:20261025T010000\nDTEND;TZID=Europe/Vienna:20261025T040000"
    imported = read(calendar(talk, "SUMMARY:After\nDTSTART;TZID=Europe/Vienna:20261025T040000\nDURATION:PT1H"))

    assert [slot.minutes for slot in imported.slots] == [240, 60]


def test_bom_and_carriage_returns_do_no_harm() -> None:
    source = Source(b"\xef\xbb\xbf" + calendar(SESSION).replace("\n", "\r\n").encode(), "some.ics")

    assert ical.recognise(source) == "it begins with BEGIN:VCALENDAR"
    assert len(ical.read(source).sessions) == 1


@pytest.mark.parametrize("text", ["", "BEGIN", "# BEGIN:VCALENDAR", "Agenda\nBEGIN:VCALENDAR", "BEGIN:VCARD\n"])
def test_nothing_else_is_taken_for_a_calendar(text: str) -> None:
    assert ical.recognise(Source(text.encode(), "x")) is None


BROKEN = [
    ("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR", "x.ics:1: the calendar holds no event"),
    ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:One", "x.ics:1: the calendar holds no event"),
    ("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR", "x.ics: is no whole calendar"),
    ("BEGIN:VEVENT\nDTSTART;TZID=Europe:20261118T153000\nEND:VEVENT", "x.ics: is no whole calendar"),
    ("BEGIN:VEVENT\n" * 2_001, "x.ics: has more than 2000 events or 60000 lines; export the calendar of your session."),
    (
        "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nRRULE:FREQ=SECONDLY\nEND:VTIMEZONE\nEND:VCALENDAR",
        "x.ics:2: the time zone changes more often than once a month; remove it.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), BROKEN)
def test_a_broken_calendar_gets_a_sentence(text: str, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        ical.read(Source(text.encode(), "x.ics"))

    assert str(caught.value).startswith(said)
