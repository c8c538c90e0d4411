"""What was fetched before, to be asked for again only if it has changed."""

from collections import OrderedDict
from dataclasses import dataclass

MOST_PAGES = 64
MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """Content with what the server calls this version of it."""

    content: bytes
    type: str
    etag: str = ""
    modified: str = ""

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask for another version only."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in given.items() if value}


class Cache:
    """The pages fetched last, in memory and bounded."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, Page] = OrderedDict()

    def get(self, url: str) -> Page | None:
        """The page at this address, if it is still here."""
        if url in self._pages:
            self._pages.move_to_end(url)
        return self._pages.get(url)

    def keep(self, url: str, page: Page) -> None:
        """Keep a page that can be asked for by its version; others are of no use."""
        self._pages.pop(url, None)
        if not page.conditions:
            return
        self._pages[url] = page
        while len(self._pages) > MOST_PAGES or sum(len(one.content) for one in self._pages.values()) > MOST_BYTES:
            self._pages.popitem(last=False)
