"""The small readers below: durations, clocks, names, links."""

import pytest

from chatbot.importers.text.inline import inline
from chatbot.importers.text.people import names
from chatbot.importers.text.times import durations, ranges
from chatbot.importers.zones import iana, written


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("25 min", [25]), ("5m", [5]), ("2h", [120]), ("1h 50m", [110]), ("1h30", [90]), ("1.5 hours", [90]),
        ("half an hour", [30]), ("15~20 mn", [20]), ("40-50 min", [50]), ("30+ min", [30]), ("~5 minutes", [5]),
        ("(15')", [15]), ("10 minutes + 10 minutes Q&A", [20]), ("10+5 min", [15]), ("5-minute", [5]),
        ("2 hours and 30 minutes", [150]), ("IETF 117 minutes", []), ("RFC 120 m", []), ("5 minutes ago", []),
        ("2018 minutes", []), ("3m@example.org", []),
    ],
)  # fmt: skip
def test_durations_are_added_up_in_minutes(text: str, minutes: list[int]) -> None:
    assert [found.minutes for found in durations(text)] == minutes


@pytest.mark.parametrize(
    ("text", "clocks"),
    [
        ("17:00-18:00 CET (16:00-17:00 UTC)", ["17:00-18:00", "16:00-17:00"]), ("0900-1130", ["09:00-11:30"]),
        ("14.30 - 15.30 UTC", ["14:30-15:30"]), ("5pm-6pm", ["17:00-18:00"]), ("1 - 2.30 pm", ["13:00-14:30"]),
        ("11:30 - 1 pm", ["11:30-13:00"]), ("10:00 to 15:00", ["10:00-15:00"]), ("9:00 UTC – noon", ["09:00-12:00"]),
        ("1800 - late", ["18:00-"]), ("5 - 10", []), ("2021-07-29", []),
    ],
)  # fmt: skip
def test_ranges_of_clocks(text: str, clocks: list[str]) -> None:
    assert [
        f"{one.first.time:%H:%M}-{one.last.time:%H:%M}" if one.last else f"{one.first.time:%H:%M}-"
        for one in ranges(text)
    ] == clocks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ann Bell and Cy Dow", ["Ann Bell", "Cy Dow"]), ("A. Morton / F. Brockners", ["A. Morton", "F. Brockners"]),
        ("Mirja Kühlewind (remote)", ["Mirja Kühlewind"]), ("Peter van der Stok", ["Peter van der Stok"]),
        ("Shumon Huque, <s@example.org>", ["Shumon Huque"]), ("Chairs", ["Chairs"]),
        ("chairs, editors", ["chairs", "editors"]),
        ("Luis Miguel CONTRERAS", ["Luis Miguel CONTRERAS"]), ("@huningxin", ["@huningxin"]),
        ("Tommy Pauly, TBD", ["Tommy Pauly"]),
        ("Call for adoption on list", []), ("Currently expired. Current status?", []), ("Open Mic", []),
        ("Next Steps", []),
        ("CoAP", []), ("Blue Sheets", []), ("TLS", []), ("", []),
    ],
)  # fmt: skip
def test_a_list_of_names_is_told_from_other_words(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_initials_are_names_only_where_they_may_be() -> None:
    assert (names("LB, JS"), names("LB, JS", initials=True)) == ([], ["LB", "JS"])


@pytest.mark.parametrize(
    ("raw", "text", "urls"),
    [
        ("**[A](https://e.org/a)** - _B_", "A - B", ("https://e.org/a",)),
        ("[a](https://e.org/x(1)) b", "a b", ("https://e.org/x(1)",)),
        ("[open](https://e.org/x", "open", ("https://e.org/x",)),
        ("[A, 5 min] [13:00]", "[A, 5 min] [13:00]", ()),
        ("[A][1] and [B]", "A and [B]", ("https://e.org/1",)),
        ("snake_case and *one", "snake_case and one", ()),
        ("see https://e.org/a.", "see .", ("https://e.org/a",)),
        ("~~done~~ &le; <b>x</b><br>y", "done ≤ x y", ()),
    ],
)
def test_markdown_within_a_line_becomes_plain_text(raw: str, text: str, urls: tuple[str, ...]) -> None:
    line = inline(raw, {"1": "https://e.org/1"})

    assert (line.text, line.urls) == (text, urls)


@pytest.mark.parametrize(
    ("text", "zone", "name"),
    [
        ("14:00 CST", "CST", None), ("17:00 PDT (UTC-7)", "PDT", "America/Los_Angeles"),
        ("9:00 UTC+2", "UTC+2", "Etc/GMT-2"),
        ("Europe/Zürich", "Europe/Zurich", "Europe/Zurich"),
        ("10am Pacific Standard Time", "Pacific", "America/Los_Angeles"),
        ("09:00", "", None), ("AT&T IETF", "", None),
    ],
)  # fmt: skip
def test_zones_as_written_and_what_they_mean(text: str, zone: str, name: str | None) -> None:
    assert (written(text), iana(written(text))) == (zone, name)
