"""Note takers are asked for until they are found."""

from chatbot.core.agenda import Role
from tests.scenarios.stage import played, said_by_bot, small, told_by_bot

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
        (
            "13:53:00 bot (to Dee only): All places for note takers are taken, by Bob and Cy. You are number 1 in the "
            "line, and I tell you when one comes free; `withdraw note taker` ends that."
        ),
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


def test_places_pass_on_in_order_and_nobody_is_dropped_silently() -> None:
    script = """
        13:51:00 Bob: volunteer
        13:51:30 Ann: sign up Guest One as note taker
        13:52:00 Eve: volunteer note taker
        13:52:30 Fay: +signup note taker
        13:53:00 Bob: withdraw
        13:55:00 Ann: need 1 note taker
        13:55:10 Ann: release Guest One
    """
    entries = played(small(roles=TWO), script)

    assert [head for head in said_by_bot(entries, since="13:51:30", upto="13:55:10") if "(edits)" not in head] == [
        (
            "13:51:30 bot (to Ann only): Guest One is signed up as note taker. I know no account of theirs, so I "
            "cannot tell them; a mention gives one."
        ),
        (
            "13:52:00 bot (to Eve only): All places for note takers are taken, by Bob and Guest One. You are number 1 "
            "in the line, and I tell you when one comes free; `withdraw note taker` ends that."
        ),
        (
            "13:52:30 bot (to Fay only): All places for note takers are taken, by Bob and Guest One. You are number 2 "
            "in the line, and I tell you when one comes free; `withdraw note taker` ends that."
        ),
        (
            "13:53:00 bot (to Bob only): You are no longer signed up as note taker; Eve has the place now. "
            "To sign up again, say `volunteer note taker`."
        ),
        "13:53:00 bot: Note takers: Guest One, Eve; waiting: Fay.",
        (
            "13:55:00 bot (to Ann only): 2 note takers signed up: Guest One, Eve. For 1 place, whom shall I release? "
            "Say `release Guest One as note taker` or `release @Eve as note taker`; until then all stay."
        ),
        "13:55:10 bot (to Ann only): Guest One is no longer signed up as note taker.",
    ]
    assert "13:53:00 bot (to Eve only): Small WG: a place has come free, and you are note taker now. " in "".join(
        told_by_bot(entries, "Eve")
    )


def test_somebody_is_asked_privately() -> None:
    script = """
        13:56:00 Ann: ask @Gus
        13:56:10 Gus: no
        13:56:20 Ann: ask @Hal
        13:56:30 Hal: yes
        13:56:40 Gus: never ask me
        13:56:50 Ann: ask @Gus
    """
    entries = played(small(roles=TWO), script)

    assert told_by_bot(entries, "Ann", since="13:56:00", upto="13:57:00") == [
        "13:56:10 bot (to Ann only): Small WG: the answer is no: somebody else has to be asked to be note taker."
    ]
    question = "Small WG: would you be note taker, Mon 16 Mar 2026, 14:00? A chair asks; no is a fine answer."
    assert [head for head in told_by_bot(entries) if "would you" in head] == [
        f"13:56:00 bot (to gus only): {question}",
        f"13:56:20 bot (to hal only): {question}",
    ]
    assert said_by_bot(entries, since="13:56:50", upto="13:56:59") == [
        "13:56:50 bot (to Ann only): Gus wants never to be asked, so please ask somebody else."
    ]


def test_hand_over_at_the_half_and_thanks_by_name_once() -> None:
    script = """
        13:51 Bob: volunteer note taker for the first half
        13:52 Hal: volunteer note taker for the second half
    """
    entries = played(small(roles=(Role("note taker", 1),)), script)

    assert told_by_bot(entries, "Hal") == [
        "14:10:00 bot (to Hal only): Small WG: you are note taker from item 3 on, at 14:15."
    ]
    assert [head for head in said_by_bot(entries) if "→" in head] == ["14:15:00 bot: Bob → Hal takes notes from here."]
    thanks = next(entry for entry in entries if "Thanks" in entry)
    assert thanks.splitlines()[1].strip() == "Thanks to the note takers Bob and Hal."


def test_chairs_are_told_at_the_start_who_is_here() -> None:
    script = """
        13:51 Bob: volunteer
        13:52 Bob: withdraw
        13:53 Cy: note hello
        13:54 Dee: never ask me
    """
    entries = played(small(roles=TWO), script)

    told = next(entry for entry in entries if "still wanted" in entry)
    assert [line.strip() for line in told.splitlines()] == [
        "14:00:00 bot (to Ann only): Small WG: 2 note takers still wanted.",
        "Here, and note taker longest ago:",
        "- Bob: never yet",
        "`ask Bob as note taker` lets me ask privately.",
    ]
