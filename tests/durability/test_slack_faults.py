"""Slack refuses posts, loses answers, repeats events and cuts the socket: nothing is lost, and nothing said twice."""

from pathlib import Path

import pytest

from tests.durability.slack_crowd import CUT_AT, ITEMS, SlackCrowd
from tests.durability.words import STEPS, steps, told_twice
from tests.fakes.slack import FakeSlack

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_session_on_a_slack_with_all_faults(tmp_path: Path, seed: int) -> None:
    with FakeSlack(twice=True) as slack:
        crowd = SlackCrowd(slack, tmp_path, seed)
        crowd.run()

        posts = crowd.posts()
        assert steps(posts) == [f"{what} {number}" for number in range(1, ITEMS + 1) for what in STEPS]
        assert sum(text.startswith("Note Well") for text in posts) == 1
        assert sum("session ended" in text for text in posts) == 1
        assert told_twice(posts) == []
        assert slack.socket.connections > len(CUT_AT)
        assert all(envelope.sent > 1 and envelope.acked for envelope in slack.envelopes)
        people = {person.account for roster in crowd.session().rosters for person in roster.people}
        assert people == crowd.accepted()
        log = (tmp_path / "log.txt").read_text(encoding="utf-8")
        assert {"post_put_off", "post_in_doubt", "post_found"} <= set(log.split())
