"""From a file to an agenda, with every problem of the file at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path

from chatbot.core.agenda import Address, Agenda, Asking, Document, DocumentState, Item, Notice, Person, Place, Role
from chatbot.importers import papers
from chatbot.importers.yaml.checks import check_tree
from chatbot.importers.yaml.entries import DocumentEntry, GroupEntry, ItemEntry, PersonEntry, StatesEntry
from chatbot.importers.yaml.leftovers import check_leftovers
from chatbot.importers.yaml.lines import Node, parse
from chatbot.importers.yaml.problems import Findings, Loaded, Problem, shown
from chatbot.importers.yaml.scalars import parse_id, part_of_role, slug
from chatbot.importers.yaml.schema import AgendaFile, states
from chatbot.importers.yaml.validate import validate
from chatbot.importers.yaml.when import end_day, instant, item_day

MOST_BYTES = 1_000_000


def load(path: str | Path) -> Loaded:
    """The agenda in a file, or everything that is wrong with it; never raises for what the file holds."""
    findings = Findings(str(path))
    try:
        with open(path, "rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        findings.error(1, f"cannot be read: {reason or error}")
        return Loaded(None, findings.ordered())
    return _load_bytes(content, findings)


def _load_bytes(content: bytes, findings: Findings) -> Loaded:
    if len(content) > MOST_BYTES:
        findings.error(1, "is larger than 1 MB; that is no agenda of one session")
        return Loaded(None, findings.ordered())
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        findings.error(line, "a character here is not UTF-8; save the file as UTF-8")
        return Loaded(None, findings.ordered())
    return load_text(text, findings.path)


def load_text(text: str, name: str) -> Loaded:
    """The agenda in a text; `name` stands for the file in problems and gives the session its id."""
    findings = Findings(name)
    if len(text) > MOST_BYTES:
        findings.error(1, "is larger than 1 MB; that is no agenda of one session")
        return Loaded(None, findings.ordered())
    root = parse(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), findings)
    if root is None:
        return Loaded(None, findings.ordered())
    file = validate(root, findings)
    check_tree(root, findings)
    check_leftovers(root, findings)
    session = _session_id(file, name, root, findings)
    agenda = _agenda(file, session, root) if file and not findings.failed else None
    return Loaded(agenda, findings.ordered())


def check(paths: Iterable[str | Path]) -> list[Problem]:
    """The problems of all files (a folder stands for the agendas in it): two sessions cannot have one name."""
    problems: list[Problem] = []
    sessions: dict[str, str] = {}
    for path in chain.from_iterable(map(agenda_files, paths)):
        loaded = load(path)
        problems += loaded.problems
        if loaded.agenda:
            other = sessions.setdefault(loaded.agenda.id, str(path))
            if other != str(path):
                findings = Findings(str(path))
                findings.error(
                    1, f"{other} is the session {shown(loaded.agenda.id)} too; give one of them another `id`"
                )
                problems += findings.problems
    return problems


def agenda_files(path: str | Path) -> list[Path]:
    """The agendas in a folder, by name; a file stands for itself."""
    folder = Path(path)
    if not folder.is_dir():
        return [folder]
    return sorted(file for file in folder.iterdir() if file.suffix in (".yaml", ".yml") and file.is_file())


def _session_id(file: AgendaFile | None, name: str, root: Node, findings: Findings) -> str:
    if root.get("id"):
        return (file and file.id) or ""
    stem = Path(name).stem
    try:
        return parse_id(stem)
    except ValueError:
        findings.error(root.line, f"the file's name, {shown(stem)}, cannot name a session; add `id: {slug(stem)}`")
        return ""


def _agenda(file: AgendaFile, session: str, root: Node) -> Agenda:
    people = _People(file)
    return Agenda(
        id=session,
        title=file.title,
        start=instant(file.date, file.start, file.timezone).utc,
        timezone=file.timezone,
        items=tuple(_items(file, people)),
        group=file.group or "",
        meeting=file.meeting or "",
        end=_end(file),
        mode=file.mode,
        chairs=people.named(file.chairs),
        chair_groups=file.chair_groups.groups if file.chair_groups else (),
        area_directors=people.named([file.area_director] if file.area_director else file.area_directors),
        places=tuple(_places(file)),
        links=_addresses(file.links),
        notices=tuple(Notice(notice.title, notice.text, _addresses(notice.links)) for notice in file.notices),
        roles=tuple(_roles(file)),
        asking=Asking(file.ask_volunteers, file.quiet_hours),
        documents=tuple(_states(file.documents, root.get("documents"))) if file.documents else (),
        adoption_calls=file.adoption_calls,
        bare_commands=file.bare_commands,
        keep_queue=file.keep_queue,
        speaker_minutes=file.speaker_minutes,
        warnings=file.warnings,
        source=file.source or "",
    )


def _roles(file: AgendaFile) -> Iterable[Role]:
    for name, places in file.volunteers.items():
        role, part = part_of_role(name)
        yield Role(role, places, part)


def _end(file: AgendaFile) -> datetime | None:
    if file.end is None:
        return None
    return instant(end_day(file.date, file.start, file.end), file.end, file.timezone).utc


class _People:
    """Everybody in the file by name: an id given at one mention holds for all."""

    def __init__(self, file: AgendaFile) -> None:
        self._accounts: dict[str, dict[str, str]] = {}
        director = (file.area_director,) if file.area_director else ()
        presenters = chain.from_iterable(item.presenters for _, item in _flat(file))
        for person in (*file.chairs, *director, *file.area_directors, *presenters):
            known = self._accounts.setdefault(person.name.casefold(), {})
            known |= {account.partition(":")[0]: account for account in person.accounts}

    def named(self, persons: Sequence[PersonEntry]) -> tuple[Person, ...]:
        found = ((person.name, self._accounts[person.name.casefold()]) for person in persons)
        return tuple(
            Person(name, tuple(ids[chat] for chat in ("zulip", "slack") if chat in ids)) for name, ids in found
        )


def _flat(file: AgendaFile) -> Iterable[tuple[str, ItemEntry]]:
    for entry in file.agenda:
        if isinstance(entry, GroupEntry):
            yield from ((entry.group, item) for item in entry.items)
        else:
            yield "", entry


def _items(file: AgendaFile, people: _People) -> Iterable[Item]:
    for group, item in _flat(file):
        yield Item(
            title=item.title,
            minutes=item.minutes,
            questions=item.questions,
            presenters=people.named(item.presenters),
            group=group,
            drafts=item.drafts,
            slides=item.slides or "",
            fixed=instant(item_day(file.date, file.start, item.start), item.start, file.timezone).utc
            if item.start
            else None,
        )


def _places(file: AgendaFile) -> Iterable[Place]:
    zulip = file.channels.zulip if file.channels else None
    slack = file.channels.slack if file.channels else None
    if zulip:
        topic = file.meeting or file.title
        # Zulip cuts a longer topic by itself, and the bot would then look for its messages in vain.
        short = topic if len(topic) <= 60 else topic[:59].rstrip() + "…"
        yield Place("zulip", zulip.channel, zulip.topic or short)
    if slack:
        yield Place("slack", slack.channel, team=slack.team or "")


def _addresses(links: dict[str, str]) -> tuple[Address, ...]:
    return tuple(Address(title, url) for title, url in links.items())


def _states(entry: StatesEntry, written: Node | None) -> Iterable[DocumentState]:
    """In the order of the file, which the model forgets."""
    headings = states()
    for key in written.plain() if written else ():
        documents = getattr(entry, key.replace("-", "_")) or ()
        yield DocumentState(headings[key], tuple(_document(document) for document in documents))


def _document(entry: DocumentEntry) -> Document:
    title = entry.title or ""
    return papers.rfc(entry.rfc, title) if entry.rfc else papers.draft(entry.draft or "", title)
