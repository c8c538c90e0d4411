"""Slack refuses posts, loses answers, repeats events and cuts the socket: nothing is lost, and nothing said twice."""

from pathlib import Path

import pytest

from tests.durability.slack_crowd import ITEMS, PEOPLE, SlackCrowd
from tests.durability.words import told_twice
from tests.fakes.slack import FakeSlack

pytestmark = pytest.mark.slow


def test_session_on_a_slack_with_all_faults(tmp_path: Path) -> None:
    with FakeSlack(twice=True) as slack:
        crowd = SlackCrowd(slack, tmp_path, seed=3)
        crowd.run()

        posts = crowd.posts()
        items = [text.split("Now: ")[1].split(" (")[0] for text in posts if "Now: " in text]
        assert items == [f"Draft Number {number}" for number in range(1, ITEMS + 1)]
        assert sum(text.startswith("Note Well") for text in posts) == 1
        assert sum("session ended" in text for text in posts) == 1
        assert told_twice(posts) == []
        assert slack.socket.connections > 3
        assert all(envelope.sent > 1 and envelope.acked for envelope in slack.envelopes)
        people = {person.name for roster in crowd.session().rosters for person in roster.people}
        assert [name for name in PEOPLE if (name in people) not in crowd.told(name)] == []
        log = (tmp_path / "log.txt").read_text(encoding="utf-8")
        assert {"post_put_off", "post_in_doubt", "post_found"} <= set(log.split())
