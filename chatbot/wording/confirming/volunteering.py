"""What is said when somebody took or left a part, or was asked to."""

from typing import assert_never

from chatbot.core import events
from chatbot.core.agenda import Part, Participant
from chatbot.core.commands import AskAgain, Release, Volunteer, Withdraw
from chatbot.core.session import Session
from chatbot.core.session.deciding.joining import presented
from chatbot.core.volunteers import named, other_half
from chatbot.grammar import singular, spoken
from chatbot.messages import Block, Code, Instant, Line, Message, Paragraph, join, line, paragraph
from chatbot.wording.common import View, capital, counted, headline, holders, names, notes_links, plural, words
from chatbot.wording.confirming.reply import Reply, private


def confirm(view: View, before: Session, event: events.Volunteering) -> Reply | None:  # noqa: C901, PLR0912 - one case an event
    """The reply to what happened; None where an announcement says it."""
    match event:
        case events.PlacesChanged(role=role, part=part):
            return _changed(view, role, part)
        case events.PlacesLowered(role=role, part=part, places=places):
            return private(_whom(view, role, part, places))
        case events.VolunteerJoined(role=role, person=person, part=part):
            if _another(event):
                return private(
                    line(f"{person.name} is signed up as {singular(role)}{view.part(part)}.", *_unknown(person))
                )
            return Reply(Message(_joined(view, role, part, person)), public=False)
        case events.VolunteerWaited(role=role, person=person, part=part):
            return private(_waits(view, event, role, part, person))
        case events.VolunteerLeft(role=role, person=person, part=part):
            if part.whole and _changed_for_half(view, before, role, person):
                return None
            if _another(event):
                return private(line(f"{person.name} is no longer signed up as {singular(role)}{view.part(part)}."))
            return private(_left(view, before, role, part, person))
        case events.PersonAsked(role=role, person=person, part=part):
            return private(line(f"I ask {person.name} privately to be {singular(role)}{view.part(part)}."))
        case events.AskDeclined():
            return private(words("All right, thank you for the answer. `never ask me` keeps me from asking again."))
        case events.ExemptionMade():
            again = Code(spoken(AskAgain()))
            return private(
                line("I ask you for nothing any more, and name you to nobody who looks; ", again, " ends that.")
            )
        case events.ExemptionEnded():
            return private(line("You may be asked again."))
        case (
            events.PlaceSplit()
            | events.VolunteerPromoted()
            | events.VolunteersAsked()
            | events.CandidatesListed()
            | events.HandedOver()
            | events.NextReminded()
        ):
            return None
        case _:
            assert_never(event)


def _another(event: events.VolunteerJoined | events.VolunteerWaited | events.VolunteerLeft) -> bool:
    """Whether it was somebody else who did it."""
    return event.by is not None and event.by.account != event.person.account


def _changed_for_half(view: View, before: Session, role: str, person: Participant) -> bool:
    """Whether the person gave up the whole session for a half of it, which says all."""
    now = {one.part for one in view.session.rosters if one.role == role and one.holds(person)}
    return bool(now - {one.part for one in before.rosters if one.role == role and one.holds(person)})


def _changed(view: View, role: str, part: Part) -> Reply | None:
    """A request goes out where places are free, and says it all."""
    roster = named(view.session.rosters, role, part)
    if roster.free:
        return None
    if not roster.places:
        return private(line(f"No {plural(singular(role))}{view.part(part)} are wanted any more."))
    return private(line(f"{capital(counted(roster.places, 'place'))}, all taken. {holders(view, roster)}."))


def _whom(view: View, role: str, part: Part, places: int) -> Line:
    roster = named(view.session.rosters, role, part)
    held = f"{counted(len(roster.people), singular(role))}{view.part(part)} signed up: {names(roster.people)}. "
    ways = join(((Code(spoken(Release(one, role, view.numbered(part)))),) for one in roster.people), " or ")
    fewer = f"For {counted(places, 'place')}, whom shall I release? Say " if places else "Whom shall I release? Say "
    return line(held, fewer, *ways, "; until then all stay.")


def _unknown(person: Participant) -> Line:
    return () if person.account else line(" I know no account of theirs, so I cannot tell them; a mention gives one.")


def _joined(view: View, role: str, part: Part, person: Participant) -> tuple[Block, ...]:
    agenda = view.session.agenda
    what = f"{singular(role)}{view.part(part)}"
    signed = f"Thank you, {person.name}. You are signed up as {what} for {headline(view.session)}, "
    if not part.whole:
        signed = f"Thank you, {person.name}. You are signed up as {what}, {headline(view.session)}, "
    thanks = paragraph(signed, Instant(agenda.start, agenda.timezone, with_date=True), ".")
    back = Withdraw(role, None if part.whole else view.numbered(part))
    undo = paragraph("To give the place back, say ", Code(spoken(back)), ".")
    pads = notes_links(view.session) if "note" in role.casefold() else ()
    return (thanks, *(Paragraph(link) for link in pads), undo, *_half(view, role, part, person))


def _half(view: View, role: str, part: Part, person: Participant) -> tuple[Block, ...]:
    """To a presenter who took the whole session: the half without their own item."""
    items = presented(view.session, part, person) if part.whole else ()
    half = other_half(view.session.slots, items) if items else None
    if half is None:
        return ()
    listed = " and ".join(view.item_number(view.session.slot(item)) for item in items)
    way = Code(spoken(Volunteer(role, half)))
    return (paragraph(f"You present {listed}; ", way, " leaves that half to somebody else."),)


def _waits(view: View, event: events.VolunteerWaited, role: str, part: Part, person: Participant) -> Line:
    roster = named(view.session.rosters, role, part)
    taken = f"All places for {plural(singular(role))}{view.part(part)} are taken, by {names(roster.people, ' and ')}. "
    number = roster.place_in_line(person)
    if _another(event):
        return line(taken, f"{person.name} waits for one, as number {number} in the line.")
    back = Code(spoken(Withdraw(role, None if part.whole else view.numbered(part))))
    return line(
        taken, f"You are number {number} in the line, and I tell you when one comes free; ", back, " ends that."
    )


def _left(view: View, before: Session, role: str, part: Part, person: Participant) -> Line:
    said = None if part.whole else view.numbered(part)
    again = line(" To sign up again, say ", Code(spoken(Volunteer(role, said))), ".")
    what = f"{singular(role)}{view.part(part)}"
    roster = named(before.rosters, role, part)
    if not roster.holds(person):
        return (*line(f"You wait no longer for a place as {what}."), *again)
    after = named(view.session.rosters, role, part)
    heir = next((one for one in after.people if not roster.holds(one)), None)
    free = f"{heir.name} has the place now." if heir else "the place is free for others."
    gone = f"You are no longer signed up as {what}; {free}"
    if after.places < roster.places:
        gone = f"You are no longer signed up as {what}; thank you."
    return (*line(gone), *again)
