"""Real agendas, where a folder of them is at hand: none may crash, and labelled ones must be read right.

AGENDA_CORPUS names the folder, with `labelled/` and `corpus/` in it; else it is looked for beside the checkout.
"""

import difflib
import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from chatbot.importers import sniffing
from chatbot.importers.drafting import drafted
from chatbot.importers.imported import Imported, Slot, Source
from chatbot.importers.linting import linted
from chatbot.importers.text.times import durations
from chatbot.importers.yaml import load_text

BESIDE = Path(__file__).parents[4] / "shared" / "agendas"
FOLDER = Path(os.environ.get("AGENDA_CORPUS") or BESIDE)
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="AGENDA_CORPUS names no folder of real agendas")


def _read(path: Path) -> Imported:
    return linted(sniffing.read(Source(path.read_bytes(), str(path.relative_to(FOLDER)))))


def _sources(folder: str) -> list[Path]:
    return sorted(path for path in (FOLDER / folder).rglob("*") if path.suffix in (".md", ".txt"))


def test_every_timed_agenda_gives_slots_and_files_that_load() -> None:
    empty, unloaded = [], []
    for path in _sources("corpus"):
        found = _read(path)
        text = path.read_text(encoding="utf-8", errors="replace")
        if not found.slots and sum(bool(durations(line)) for line in text.splitlines()) >= 3:
            empty.append(path.name)
        unloaded += [
            path.name
            for number in {slot.session for slot in found.slots}
            if load_text(drafted(found, number).text(path.name), "agenda.yaml").agenda is None
        ]

    assert (empty, unloaded) == ([], [])


def test_labelled_agendas_are_read_right() -> None:
    wanted = found = right = timed = 0
    for path in _sources("labelled"):
        labels = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
        slots = list(_read(path).slots)
        needed = [label for label in labels["slots"] if not label.get("lenient")]
        pairs = [(label, slot) for label in needed if (slot := _matching(label, slots))]
        wanted, found = wanted + len(needed), found + len(pairs)
        timed += sum(label["minutes"] is not None for label, _ in pairs)
        right += sum(label["minutes"] is not None and slot.minutes == label["minutes"] for label, slot in pairs)

    assert found >= 0.96 * wanted
    assert right >= 0.99 * timed


def _matching(label: dict[str, Any], slots: list[Slot]) -> Slot | None:
    """The first slot of the label's title, which then is taken."""
    titles = [_plain(title) for title in (label["title"], *label.get("title_alt", ()))]
    for slot in slots:
        if slot.session == label["session"] and any(
            difflib.SequenceMatcher(None, title, _plain(slot.title), autojunk=False).ratio() >= 0.72 for title in titles
        ):
            slots.remove(slot)
            return slot
    return None


def _plain(title: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", title.lower()))
