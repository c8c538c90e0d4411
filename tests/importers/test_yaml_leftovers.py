"""Warnings about what was left over from another agenda."""

from tests.importers.agendas import HEAD, ITEMS, after, problems


def test_a_link_to_another_meeting_is_warned_of() -> None:
    found = after("""\
        meeting: IETF 118
        links:
          Meetecho: https://meetings.conf.meetecho.com/ietf117/?group=ipsecme
          Notes: https://notes.ietf.org/notes-ietf-118-ipsecme
        """)

    assert found == [
        (
            "7: warning: The link https://meetings.conf.meetecho.com/ietf117/?group=ipsecme belongs to IETF 117, "
            "not to IETF 118; replace it"
        )
    ]


def test_presenters_without_an_account_are_named_where_there_are_channels() -> None:
    items = "agenda:\n  - {title: A, minutes: 5, presenters: [Chairs, Ann Bell, {name: Bob Coe, slack: U0123ABCD}]}\n"
    channels = "channels: {slack: C0123ABCD}\nchairs: [{name: Cy Dow, slack: U0123ABCE}]\n"

    assert problems(HEAD + items) == []
    assert problems(HEAD + channels + items) == [
        (
            "8: warning: `Ann Bell` has no account, so nobody is mentioned when their turn comes; "
            "write `{name: …, slack: U0123ABCD}`"
        )
    ]


def test_a_made_up_date_is_warned_of() -> None:
    assert problems(HEAD.replace("2023-07-26", "2199-12-31") + ITEMS) == [
        "2: warning: `date`: 2199-12-31 stands for a date that was not known; write the day"
    ]
