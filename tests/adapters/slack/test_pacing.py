"""The pace in a channel: a short burst, then a message a second."""

from datetime import UTC, datetime, timedelta

from chatbot.adapters.slack.pacing import BURST, Pace
from chatbot.clock import StepClock

START = datetime(2026, 3, 16, 14, 0, tzinfo=UTC)


def test_burst_goes_at_once_and_then_each_message_waits_its_second() -> None:
    clock = StepClock(START)
    pace = Pace(clock, 1.0)
    rests = []
    for _ in range(BURST + 2):
        pace.posted("a")
        rests.append(pace.rest("a"))
        clock.move_to(clock.now() + timedelta(seconds=rests[-1]))

    assert rests == [0.0] * (BURST - 1) + [1.0] * 3


def test_rest_gives_the_burst_back() -> None:
    clock = StepClock(START)
    pace = Pace(clock, 1.0)
    for _ in range(BURST):
        pace.posted("a")
    clock.move_to(START + timedelta(seconds=BURST))

    assert pace.rest("a") == 0.0


def test_channels_do_not_wait_for_each_other() -> None:
    pace = Pace(StepClock(START), 1.0)
    for _ in range(10):
        pace.posted("a")

    assert pace.rest("b") == 0.0


def test_what_slack_has_taken_beyond_the_pace_is_not_owed_for_ever() -> None:
    pace = Pace(StepClock(START), 1.0)
    for _ in range(100):
        pace.posted("a")

    assert pace.rest("a") == 1.0
