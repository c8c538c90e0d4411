"""Where the bot does not look, whatever leads there."""

import pytest

from chatbot.importers.fetching import AddressRefused, Fetcher, Limits, NoAnswer
from chatbot.importers.fetching.targets import forbidden
from tests.fakes.web import FakeWeb, status

pytestmark = pytest.mark.anyio
QUICK = Limits(seconds=60, first_pause=0.001)


def names(*answers: list[str]) -> "Names":
    return Names(list(answers))


class Names:
    """A resolver whose answers come in turn, as those of a name that is bound anew; the last one stays."""

    def __init__(self, answers: list[list[str]]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


NEAR = [
    ("127.0.0.1", "this machine itself"),
    ("127.8.9.1", "this machine itself"),
    ("::1", "this machine itself"),
    ("::ffff:127.0.0.1", "this machine itself"),
    ("64:ff9b::7f00:1", "this machine itself"),
    ("2002:7f00:1::", "this machine itself"),
    ("169.254.169.254", "a link-local address"),
    ("fe80::1%eth0", "a link-local address"),
    ("::ffff:169.254.169.254", "a link-local address"),
    ("10.0.0.1", "an address of a private network"),
    ("172.16.5.5", "an address of a private network"),
    ("192.168.1.1", "an address of a private network"),
    ("fd00::1", "an address of a private network"),
]
NEVER = [
    ("224.0.0.1", "a multicast address"),
    ("ff02::1", "a multicast address"),
    ("0.0.0.0", "a reserved address"),
    ("::", "a reserved address"),
    ("240.0.0.1", "a reserved address"),
    ("255.255.255.255", "a reserved address"),
    ("100.64.0.1", "a reserved address"),
    ("nonsense", "no internet address"),
]


@pytest.mark.parametrize(("address", "kind"), [*NEAR, *NEVER])
async def test_no_public_address_is_not_asked(address: str, kind: str) -> None:
    assert forbidden(address, private=False) == kind


@pytest.mark.parametrize(("address", "kind"), NEVER)
async def test_some_are_not_asked_with_any_setting(address: str, kind: str) -> None:
    assert forbidden(address, private=True) == kind


@pytest.mark.parametrize("address", [address for address, _ in NEAR])
async def test_near_ones_are_asked_if_the_setting_allows(address: str) -> None:
    assert forbidden(address, private=True) == ""


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
async def test_public_addresses_are_asked(address: str) -> None:
    assert forbidden(address, private=False) == ""


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f.1/", "http://127.1/", "http://[::1]/",
     "http://[::ffff:127.0.0.1]/", "http://[fe80::1]/", "http://0/"],
)  # fmt: skip
async def test_this_machine_is_found_out_under_any_spelling(url: str) -> None:
    with pytest.raises((AddressRefused, NoAnswer)):
        await Fetcher(limits=QUICK).get(url)


async def test_the_sentence_says_what_to_set() -> None:
    with pytest.raises(AddressRefused) as caught:
        await Fetcher(limits=QUICK).get("http://127.0.0.1/x")

    assert str(caught.value) == (
        "127.0.0.1 is this machine itself (127.0.0.1), which is not fetched. "
        "Set ALLOW_PRIVATE_ADDRESSES=1 if that is meant."
    )


async def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.1"):
        await Fetcher(limits=QUICK, resolver=names(["8.8.8.8", "10.0.0.1"])).get("http://files.example/")


async def test_a_name_bound_anew_after_the_check_is_not_looked_up_again() -> None:
    resolver = names(["127.0.0.1"], ["10.0.0.1"])
    async with FakeWeb() as web:
        web.text("/", "there")

        fetched = await Fetcher(private=True, limits=QUICK, resolver=resolver).get(f"http://files.example:{web.port}/")

        assert (fetched.content, resolver.asked) == (b"there", ["files.example"])


async def test_a_redirect_to_a_private_address_is_refused() -> None:
    class OnlyTheFirst(Names):
        async def __call__(self, host: str, port: int) -> list[str]:
            return ["127.0.0.1"] if host == "files.example" else ["0.0.0.0"]

    async with FakeWeb() as web:
        web.page("/", status(302, Location="http://inner.example/"))

        with pytest.raises(AddressRefused, match=r"inner\.example is a reserved address"):
            await Fetcher(private=True, limits=QUICK, resolver=OnlyTheFirst([])).get(
                f"http://files.example:{web.port}/"
            )


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://example.org/", "is no address of the web"),
        ("file:///etc/passwd", "is no address of the web"),
        ("example.org", "is no address of the web"),
        ("https://", "is no address"),
        ("http://[::1", "is no address"),
        ("https://ann:secret@example.org/", "leave them out"),
        ("https://example.org/" + "x" * 2_000, "too long"),
        ("http://example.org:99999/", "is no address of the web"),
    ],
)
async def test_what_is_no_address_is_refused_before_anything_is_looked_up(url: str, said: str) -> None:
    resolver = names(["8.8.8.8"])

    with pytest.raises(AddressRefused, match=said) as caught:
        await Fetcher(limits=QUICK, resolver=resolver).get(url)
    assert (resolver.asked, "secret" in str(caught.value)) == ([], False)


async def test_an_unknown_host_is_said() -> None:
    async def nowhere(host: str, port: int) -> list[str]:
        raise OSError

    with pytest.raises(NoAnswer, match=r"No host files\.example is known; check the address\."):
        await Fetcher(limits=QUICK, resolver=nowhere).get("https://files.example/")
