"""The speaker queue in words."""

from chatbot.core.agenda import Participant, same_person
from chatbot.core.speakers import Entry, Kind
from chatbot.messages import Bold, Line, Span, join, line
from chatbot.wording.common import View


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `11th`."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def waiting(view: View, entry: Entry) -> Line:
    """`Mary (reply)`, and who put her there where another of that name waits."""
    twins = [one for one in view.session.queue.waiting if one.person.name == entry.person.name and one is not entry]
    by = f"added by {entry.by.name}" if twins and entry.by and not same_person(entry.by, entry.person) else ""
    kind = "" if entry.kind is Kind.TOPIC else entry.kind.value
    notes = ", ".join(note for note in (kind, by) if note)
    return line(entry.person.name, f" ({notes})" if notes else "")


def place(view: View, person: Participant) -> Line:
    """`first`, or `2nd, behind Ann`."""
    queue = view.session.queue
    position = queue.position(person)
    return (
        line(f"{ordinal(position)}, behind ", *waiting(view, queue.waiting[position - 2]))
        if position > 1
        else line("first")
    )


def next_up(view: View) -> Line:
    """` Next: Cy.`, if somebody waits."""
    entries = view.session.queue.waiting
    return line(" Next: ", *waiting(view, entries[0]), ".") if entries else ()


def called(view: View, person: Participant) -> Span:
    """The person, woken."""
    return view.participant(person, loud=True)


def floor(view: View) -> Line:
    """`Bob has the floor for 2 min: to ask why. Next: Cy.`"""
    queue = view.session.queue
    assert queue.floor is not None
    limit = f" for {queue.minutes} min" if queue.minutes else ""
    about = f": {queue.floor.about}" if queue.floor.about else ""
    return line(called(view, queue.floor.person), f" has the floor{limit}{about}.", *next_up(view))


def shown(view: View) -> Line:
    """`Speaking: Bob. Queue: Ann, Mary (reply).`; nothing while there is nothing to say."""
    queue = view.session.queue
    speaking = line("Speaking: ", Bold(queue.floor.person.name), ".") if queue.floor else ()
    names = join((waiting(view, one) for one in queue.waiting), ", ")
    listed = line("Queue: ", *names, ".") if names else ()
    closed = line("The queue is closed.") if queue.closed else ()
    return join((part for part in (speaking, listed, closed) if part), " ")


def unheard(view: View) -> Line:
    """`Not heard: Ann, Bob.`: who still waited when the queue was emptied."""
    known = (one for one in view.session.queue.unheard if not one.person.is_forgotten)
    names = join((waiting(view, one) for one in known), ", ")
    return line("Not heard: ", *names, ".") if names else ()
