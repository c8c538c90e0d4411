"""Pages: addresses in their words, and pages without line breaks."""

from tests.importers.text.reading import read, short

PAGE = (
    "<!DOCTYPE html><html><body><h1>Agenda</h1>\n<p>Thursday, 21 March 2024, 15:30-17:00 UTC</p>\n<ul>\n"
    "<li>5 min - Welcome</li>\n<li>10 min - Keys - Ann Bell https://example.org/draft-bell-keys ann@example.org</li>\n"
    "<li>15 min - Locks</li>\n</ul></body></html>"
)


def test_addresses_in_the_words_are_no_part_of_a_title() -> None:
    assert [short(slot) for slot in read(PAGE).slots] == [
        ("Welcome", (), 5, ""),
        ("Keys", ("Ann Bell",), 10, ""),
        ("Locks", (), 15, ""),
    ]
    assert read(PAGE).slots[1].drafts == ("draft-bell-keys",)


def test_a_page_on_one_line_is_read_as_one_on_many() -> None:
    many, one = read(PAGE), read(PAGE.replace("\n", ""))

    assert [short(slot) for slot in one.slots] == [short(slot) for slot in many.slots]
    assert [(day.date, day.start, day.end) for day in one.sessions] == [
        (day.date, day.start, day.end) for day in many.sessions
    ]
    assert {slot.line for slot in one.slots} == {1}
    assert [slot.line for slot in many.slots] == [4, 5, 6]
