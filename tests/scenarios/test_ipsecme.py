"""The main job, end to end, on the first example: IPsecME at IETF 117."""

from pathlib import Path

import pytest

from chatbot.cli.script import read_script
from chatbot.core.agenda import Agenda
from chatbot.importers import yaml
from tests.scenarios.stage import played, said_by_bot

SCRIPT = Path(__file__).with_name("ipsecme117.script")
FILE = Path(__file__).parents[2] / "agendas" / "ietf117-ipsecme.yaml"
STARTS = (  # noqa: SIM905 - times of day read better in a row than in a column
    "15:30:00 15:35:00 15:45:00 16:00:00 16:10:00 16:15:00 16:20:00 16:25:00 16:35:00 16:45:00 16:55:00 17:00:00"
).split()


@pytest.fixture(scope="module")
def agenda() -> Agenda:
    loaded = yaml.load(FILE)
    assert loaded.problems == ()
    assert loaded.agenda is not None
    return loaded.agenda


def test_each_item_is_announced_once_at_its_time_with_its_presenters(agenda: Agenda) -> None:
    announced = [head for head in said_by_bot(played(agenda)) if " bot: Now: " in head]

    assert [head.split("; ")[0].split(" (")[0] for head in announced] == [
        f"{start} bot: Now: {item.title}"
        + (f" – {', '.join(person.name for person in item.presenters)}" if item.presenters else "")
        for start, item in zip(STARTS, agenda.items, strict=True)
    ]


def test_note_well_comes_once_and_before_anything_else_of_the_session(agenda: Agenda) -> None:
    during = [entry for entry in played(agenda) if entry >= "15:30:00"]
    notices = [number for number, entry in enumerate(during) if entry.startswith("15:30:00 bot: Note Well")]

    assert notices == [0]
    text = [
        line.strip().replace("(https:", "(<https:").replace("ombudsteam/)", "ombudsteam/>)")
        for line in during[0].splitlines()
    ]
    for line in agenda.notices[0].text.splitlines():
        assert not line.strip() or line.strip() in text


def test_chairs_and_volunteers_at_work(agenda: Agenda) -> None:
    entries = played(
        agenda,
        """
        15:25 Ann Example: +signup note taker
        15:26 Bob Example: volunteer note taker
        15:27 Cy Example: volunteer note taker
        15:37 Tero Kivinen: extend 5
        15:51 Paul Wouters: next
        15:55 Tero Kivinen: skip
        16:00 Yoav Nir: next
        """,
    )

    assert said_by_bot(entries, upto="16:10:00", since="15:25:00") == [
        (
            "15:25:00 bot (to Ann Example only): Thank you, Ann Example. You are signed up as note taker for "
            "IPSECME – IETF 117, Wed 26 Jul 2023, 15:30."
        ),
        (
            "15:25:00 bot (edits): IPSECME – IETF 117, Wed 26 Jul 2023, 15:30: "
            "2 note takers wanted, 1 place free; signed up: Ann Example."
        ),
        (
            "15:26:00 bot (to Bob Example only): Thank you, Bob Example. You are signed up as note taker for "
            "IPSECME – IETF 117, Wed 26 Jul 2023, 15:30."
        ),
        "15:26:00 bot (edits): Note takers: Ann Example, Bob Example. Thank you.",
        (
            "15:27:00 bot (to Cy Example only): All places for note takers are taken, "
            "by Ann Example and Bob Example. You are number 1 in the line, and I tell you when one comes free; "
            "`withdraw note taker` ends that."
        ),
        "15:30:00 bot: Note Well",
        "15:30:00 bot: IP Security Maintenance and Extensions (IPsecME) WG – IETF 117 – Wed 26 Jul 2023, 15:30",
        (
            "15:30:00 bot: Now: Note Well, technical difficulties and agenda bashing – Chairs (5 min, until 15:35); "
            "next: Document Status – Chairs"
        ),
        (
            "15:35:00 bot: Now: Document Status – Chairs (10 min, until 15:45); "
            "next: IKEv2 Optional SA&TS Payloads in Child Exchange – Paul Wouters"
        ),
        "15:37:00 bot: Document Status has 5 more minutes, until 15:50; the session ends 17:05 (planned 17:00).",
        (
            "15:50:00 bot: Now: IKEv2 Optional SA&TS Payloads in Child Exchange – Paul Wouters "
            "(15 min, until 16:05); next: An RPKI and IPsec-based AS-to-AS Approach for Source Address Validation "
            "– Ben Schwartz"
        ),
        "15:51:00 bot (to Paul Wouters only): Only the chairs can do this: Tero Kivinen, Yoav Nir.",
        "15:55:00 bot: Left for later: IKEv2 Optional SA&TS Payloads in Child Exchange.",
        (
            "15:55:00 bot: Now: An RPKI and IPsec-based AS-to-AS Approach for Source Address Validation – "
            "Ben Schwartz (10 min, until 16:05); next: Traffic Selector for IKEv2 to add support DSCP – "
            "Daniel Migault; the session ends 16:55 (planned 17:00)."
        ),
        (
            "16:00:00 bot: Now: Traffic Selector for IKEv2 to add support DSCP – Daniel Migault (5 min, until 16:05); "
            "next: IKEv2 Link Maximum Atomic Packet and Packet Too Big Notification Extension – Daniel Migault; "
            "the session ends 16:50 (planned 17:00)."
        ),
        (
            "16:05:00 bot: Now: IKEv2 Link Maximum Atomic Packet and Packet Too Big Notification Extension – "
            "Daniel Migault (5 min, until 16:10); next: Diet ESP: ESP Header compression, IKEv2 EHC – Daniel Migault"
        ),
        (
            "16:10:00 bot: Now: Diet ESP: ESP Header compression, IKEv2 EHC – Daniel Migault (5 min, until 16:15); "
            "next: Anti-replay sequence number subspaces for traffic-engineered paths and multi-core processing – "
            "Mohsin Shaikh"
        ),
    ]


def test_a_session_full_of_changes_is_played_to_its_end(agenda: Agenda) -> None:
    script = SCRIPT.read_text(encoding="utf-8")
    entries = played(agenda, script)
    heads = [entry.splitlines()[0] for entry in entries]
    ends = [head for head in heads if "bot: The session ended" in head]

    assert len(read_script(script, agenda)) >= 60
    assert [head for head in heads if "I do not know" in head or "Something went wrong" in head] == []
    assert sum("bot: Undone: " in head for head in heads) == 6
    assert ends == [
        "17:04:00 bot: The session ended at 17:04, 4 min late.",
        "17:06:00 bot: The session ended at 17:06, 6 min late.",
    ]
    assert [head.partition(" (")[0] for head in said_by_bot(entries, since="16:24:00", upto="16:24:59")] == [
        "16:24:00 bot: Now: An RPKI and IPsec-based AS-to-AS Approach for Source Address Validation – Ben Schwartz"
    ]


def test_the_queue_and_two_polls_of_that_session(agenda: Agenda) -> None:
    entries = played(agenda, SCRIPT.read_text(encoding="utf-8"))
    floors = [head for head in said_by_bot(entries, since="16:27:00", upto="16:32:00") if " only)" not in head]
    results = [entry.splitlines() for entry in entries if "bot: Result of poll" in entry.splitlines()[0]]

    assert floors == [
        "16:28:30 bot: Valery Smyslov has the floor. Next: Mohsin Shaikh.",
        "16:29:00 bot: Mohsin Shaikh has the floor: to ask how it scales to many ASes. Next: Mary Smith.",
        "16:30:00 bot (reacts to Ann Example): ✓",
        "16:31:00 bot: Mary Smith has the floor.",
    ]
    assert results == [
        [
            "16:51:00 bot: Result of poll 1: Adopt draft-mglt-ipsecme-ts-dscp as a working group document?",
            "          Yes: 2 · No: 0 · No opinion: 1 (3 votes)",
            (
                "          Opened 16:50 by Tero Kivinen, closed 16:51 by Tero Kivinen. "
                "The sense of the room, not a decision."
            ),
        ],
        [
            "16:52:10 bot: Result of poll 2: An interim meeting in September?",
            "          yes: 0 · no: 0 · either: 1 (1 vote)",
            "          Opened 16:51 by Yoav Nir, closed 16:52 by the clock. The sense of the room, not a decision.",
        ],
    ]
