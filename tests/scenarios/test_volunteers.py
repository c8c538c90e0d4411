"""Note takers are asked for until they are found."""

from chatbot.core.agenda import Role
from tests.scenarios.stage import played, said_by_bot, small

TWO = (Role("note taker", 2),)


def requests(entries: list[str]) -> list[str]:
    return [head for head in said_by_bot(entries) if "ote taker" in head and "Thank you," not in head]


def test_request_is_repeated_while_places_are_free() -> None:
    assert requests(played(small(roles=TWO))) == [
        "13:50:00 bot: Small WG, Mon 16 Mar 2026, 14:00: 2 note takers wanted.",
        "14:00:00 bot: 2 note takers wanted.",
        "14:45:00 bot (edits): Note takers: none.",
    ]


def test_sign_ups_fill_the_request_and_it_stops_asking() -> None:
    entries = played(
        small(roles=TWO),
        """
        13:51 Bob: +signup note taker
        13:52 Cy: volunteer
        13:53 Dee: volunteer note taker
        """,
    )

    assert requests(entries) == [
        "13:50:00 bot: Small WG, Mon 16 Mar 2026, 14:00: 2 note takers wanted.",
        "13:51:00 bot (edits): Small WG, Mon 16 Mar 2026, 14:00: 2 note takers wanted, 1 place free; signed up: Bob.",
        "13:52:00 bot (edits): Note takers: Bob, Cy. Thank you.",
        "13:53:00 bot (to Dee only): All places for note takers are taken, by Bob and Cy. Thank you for offering.",
        "14:45:00 bot (edits): Note takers: Bob, Cy.",
    ]


def test_withdrawal_opens_the_request_again() -> None:
    entries = played(
        small(roles=(Role("note taker", 1),)),
        """
        13:51 Bob: +signup note taker
        13:52 Bob: -signup note taker
        """,
    )

    assert requests(entries)[1:4] == [
        "13:51:00 bot (edits): Note taker: Bob. Thank you.",
        (
            "13:52:00 bot (to Bob only): You are no longer signed up as note taker; the place is free for others. "
            "To sign up again, say `volunteer note taker`."
        ),
        "13:52:00 bot (edits): Small WG, Mon 16 Mar 2026, 14:00: 1 note taker wanted.",
    ]


def test_need_asks_at_once_and_replaces_the_old_request() -> None:
    entries = played(small(roles=TWO), "14:02 Ann: need a timekeeper")

    assert said_by_bot(entries, since="14:02:00", upto="14:03:00") == [
        "14:02:00 bot: 2 note takers wanted. 1 timekeeper wanted.",
        "14:02:00 bot (edits): Replaced by a newer message below.",
    ]
