"""What the schema cannot see: contradictions between keys, and things that are allowed but look wrong.

Each check reads the tree as far as it can be read and is silent beyond, so one mistake makes one problem.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar

from chatbot.importers.placeholders import placeholder_in
from chatbot.importers.yaml.lines import Node
from chatbot.importers.yaml.problems import Findings, shown
from chatbot.importers.yaml.scalars import parse_minutes, parse_role, part_of_role
from chatbot.importers.yaml.when import (
    Instant,
    contradiction,
    end_day,
    instant,
    item_day,
    parse_date,
    parse_time,
    parse_weekday,
    parse_zone,
    told_wrong,
)

T = TypeVar("T")
_ANY_DAY = date(2000, 1, 1)


def check_tree(root: Node, findings: Findings) -> None:
    """Reports whatever the tree as a whole gets wrong."""
    for check in (
        _weekday,
        _told,
        _times,
        _fixed,
        _sum,
        _joints,
        _open,
        _directors,
        _roles,
        _titles,
        _placeholders,
        _accounts,
        _commanders,
    ):
        check(root, findings)


def _read(root: Node, key: str, parse: Callable[[str], T]) -> T | None:
    text = root.text(key)
    try:
        return None if text is None else parse(text.strip())
    except ValueError:
        return None


def _line(node: Node, key: str) -> int:
    return (node.get(key) or node).where


def _weekday(root: Node, findings: Findings) -> None:
    day, weekday = _read(root, "date", parse_date), _read(root, "weekday", parse_weekday)
    if day is not None and weekday is not None and day.weekday() != weekday:
        findings.error(_line(root, "weekday"), f"`weekday`: {contradiction(day, weekday)}")


def _told(root: Node, findings: Findings) -> None:
    """Dates that stand in the words of the header, as on a slide that was copied."""
    for key in ("title", "meeting"):
        wrong = told_wrong(root.text(key) or "")
        if wrong:
            findings.error(_line(root, key), f"`{key}`: {wrong}")


def _times(root: Node, findings: Findings) -> None:
    first, last = _instants(root)
    for key, found in (("start", first), ("end", last)):
        if found and found.impossible:
            findings.error(_line(root, key), f"`{key}`: {found.impossible}")
        elif found and found.doubtful:
            findings.warning(_line(root, key), f"`{key}`: {found.doubtful}")
    start, end = _read(root, "start", parse_time), _read(root, "end", parse_time)
    try:
        if start is not None and end is not None:
            end_day(_ANY_DAY, start, end)
    except ValueError as error:
        findings.error(_line(root, "end"), f"`end`: {error}")


def _instants(root: Node) -> tuple[Instant | None, Instant | None]:
    """Start and end; without a date or a zone that can be read, as if on some day in UTC, to have their distance."""
    day, zone = _read(root, "date", parse_date), _read(root, "timezone", parse_zone)
    if day is None or zone is None:
        day, zone = _ANY_DAY, "UTC"
    start, end = _read(root, "start", parse_time), _read(root, "end", parse_time)
    first = None if start is None else instant(day, start, zone)
    if start is None or end is None:
        return first, None
    try:
        return first, instant(end_day(day, start, end), end, zone)
    except ValueError:
        return first, None


def items(root: Node) -> Iterator[Node]:
    """The items in their order, those in groups among them."""
    for entry in root.entries("agenda"):
        yield from entry.entries("items") if entry.get("items") else [entry]


def _fixed(root: Node, findings: Findings) -> None:
    """Fixed starts of items that cannot be: before the session, or over when summer time begins."""
    start, day, zone = (
        _read(root, "start", parse_time),
        _read(root, "date", parse_date),
        _read(root, "timezone", parse_zone),
    )
    for item in items(root):
        fixed = _read(item, "start", parse_time)
        if start is None or fixed is None:
            continue
        try:
            on = item_day(day or _ANY_DAY, start, fixed)
        except ValueError as error:
            findings.error(_line(item, "start"), f"`start`: {error}")
            continue
        found = instant(on, fixed, zone or "UTC")
        if found.impossible:
            findings.error(_line(item, "start"), f"`start`: {found.impossible}")
        elif found.doubtful:
            findings.warning(_line(item, "start"), f"`start`: {found.doubtful}")


def _offset(root: Node, item: Node) -> int:
    """How many minutes after the session's start an item with a fixed start begins; 0 for others."""
    start, fixed = _read(root, "start", parse_time), _read(item, "start", parse_time)
    if start is None or fixed is None:
        return 0
    return ((fixed.hour - start.hour) * 60 + fixed.minute - start.minute) % 1440


def _sum(root: Node, findings: Findings) -> None:
    first, last = _instants(root)
    lengths = [_length(item) for item in items(root)]
    if not (first and last and lengths) or first.impossible or last.impossible or None in lengths:
        return
    planned = 0
    for item, length in zip(items(root), lengths, strict=True):
        planned = max(planned, _offset(root, item)) + (length or 0)
    room = int((last.utc - first.utc).total_seconds()) // 60
    odd = f"{planned - room} too many" if planned > room else f"{room - planned} left over"
    if planned != room:
        findings.warning(_line(root, "end"), f"`end`: the items take {planned} min of the session's {room}: {odd}")


def _joints(root: Node, findings: Findings) -> None:
    """Time that is free before an item of a fixed start, or that the items before it take from it."""
    clock: int | None = 0
    for item in items(root):
        offset, length = _offset(root, item), _length(item)
        between = offset - clock if offset and clock is not None else 0
        title = shown(item.text("title") or "")
        if between > 0:
            said = f"`start`: {between} min are free before {title}; add a break, or start it earlier"
            findings.warning(_line(item, "start"), said)
        elif between < 0:
            said = f"`start`: the items before {title} take {-between} min more than there are; shorten or move one"
            findings.warning(_line(item, "start"), said)
        clock = None if not length or (clock is None and not offset) else max(clock or 0, offset) + length


def _open(root: Node, findings: Findings) -> None:
    """Items without any minutes before the last: an open end is allowed, elsewhere nobody filled them in."""
    for item in list(items(root))[:-1]:
        if _length(item) == 0:
            said = f"`minutes`: {shown(item.text('title') or '')} has none, so it stays open until a chair says `next`"
            findings.warning(_line(item, "minutes"), f"{said}; give it minutes")


def _length(item: Node) -> int | None:
    """The item's minutes and questions; None when they cannot be read."""
    minutes = _read(item, "minutes", parse_minutes)
    asked = item.get("questions")
    questions = 0 if asked is None or asked.value is None else _read(item, "questions", parse_minutes)
    return None if minutes is None or questions is None else minutes + questions


def _directors(root: Node, findings: Findings) -> None:
    if root.entries("area_director") and root.entries("area_directors"):
        findings.error(_line(root, "area_director"), "`area_director` and `area_directors`: keep one of the two")


def _roles(root: Node, findings: Findings) -> None:
    roles = root.get("volunteers")
    seen: dict[str, int] = {}
    most = len(list(items(root)))
    for name, node in roles.value.items() if roles and isinstance(roles.value, dict) else ():
        role = parse_role(name) if name.strip() else ""
        beyond = [number for number in part_of_role(role)[1].items if not 1 <= number <= most] if role else []
        if beyond and most:
            findings.error(node.key_line, f"{shown(name)}: there is no item {beyond[0]}; the agenda has {most}")
        first = seen.setdefault(role, node.key_line)
        if first != node.key_line:
            findings.error(node.key_line, f"{shown(name)} is the role on line {first}; keep one of them")


def _titles(root: Node, findings: Findings) -> None:
    seen: dict[str, int] = {}
    for item in items(root):
        title, line = " ".join((item.text("title") or "").split()), _line(item, "title")
        first = seen.get(title.casefold())
        if title and first:
            findings.warning(
                line, f"`title`: {shown(title)} is a title on line {first} too; people cannot tell them apart"
            )
        seen.setdefault(title.casefold(), line)


def _persons(root: Node) -> Iterator[Node]:
    for key in ("chairs", "area_director", "area_directors"):
        yield from root.entries(key)
    for item in items(root):
        yield from item.entries("presenters")


def _placeholders(root: Node, findings: Findings) -> None:
    nodes = [root.get(key) for key in ("group", "title", "meeting")]
    nodes += [entry.get("group") for entry in root.entries("agenda")]
    nodes += [item.get("title") for item in items(root)]
    nodes += [person.get("name") or person for person in _persons(root)]
    for node in nodes:
        found = placeholder_in(node.value) if node and isinstance(node.value, str) else ""
        if node and found:
            findings.warning(node.line, f"{shown(str(node.value))} still has a placeholder, {found}; fill it in")


def _accounts(root: Node, findings: Findings) -> None:
    """One person, one id on each platform, and no id for two persons."""
    of_name: dict[tuple[str, str], Node] = {}
    of_id: dict[tuple[str, str], tuple[str, int]] = {}
    for person in _persons(root):
        name = " ".join((person.text("name") or "").split())
        for chat in ("zulip", "slack"):
            node = person.get(chat)
            if not name or node is None or not isinstance(node.value, str):
                continue
            first = of_name.setdefault((name.casefold(), chat), node)
            owner, line = of_id.setdefault((node.value.strip(), chat), (name, node.line))
            if first.value != node.value:
                findings.error(
                    node.line, f"`{chat}`: {shown(name)} has another id on line {first.line}; keep one of them"
                )
            elif owner.casefold() != name.casefold():
                findings.warning(
                    node.line, f"`{chat}`: {shown(owner)} has the same id on line {line}; is it one person?"
                )


def _commanders(root: Node, findings: Findings) -> None:
    channels, groups = root.get("channels"), root.get("chair_groups")
    names = {" ".join((chair.text("name") or str(chair.value)).split()).casefold() for chair in root.entries("chairs")}
    for chat, example in (("zulip", "1234"), ("slack", "U0123ABCD")):
        place = channels.get(chat) if channels else None
        known = bool(groups and groups.get(chat)) or any(
            person.get(chat) and " ".join((person.text("name") or "").split()).casefold() in names
            for person in _persons(root)
        )
        if place is not None and place.value is not None and not known:
            findings.warning(place.where, f"`{chat}`: no chair has an id there, so nobody could command the bot on "
                             f"{chat.title()}; write `chairs: [{{name: …, {chat}: {example}}}]`")  # fmt: skip
