"""A slot as it was found, before sessions are told apart."""

from dataclasses import dataclass

from chatbot.importers.text.times import Clock


@dataclass(frozen=True, slots=True)
class Candidate:
    """`timed`: it has a time of its own; `whole`: it belongs to a list of slots even without one.

    `part` numbers the tables and sections of the file, so that a second telling of the agenda can be told.
    `detailed` that it stands below a heading such as `Detailed agenda`.
    `column` is where its line begins; `day` heads its column where days are the columns of a table.
    """

    line: int
    title: str
    presenters: tuple[str, ...] = ()
    minutes: int | None = None
    start: Clock | None = None
    end: Clock | None = None
    drafts: tuple[str, ...] = ()
    slides: str = ""
    group: str = ""
    optional: bool = False
    timed: bool = True
    column: int = -1
    whole: bool = False
    day: str = ""
    part: int = 0
    session: int = 1
    detailed: bool = False
