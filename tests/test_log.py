"""The log is written by structlog, once there is something to write."""

from structlog.testing import capture_logs

from chatbot.log import Log


def test_each_event_is_written_with_its_level_and_fields() -> None:
    log = Log()
    with capture_logs() as written:
        log.info("begun", items=3)
        log.warning("late", minutes=5)
        log.error("lost", key="a")

    assert written == [
        {"event": "begun", "log_level": "info", "items": 3},
        {"event": "late", "log_level": "warning", "minutes": 5},
        {"event": "lost", "log_level": "error", "key": "a"},
    ]


def test_an_exception_is_written_as_an_error_with_its_trace() -> None:
    log = Log()
    with capture_logs() as written:
        try:
            raise ZeroDivisionError
        except ZeroDivisionError:
            log.exception("broke")

    assert written == [{"event": "broke", "log_level": "error", "exc_info": True}]


def test_errors_alone_are_written_where_that_is_asked_for() -> None:
    log = Log()
    log.set_up(None, errors_alone=True)
    with capture_logs() as written:
        log.info("begun")
        log.warning("late")
        log.error("lost")

    assert [one["event"] for one in written] == ["lost"]


def test_the_log_is_configured_once_and_only_when_it_is_needed() -> None:
    configured: list[str] = []
    log = Log()
    log.set_up(lambda: configured.append("now"), errors_alone=True)
    log.info("begun")
    before = list(configured)
    with capture_logs():
        log.error("lost")
        log.error("lost again")

    assert (before, configured) == ([], ["now"])
