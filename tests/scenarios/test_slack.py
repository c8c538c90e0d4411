"""What is Slack's own: buttons that give back, the Home, the form, and posts that nobody may look for."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from chatbot.core.agenda import Participant, Place, Role
from tests.scenarios.slack_room import DOUBTING, PLACE, agenda, shown, slack_room
from tests.scenarios.stage import at

pytestmark = pytest.mark.anyio


async def test_request_has_a_button_a_role_and_one_to_give_back(tmp_path: Path) -> None:
    async with slack_room(tmp_path, agenda(Role("note taker", 1), Role("scribe", 1))) as room:
        await room.until(at(-9))
        (request,) = room.slack.messages()
        (row,) = [block for block in request.blocks if block["type"] == "actions"]

        assert [one["text"]["text"] for one in row["elements"]] == ["Note taker", "Scribe", "Can’t make it"]


async def test_place_is_taken_and_given_back_by_button_and_the_request_follows(tmp_path: Path) -> None:
    async with slack_room(tmp_path, agenda(Role("note taker", 1))) as room:
        await room.until(at(-9))
        (request,) = room.slack.messages()
        await room.after(room.slack.press("Bob", request.ref, "raised_hand"))
        full = room.said()
        await room.after(room.slack.press("Bob", request.ref, "back"))
        free = room.said()
        await room.after(room.slack.press("Bob", request.ref, "back"))

        assert (full, free[0].partition(": ")[2]) == (["Note taker: Bob. Thank you."], "1 note taker wanted.")
        assert [line.partition(",")[0] for line in room.told("Bob")] == [
            "Thank you",
            "You are no longer signed up as note taker; the place is free for others. To sign up again",
            "You are not signed up for anything; volunteers shows the places.",
        ]


async def test_home_shows_the_sessions_and_what_one_has_to_do_with_them(tmp_path: Path) -> None:
    async with slack_room(tmp_path, agenda()) as room:
        await room.until(at(-9))
        await room.after(room.slack.open_home("Bob"))

        assert room.home("Bob") == [
            "Small WG – Mon 16 Mar 2026, 14:00 UTC",
            "The session starts in 9 min, at 14:00 UTC.",
            "You are on with item 2, Draft One, at 14:05 UTC.",
            "[Sign up…] [Agenda]",
        ]


async def test_form_signs_up_and_the_home_says_so(tmp_path: Path) -> None:
    async with slack_room(tmp_path, agenda()) as room:
        await room.until(at(1))
        await room.after(room.slack.open_home("Ann"))
        await room.after(room.slack.press_home("Ann", "Sign up…"))
        form = shown(room.slack.world.modals[-1])
        await room.after(room.slack.submit("Ann"))

        assert form == ["Small WG, Mon 16 Mar 2026, 14:00 UTC", "What for?", "- Note taker (2 places free)"]
        assert room.home("Ann")[2:] == [
            "Now: Welcome – Chairs",
            "You are signed up as note taker.",
            "You are on now: item 1, Welcome.",
            "[Sign up…] [Can’t make it] [Agenda]",
        ]
        assert any("signed up: Ann" in line for line in room.said())


async def test_slash_command_asks_back_only_where_the_role_is_open(tmp_path: Path) -> None:
    async with slack_room(tmp_path, agenda(Role("note taker", 1), Role("scribe", 1))) as room:
        await room.after(room.slack.command("Bob", "volunteer"))
        form = shown(room.slack.world.modals[-1])
        await room.after(room.slack.submit("Bob"))
        await room.after(room.slack.command("Ann", "volunteer"))

        assert form[1:] == ["What for?", "- Note taker (1 place free)", "- Scribe (1 place free)"]
        assert [line.partition(" for ")[0] for line in (*room.told("Bob"), *room.told("Ann"))] == [
            "Thank you, Bob. You are signed up as note taker",
            "Thank you, Ann. You are signed up as scribe",
        ]


async def test_home_is_given_back_from_and_shows_the_agenda_privately(tmp_path: Path) -> None:
    async with slack_room(tmp_path, agenda()) as room:
        await room.after(room.slack.command("Bob", "volunteer"))
        await room.after(room.slack.open_home("Bob"))
        await room.after(room.slack.press_home("Bob", "Can’t make it"))
        await room.after(room.slack.press_home("Bob", "Agenda"))

        assert room.home("Bob")[-1] == "[Sign up…] [Agenda]"
        assert [line.partition(",")[0] for line in room.told("Bob")] == [
            "Thank you",
            "You are no longer signed up as note taker; the place is free for others. To sign up again",
            "Small WG – <!date^1773669600^{date_short}",
        ]
        assert len(room.said()) == 1


async def test_home_without_sessions_says_so(tmp_path: Path) -> None:
    async with slack_room(tmp_path) as room:
        await room.after(room.slack.open_home("Ann"))

        assert room.home("Ann") == ["No session is set up here at the moment."]


async def test_post_that_may_not_be_looked_for_is_reported_to_the_chair_and_not_repeated(tmp_path: Path) -> None:
    # With neither presenters nor roles nobody gets a private word that could be the one whose answer is lost.
    nobody = replace(agenda(), items=tuple(replace(item, presenters=()) for item in agenda().items), roles=())
    async with slack_room(tmp_path, nobody, timing=DOUBTING) as room:
        await room.until(at(-9))
        room.slack.lose_next_reply()
        await room.until(at(0))
        room.slack.fail_next("conversations.history", "missing_scope")
        await room.until_shown(lambda: bool(room.told("Ann")))

        (told,) = room.slack.shown_to("Ann")
        posts = [line for line in room.said() if line.startswith("Small WG – ")]
        assert "Please check that this stands there" in told.text
        assert len(posts) == 1


async def test_promotion_is_read_behind_the_answer_to_older_words_though_that_is_in_doubt(tmp_path: Path) -> None:
    async with slack_room(tmp_path, agenda(Role("note taker", 1)), timing=DOUBTING) as room:
        await room.until(at(-9))
        await room.after(room.slack.say("Bob", "@sessiondesk volunteer note taker"))
        room.slack.lose_next_reply()
        await room.after(room.slack.say("Cy", "@sessiondesk volunteer note taker"))
        await room.after(room.slack.say("Bob", "@sessiondesk withdraw note taker"))
        early = [one.text for one in room.slack.shown_to("Cy")]
        await room.until_shown(lambda: len(room.slack.shown_to("Cy")) == 2)

        assert [line.partition(",")[0] for line in early] == ["All places for note takers are taken"]
        assert room.slack.shown_to("Cy")[-1].text.startswith(
            "Small WG: a place has come free, and you are note taker now."
        )


async def test_sessions_of_another_workspace_are_not_found(tmp_path: Path) -> None:
    elsewhere = Place("slack", PLACE.channel, team="T02OTHER")
    other = replace(agenda(), id="other", title="Other WG", places=(elsewhere,)).in_team("slack", "T02OTHER")
    async with slack_room(tmp_path, agenda(), other) as room:
        await room.until(at(1))
        await room.after(room.slack.open_home("Ann"))
        await room.after(room.slack.whisper("Ann", "other extend 5"))
        await room.after(room.slack.say("Ann", "@sessiondesk extend 5"))
        opened = await room.bot.database.tx(room.bot.journal.load, "other")

        assert opened is not None
        assert [line for line in room.home("Ann") if "Other" in line] == []
        assert [slot.extra for slot in opened.session.slots] == [0, 0, 0, 0]
        assert opened.session.is_chair(Participant("slack:U01ANN", "Ann")) is False


async def test_place_that_joins_a_running_session_is_told_what_stands(tmp_path: Path) -> None:
    planned = agenda()
    async with slack_room(tmp_path) as room:
        await room.bot.service.open(planned, ())
        await room.until(at(6))
        before = room.said()
        await room.bot.service.open(planned, planned.places)
        await room.until(at(6) + timedelta(seconds=1))
        await room.bot.service.open(planned, planned.places)
        await room.until(at(6) + timedelta(seconds=2))

        assert before == []
        assert [line.partition(" (")[0] for line in room.said()] == [
            "Small WG – <!date^1773669600^{date_short}, {time}|Mon 16 Mar 2026, 14:00 UTC>",
            "2 note takers wanted.",
            "(late: began <!date^1773669900^{time}|14:05 UTC>) Now: Draft One – <@U02BOB>",
        ]
