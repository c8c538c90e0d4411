"""What a source is, by its content alone: the first reader that recognises it reads it."""

from chatbot.importers import datatracker, exported, ical, schedule, text
from chatbot.importers.errors import Unreadable
from chatbot.importers.imported import Imported, Reader, Source

READERS: tuple[Reader, ...] = (ical.READER, *datatracker.READERS, *schedule.READERS, exported.READER, *text.READERS)


def read(source: Source) -> Imported:
    """What a source holds; raises Unreadable when it is of no kind that is known, or broken."""
    for reader in READERS:
        if reader.recognise(source) is not None:
            return reader.read(source)
    raise Unreadable(source.origin, 0, f"is of no kind that is known; give {_kinds()}.")


def _kinds() -> str:
    names = [reader.name for reader in READERS if reader is not exported.READER]  # it is Markdown
    return f"{', '.join(names[:-1])} or {names[-1]}"
