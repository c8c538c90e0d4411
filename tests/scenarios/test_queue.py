"""The speaker queue, as the room reads it."""

from dataclasses import replace

from tests.scenarios.stage import played, said_by_bot, small


def test_places_are_told_privately_and_the_floor_to_the_room() -> None:
    entries = played(
        small(),
        """
        14:01:00 Bob: q+
        14:01:05 Cy: q+ to ask about section 3
        14:01:10 Dee: qq+
        14:01:15 Eve: q+ Mary Smith
        14:01:20 Bob: q?
        14:02:00 Ann: ack
        14:02:30 Ann: ack Mary
        14:03:00 Ann: ack
        14:03:30 Ann: ack
        14:04:00 Ann: ack
        14:04:30 Ann: ack
        """,
    )

    assert said_by_bot(entries, since="14:01:00", upto="14:04:59") == [
        "14:01:00 bot (to Bob only): You are in the queue: first. `q-` takes you out.",
        "14:01:05 bot (to Cy only): You are in the queue: 2nd, behind Bob. `q-` takes you out.",
        "14:01:10 bot (to Dee only): You are in the queue with a reply: first. `q-` takes you out.",
        "14:01:15 bot (to Eve only): Mary Smith is in the queue: 4th, behind Cy.",
        "14:01:20 bot (to Bob only): 1. Dee (reply)",
        "14:02:00 bot: Dee has the floor. Next: Bob.",
        "14:02:30 bot: Mary Smith has the floor. Next: Bob.",
        "14:03:00 bot: Bob has the floor. Next: Cy.",
        "14:03:30 bot: Cy has the floor: to ask about section 3.",
        "14:04:00 bot (to Ann only): The floor is free. Nobody waits.",
        "14:04:30 bot (to Ann only): Nobody waits in the queue; `q+` puts you in it.",
    ]


def test_kinds_go_in_their_order() -> None:
    entries = played(
        small(),
        """
        14:01:00 Bob: q+
        14:01:05 Cy: qq+ to answer that
        14:01:10 Dee: q+ clarifying question
        14:01:15 Eve: q+ point of order
        14:01:20 Bob: q?
        """,
    )
    shown = next(entry for entry in entries if entry.startswith("14:01:20 bot"))

    assert shown.splitlines() == [
        "14:01:20 bot (to Bob only): 1. Eve (point of order)",
        "          2. Dee (clarifying question)",
        "          3. Cy (reply) – to answer that",
        "          4. Bob",
    ]


def test_a_repeat_changes_nothing_and_says_the_place() -> None:
    entries = played(
        small(),
        """
        14:01:00 Bob: q+
        14:01:05 Cy: q+
        14:01:10 Cy: q+
        14:01:15 Dee: q+ cy
        14:01:20 Dee: q+ Mary Smith
        14:01:25 Eve: q+ mary smith
        """,
    )

    assert said_by_bot(entries, since="14:01:10", upto="14:02:00") == [
        "14:01:10 bot (to Cy only): Cy is in the queue already: 2nd, behind Bob.",
        "14:01:15 bot (to Dee only): Cy is in the queue already: 2nd, behind Bob.",
        "14:01:20 bot (to Dee only): Mary Smith is in the queue: 3rd, behind Cy.",
        "14:01:25 bot (to Eve only): Mary Smith is in the queue already: 3rd, behind Cy.",
    ]


def test_people_leave_and_let_others_go_first() -> None:
    entries = played(
        small(),
        """
        14:01:00 Bob: q+
        14:01:01 Cy: q+
        14:01:02 Dee: q+ Mary
        14:01:10 Bob: q- later
        14:01:15 Eve: q- Mary
        14:01:20 Dee: q- Mary
        14:01:25 Bob: q- later
        14:01:30 Bob: q-
        14:01:35 Bob: q-
        14:01:40 Ann: q- Cy
        """,
    )

    assert said_by_bot(entries, since="14:01:10", upto="14:02:00") == [
        "14:01:10 bot (to Bob only): You are in the queue: 2nd, behind Cy.",
        "14:01:15 bot (to Eve only): Only who put Mary in the queue, and chairs, can take Mary out.",
        "14:01:20 bot (to Dee only): Mary is out of the queue.",
        "14:01:25 bot (to Bob only): Nobody waits behind you.",
        "14:01:30 bot (to Bob only): You are out of the queue.",
        "14:01:35 bot (to Bob only): You are not in the queue; `q+` puts you in it.",
        "14:01:40 bot (to Ann only): Cy is out of the queue.",
    ]


def test_two_chairs_who_call_at_once_call_one_speaker() -> None:
    entries = played(
        small(),
        """
        14:01:00 Bob: q+
        14:01:01 Cy: q+
        14:01:10 Ann: ack
        14:01:13 Yoav: ack
        """,
    )

    assert said_by_bot(entries, since="14:01:10", upto="14:02:00") == [
        "14:01:10 bot: Bob has the floor. Next: Cy.",
        (
            "14:01:13 bot (to Yoav only): Ann called Bob a moment before you. "
            "`ack` calls the next one from 20 s after that, `ack NAME` at once."
        ),
    ]


def test_chairs_alone_lead_the_queue() -> None:
    entries = played(
        small(),
        """
        14:01:00 Bob: q+
        14:01:01 Cy: q+
        14:01:10 Bob: ack
        14:01:12 Bob: q close
        14:01:15 Ann: q first Cy
        14:01:20 Ann: q close
        14:01:25 Dee: q+
        14:01:30 Ann: last word Cy
        14:01:35 Ann: q open
        14:01:40 Dee: q+
        """,
    )

    assert said_by_bot(entries, since="14:01:10", upto="14:02:00") == [
        "14:01:10 bot (to Bob only): Only the chairs can do this: Ann, Yoav.",
        "14:01:12 bot (to Bob only): Only the chairs can do this: Ann, Yoav.",
        "14:01:15 bot (to Ann only): Cy is in the queue: first.",
        "14:01:20 bot: The speaker queue is closed, with 2 waiting.",
        "14:01:25 bot (to Dee only): The speaker queue is closed; a chair can open it with `q open`.",
        "14:01:30 bot: Cy has the last word; the queue is closed. Not heard: Bob.",
        "14:01:35 bot: The speaker queue is open; `q+` puts you in it.",
        "14:01:40 bot (to Dee only): You are in the queue: first. `q-` takes you out.",
    ]


def test_each_item_has_a_queue_of_its_own_and_who_was_not_heard_is_named() -> None:
    entries = played(small(), "14:04 Bob: q+")
    announced = next(entry for entry in entries if "Now: Draft One" in entry)

    assert announced.splitlines() == [
        "14:05:00 bot: Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee",
        "          Not heard: Bob.",
    ]


def test_a_kept_queue_goes_on_with_the_next_item() -> None:
    entries = played(
        replace(small(), keep_queue=True),
        """
        14:04 Bob: q+
        14:06 Ann: ack
        """,
    )

    assert said_by_bot(entries, since="14:05:00", upto="14:06:59") == [
        "14:05:00 bot: Now: Draft One – Cy (10 min, until 14:15); next: Draft Two – Dee",
        "14:06:00 bot: Bob has the floor.",
    ]


def test_speakers_have_a_time_of_their_own() -> None:
    entries = played(
        replace(small(), speaker_minutes=2),
        """
        14:06:00 Bob: q+
        14:06:01 Dee: q+
        14:06:10 Ann: ack
        14:09:00 Ann: q limit 0
        14:09:10 Ann: ack
        """,
    )

    assert said_by_bot(entries, since="14:06:10", upto="14:14:59") == [
        "14:06:10 bot: Bob has the floor for 2 min. Next: Dee.",
        "14:07:40 bot (to Bob only): Bob, 30 seconds left.",
        "14:08:10 bot: Bob, your time is up. Next: Dee.",
        "14:09:00 bot: Speakers have the time they need.",
        "14:09:10 bot: Dee has the floor.",
    ]
