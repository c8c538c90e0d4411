"""Files that people attach on Slack."""

import pytest

from chatbot.adapters.slack.sentences import NO_FILE
from chatbot.ports import MOST_BYTES, Attached, NotBrought, Said
from chatbot.wording.filling import TOO_LARGE
from tests.adapters.slack.payloads import BOT, DIRECT, MENTION, NOW, event, read
from tests.adapters.slack.room import GENERAL, opened
from tests.fakes.slack import FakeSlack

pytestmark = pytest.mark.anyio
FILE = {"name": "agenda.md", "url_private": "https://files.slack.com/1", "size": 3}


def test_files_come_with_a_mention_and_with_a_direct_message() -> None:
    for inner in (MENTION | {"files": [FILE]}, DIRECT | {"subtype": "file_share", "files": [FILE]}):
        said = read(event(inner), BOT, NOW)

        assert isinstance(said, Said)
        assert said.files == (Attached("agenda.md", "https://files.slack.com/1"),)


def test_name_of_a_file_is_one_line_of_text() -> None:
    odd = FILE | {"name": "\ud800a\0\u202e\n<!channel>.md" + "x" * 500}
    said = read(event(MENTION | {"files": [odd, FILE | {"name": "\0"}]}), BOT, NOW)

    assert isinstance(said, Said)
    assert [one.name for one in said.files] == [f"a <!channel>.md{'x' * 65}", "file"]


def test_files_of_other_services_are_left_out() -> None:
    said = read(event(MENTION | {"files": [FILE | {"is_external": True}, {"id": "F1"}]}), BOT, NOW)

    assert isinstance(said, Said)
    assert said.files == ()


async def test_a_file_is_read_with_the_bot_s_token() -> None:
    with FakeSlack() as slack:
        slack.attach("Ann", "import", "agenda.md", b"* A")
        async with opened(slack) as chat:
            file = Attached("agenda.md", f"{slack.url}/files/agenda.md")

            assert await chat.attached(GENERAL, file) == b"* A"


async def test_without_the_scope_or_elsewhere_nothing_is_read_and_no_token_leaves() -> None:
    with FakeSlack() as slack, FakeSlack() as other:
        slack.attach("Ann", "import", "agenda.md", b"* A")
        other.attach("Ann", "import", "agenda.md", b"* A")
        slack.may_read_files = False
        async with opened(slack) as chat:
            for url in (slack.url, other.url, "http://files.slack.com", "https://slack.com.example"):
                with pytest.raises(NotBrought) as error:
                    await chat.attached(GENERAL, Attached("agenda.md", f"{url}/files/agenda.md"))
                assert str(error.value) == NO_FILE.format(name="agenda.md")


async def test_a_file_that_is_too_large_is_told() -> None:
    with FakeSlack() as slack:
        slack.attach("Ann", "import", "large.md", b"x" * (MOST_BYTES + 1))
        async with opened(slack) as chat:
            with pytest.raises(NotBrought) as error:
                await chat.attached(GENERAL, Attached("large.md", f"{slack.url}/files/large.md"))

        assert str(error.value) == TOO_LARGE.format(name="large.md")
