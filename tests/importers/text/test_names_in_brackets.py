"""Who presents, where a bracket also tells what they are, or the words go on behind it."""

import pytest

from tests.importers.text.reading import slots


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("EU Markets (Ann Bell, Professor of Economics, Department of Trade, University of Town) (20mins)",
         ("EU Markets", ("Ann Bell",), 20, "")),
        ("Syntax trees (Ann Bell, Wed or Thurs morning for a friend to call in)",
         ("Syntax trees", ("Ann Bell",), None, "")),
        ("What operators want (Ann Bell, Ericsson) (10 min)", ("What operators want", ("Ann Bell",), 10, "")),
        ("Readout (Ann Bell, Bob)", ("Readout", ("Ann Bell", "Bob"), None, "")),
        ("draft-bell-pubsub-08 (Ann? Bob?) (15 min)", ("draft-bell-pubsub-08", ("Ann", "Bob"), 15, "")),
        ("Cookies (Ann ?; 30m)", ("Cookies", ("Ann",), 30, "")),
        ("Fields and privacy (Ann Bell, Bob Cole, and Dan East) for stage 2",
         ("Fields and privacy for stage 2", ("Ann Bell", "Bob Cole", "Dan East"), None, "")),
        ("Segments (Daniel East) for stage 1", ("Segments for stage 1", ("Daniel East",), None, "")),
        ("Stores and ranges by [Ann Bell](https://example.org/ann). Sub-topics include handles for many blobs",
         ("Stores and ranges", ("Ann Bell",), None, "")),
        ("Redirection  10 miinutes + Q&A Ann Bell/Bob Cole", ("Redirection", ("Ann Bell", "Bob Cole"), 10, "")),
        ("Known material. Do they work? - Ann Bell, National University, Town  (35 mins)",
         ("Known material. Do they work?", ("Ann Bell",), 35, "")),
        ("Review requirements from participants", ("Review requirements from participants", (), None, "")),
    ],
)  # fmt: skip
def test_a_bracket_that_tells_more_still_gives_the_names(line: str, told: object) -> None:
    assert slots(f"## Agenda\n\n* {line}\n* Another item of the list\n")[0] == told
