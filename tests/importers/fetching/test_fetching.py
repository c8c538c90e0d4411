"""Fetching from a server on loopback, which the setting allows here: retries, versions, limits, redirects."""

import gzip
import ssl
import subprocess
from pathlib import Path

import pytest

from chatbot.importers.fetching import (
    AddressRefused,
    Denied,
    Fetched,
    Fetcher,
    Limits,
    NoAnswer,
    TooLarge,
    TooManyRedirects,
    TooSlow,
)
from tests.fakes.web import Dripping, FakeWeb, broken, packed, status, text_page

pytestmark = pytest.mark.anyio
QUICK = Limits(bytes=100_000, seconds=60, first_pause=0.001)


def fetcher(limits: Limits = QUICK, contact: str = "ops@example.org") -> Fetcher:
    return Fetcher(contact, private=True, limits=limits, jitter=lambda: 0.5)


async def test_the_content_comes_with_its_address_and_type() -> None:
    async with FakeWeb() as web:
        web.text("/a.md?x=1", "# Agenda")

        assert await fetcher().get(f"{web.url}/a.md?x=1#top") == Fetched(
            b"# Agenda", f"{web.url}/a.md?x=1#top", "text/markdown"
        )
        assert web.asked == ["/a.md?x=1"]


async def test_servers_are_told_who_asks() -> None:
    async with FakeWeb() as web:
        web.text("/", "")
        await fetcher().get(f"{web.url}/")

        assert web.headers[0]["User-Agent"].startswith("session-bot/")
        assert web.headers[0]["User-Agent"].endswith(" (ops@example.org)")


async def test_a_page_that_has_not_changed_is_not_sent_again() -> None:
    async with FakeWeb() as web:
        web.page("/", text_page("one", ETag='"1"'), text_page("one", ETag='"1"'), text_page("two", ETag='"2"'))
        one = fetcher()

        assert [(await one.get(f"{web.url}/")).content for _ in range(3)] == [b"one", b"one", b"two"]
        assert [headers.get("If-None-Match") for headers in web.headers] == [None, '"1"', '"1"']


async def test_a_page_with_a_date_is_asked_for_by_it() -> None:
    modified = "Wed, 18 Nov 2026 10:00:00 GMT"
    async with FakeWeb() as web:
        web.page("/", text_page("one", Last_Modified=modified), status(304))
        one = fetcher()

        assert [(await one.get(f"{web.url}/")).content for _ in range(2)] == [b"one", b"one"]
        assert web.headers[1]["If-Modified-Since"] == modified


@pytest.mark.parametrize("fault", [broken, status(503), status(429, Retry_After="0"), status(500)])
async def test_what_may_pass_is_tried_again(fault: object) -> None:
    async with FakeWeb() as web:
        web.page("/", fault, fault, text_page("at last"))  # type: ignore[arg-type]

        assert (await fetcher().get(f"{web.url}/")).content == b"at last"
        assert len(web.asked) == 3


async def test_it_is_given_up_after_three_tries() -> None:
    async with FakeWeb() as web:
        web.page("/", status(503))

        with pytest.raises(Denied, match=r"127\.0\.0\.1 answers with HTTP status 503; try again later\."):
            await fetcher().get(f"{web.url}/")
        assert len(web.asked) == 3


async def test_a_connection_that_is_always_cut_is_no_answer() -> None:
    async with FakeWeb() as web:
        web.page("/", broken)

        with pytest.raises(NoAnswer, match=r"127\.0\.0\.1 does not answer"):
            await fetcher().get(f"{web.url}/")


@pytest.mark.parametrize(
    ("number", "said"),
    [(401, "wants a login"), (403, "does not allow"), (404, "has nothing"), (410, "has removed"), (418, "status 418")],
)
async def test_what_will_not_pass_is_said_at_once(number: int, said: str) -> None:
    async with FakeWeb() as web:
        web.page("/", status(number))

        with pytest.raises(Denied, match=said) as caught:
            await fetcher().get(f"{web.url}/")
        assert (caught.value.status, len(web.asked)) == (number, 1)


async def test_an_unlooked_for_304_is_no_content() -> None:
    async with FakeWeb() as web:
        web.page("/", status(304))

        with pytest.raises(Denied, match="304"):
            await fetcher().get(f"{web.url}/")


async def test_a_packed_page_is_unpacked() -> None:
    async with FakeWeb() as web:
        web.page("/", packed(b"# Agenda" * 100))

        assert (await fetcher().get(f"{web.url}/")).content == b"# Agenda" * 100


async def test_a_page_within_the_limit_is_taken_and_one_byte_more_is_not() -> None:
    async with FakeWeb() as web:
        web.text("/fits", "x" * QUICK.bytes)
        web.text("/more", "x" * (QUICK.bytes + 1))
        web.page("/packed", packed(b"x" * (QUICK.bytes + 1)))

        assert len((await fetcher().get(f"{web.url}/fits")).content) == QUICK.bytes
        for path in ("/more", "/packed"):
            with pytest.raises(TooLarge, match="larger than"):
                await fetcher().get(f"{web.url}{path}")


async def test_a_stream_without_an_end_is_cut_at_the_limit() -> None:
    async with FakeWeb() as web:
        web.page("/", lambda _: Dripping(b"x" * 10_000, 0.0))

        with pytest.raises(TooLarge):
            await fetcher().get(f"{web.url}/")


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "gzip, identity"])
async def test_a_packing_that_was_not_asked_for_is_not_opened(encoding: str) -> None:
    async with FakeWeb() as web:
        web.page("/", packed(gzip.compress(b"\0" * 50_000_000), encoding))

        with pytest.raises(NoAnswer, match="was not asked for"):
            await fetcher().get(f"{web.url}/")


async def test_a_bomb_is_never_unpacked() -> None:
    async with FakeWeb() as web:
        web.page("/", packed(b"\0" * 50_000_000))

        with pytest.raises(TooLarge):
            await fetcher().get(f"{web.url}/")


async def test_a_packing_that_breaks_off_is_not_taken_for_the_whole() -> None:
    def cut(_: object) -> object:
        from aiohttp import web

        return web.Response(body=gzip.compress(b"# Agenda" * 100)[:-12], headers={"Content-Encoding": "gzip"})

    async with FakeWeb() as web:
        web.page("/", cut)  # type: ignore[arg-type]

        with pytest.raises(NoAnswer, match="broke off"):
            await fetcher().get(f"{web.url}/")


async def test_all_of_it_has_a_limit_of_time() -> None:
    async with FakeWeb() as web:
        web.page("/", lambda _: Dripping(b"x", 0.02))

        with pytest.raises(TooSlow, match=r"did not come within 0\.3 seconds"):
            await fetcher(Limits(seconds=0.3)).get(f"{web.url}/")


async def test_redirects_are_followed_up_to_five() -> None:
    async with FakeWeb() as web:
        for number in range(7):
            web.page(f"/{number}", status(302, Location=f"{number + 1}"))
        web.text("/7", "there")

        assert (await fetcher().get(f"{web.url}/2")).url == f"{web.url}/7"
        with pytest.raises(TooManyRedirects):
            await fetcher().get(f"{web.url}/1")


@pytest.mark.parametrize("location", ["ftp://127.0.0.1/x", "file:///etc/passwd", "//[::1", "gopher:x"])
async def test_a_redirect_out_of_the_web_is_refused(location: str) -> None:
    async with FakeWeb() as web:
        web.page("/", status(302, Location=location))

        with pytest.raises(AddressRefused):
            await fetcher().get(f"{web.url}/")


async def test_nobody_there_is_no_answer() -> None:
    async with FakeWeb() as web:
        gone = web.url
    with pytest.raises(NoAnswer, match="does not answer"):
        await fetcher().get(f"{gone}/")


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for files.example, with its key."""
    made = tmp_path / "files.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
               "-days", "2", "-subj", "/CN=files.example", "-addext", "subjectAltName=DNS:files.example",
               "-keyout", str(made), "-out", str(tmp_path / "cert.pem")]  # fmt: skip
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    except FileNotFoundError:
        pytest.skip("needs openssl to make a certificate")
    made.write_text(made.read_text() + (tmp_path / "cert.pem").read_text())
    return made


async def loopback(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


async def test_the_name_is_kept_for_the_certificate_and_the_server(certificate: Path) -> None:
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(certificate)
    trust = ssl.create_default_context(cafile=str(certificate.parent / "cert.pem"))
    async with FakeWeb(trust=server) as web:
        web.text("/", "there")
        safe = Fetcher(private=True, limits=QUICK, resolver=loopback, trust=trust)

        fetched = await safe.get(f"https://files.example:{web.port}/")
        assert (fetched.content, web.headers[0]["Host"]) == (b"there", f"files.example:{web.port}")
        with pytest.raises(NoAnswer, match=r"other\.example does not answer"):
            await safe.get(f"https://other.example:{web.port}/")
