"""Files that people attach on Zulip."""

import asyncio

import pytest

from chatbot.adapters.zulip import uploads
from chatbot.adapters.zulip.sentences import NO_UPLOAD
from chatbot.ports import MOST_BYTES, Attached, NotBrought, Said
from chatbot.wording.filling import TOO_LARGE
from tests.adapters.zulip.room import CHANNEL, TOPIC, listening, mention, room

pytestmark = pytest.mark.anyio


async def test_a_file_that_comes_with_a_command_is_handed_over_and_read() -> None:
    async with room() as (zulip, chat, place), listening(chat) as ears:
        zulip.say("Ann", CHANNEL, TOPIC, mention(zulip, f"import {zulip.upload('agenda.md', b'* A')}"))
        (said,) = await ears.next(1)

        assert isinstance(said, Said)
        assert (said.text, said.files) == ("import", (Attached("agenda.md", "/user_uploads/2/1/agenda.md"),))
        assert await chat.attached(place, said.files[0]) == b"* A"


@pytest.mark.parametrize(
    "link",
    ["[a](https://other.example/user_uploads/2/1/a.md)", "[a](/user_uploads/2/../../api/v1/users)", "[a](/other/2/a)"],
)
async def test_links_to_anything_else_stay_in_the_text(link: str) -> None:
    async with room() as (zulip, chat, _), listening(chat) as ears:
        zulip.whisper("Ann", f"import {link}")
        (said,) = await ears.next(1)

        assert isinstance(said, Said)
        assert (said.text, said.files) == (f"import {link}", ())


async def test_a_file_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "SECONDS", 0.3)

    hung_up = asyncio.Event()

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
        for _ in range(50):
            writer.write(b"x")
            await asyncio.sleep(0.05)
            if reader.at_eof():
                break
        writer.close()
        hung_up.set()

    async with await asyncio.start_server(drip, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(NotBrought) as error:
            await uploads.download(f"http://127.0.0.1:{port}/slow.md", "slow.md")
        await asyncio.wait_for(hung_up.wait(), 5)

    assert str(error.value) == NO_UPLOAD.format(name="slow.md")


async def test_what_cannot_be_read_or_is_too_large_is_told() -> None:
    async with room() as (zulip, chat, place):
        zulip.upload("large.md", b"x" * (MOST_BYTES + 1))
        for file, sentence in (
            (Attached("none.md", "/user_uploads/2/9/none.md"), NO_UPLOAD),
            (Attached("large.md", "/user_uploads/2/1/large.md"), TOO_LARGE),
        ):
            with pytest.raises(NotBrought) as error:
                await chat.attached(place, file)
            assert str(error.value) == sentence.format(name=file.name)
