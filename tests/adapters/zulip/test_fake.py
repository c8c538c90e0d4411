"""That the fake Zulip server is held to Zulip's own description of its interface."""

import pytest

from tests.fakes.openapi import Exchange, load_check


def test_every_exchange_is_checked_against_zulips_description() -> None:
    check = load_check()
    if check is None:
        pytest.skip(
            "no exchange with the fake Zulip is checked: set ZULIP_OPENAPI to Zulip's API description (zulip.yaml)"
        )
    answer = {"result": "success", "msg": "", "id": 7}
    good = Exchange("POST", "/messages", {}, b"type=stream&to=1&topic=a&content=b", 200, answer)
    bad = Exchange("POST", "/messages", {}, b"type=carrier-pigeon&to=1&topic=a", 200, answer)

    assert (check(good), len(check(bad))) == ([], 1)
