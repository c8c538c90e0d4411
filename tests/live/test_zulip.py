"""A session on a real Zulip server, driven by the keys of ordinary people."""

from pathlib import Path

import pytest

from tests.live.zulip_people import MISSING, Hall

pytestmark = [
    pytest.mark.live,
    pytest.mark.timeout(600),
    pytest.mark.skipif(bool(MISSING), reason=f"no Zulip server is named: {', '.join(MISSING)} not set"),
]
HAND = {"emoji_name": "raised_hand", "emoji_code": "270b", "reaction_type": "unicode_emoji"}


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def test_questions_are_answered_where_they_are_asked(hall: Hall) -> None:
    with hall.running():
        asked = hall.says(hall.user, "agenda")
        answer = hall.wait(lambda: [one for one in hall.posts() if "| # |" in one["content"] and one["id"] > asked])
        hall.whispers(hall.user, "when am I on?")
        hall.word_to(hall.user, "names your account")

        assert answer["subject"] == hall.topic


def test_reaction_signs_up_and_withdraws(hall: Hall) -> None:
    with hall.running():
        request = hall.post_with("1 note taker wanted")
        hall.user.does(f"messages/{request['id']}/reactions", "POST", **HAND)
        thanks = hall.word_to(hall.user, "You are signed up as note taker")
        hall.user.does(f"messages/{request['id']}/reactions", "DELETE", **HAND)

        hall.word_to(hall.user, "You are no longer signed up", after=thanks["id"])


def test_chair_commands_and_participant_does_not(hall: Hall) -> None:
    with hall.running():
        hall.post_with("Now: **Opening**")
        hall.says(hall.user, "extend 5")
        hall.word_to(hall.user, "Only the chairs can do this")
        hall.says(hall.chair, "extend 5")
        hall.post_with("has 5 more minutes")
        hall.says(hall.chair, f"chair add @**{hall.user.name}|{hall.user.user_id}**")
        hall.post_with("may now command this session")
        hall.says(hall.user, "extend 6")

        hall.post_with("has 6 more minutes")


def test_titles_and_names_mention_nobody_and_make_no_widget(hall: Hall) -> None:
    with hall.running():
        hall.post_with("Now: **Opening**")
        hall.says(hall.chair, "next")
        shown = hall.wait(
            lambda: [one for one in hall.posts() if "Now: " in one["content"] and "all" in one["content"]]
        )
        flags = {"mentioned", "wildcard_mentioned", "stream_wildcard_mentioned", "topic_wildcard_mentioned"}

        assert not flags & set(shown["flags"])
        assert not shown.get("submessages")


def test_renamed_topic_is_followed_and_the_old_one_stays_closed(hall: Hall) -> None:
    with hall.running():
        first = hall.post_with("Now: **Opening**")
        change = {"topic": "Renamed", "propagate_mode": "change_all", "send_notification_to_old_thread": False}
        hall.chair.does(f"messages/{first['id']}", "PATCH", **change)
        hall.topic = "Renamed"
        hall.says(hall.chair, "next")
        hall.wait(lambda: [one for one in hall.posts() if "Now: " in one["content"] and one["id"] > first["id"]])

        assert {one["subject"] for one in hall.posts()} == {"Renamed"}


def test_what_was_said_while_the_bot_was_away_is_answered(hall: Hall) -> None:
    with hall.running():
        hall.post_with("Now: **Opening**")
    hall.says(hall.user, "volunteer note taker")
    with hall.running():
        hall.word_to(hall.user, "You are signed up as note taker")
        hall.says(hall.chair, "end")
        hall.post_with("The session ended")
        items = [one["content"] for one in hall.posts() if "Now: **Opening**" in one["content"]]
        boards = [one for one in hall.posts() if "| # |" in one["content"]]

        assert (len(items), len(boards)) == (1, 1)
