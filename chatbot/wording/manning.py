"""What people who help are told, and the room about them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import assert_never

from chatbot.core.agenda import Participant
from chatbot.core.announcements import Announcement, Subject
from chatbot.core.announcements.volunteering import Appointing, handed_over
from chatbot.core.commands import Agree, AskPerson, Disagree, Volunteer, Withdraw
from chatbot.core.session import Phase, Session
from chatbot.core.session.deciding.joining import presented
from chatbot.core.volunteers import Roster, Served, least_recent, normal, roster_of
from chatbot.grammar import singular, spoken
from chatbot.messages import (
    Block,
    Bullets,
    Button,
    Buttons,
    Code,
    Instant,
    Line,
    Message,
    Paragraph,
    line,
    paragraph,
)
from chatbot.wording.common import View, counted, headline, names, notes_links, places, plural, role_of, words

MOST_NAMED = 5
"""So many people are named whom chairs may ask."""
MOST_SERVED = 10
"""So many sessions are told of."""


def appoint(view: View, said: Announcement, subject: Appointing) -> Message:
    """The text of an announcement as things stand now."""
    what = f"{singular(said.role)}{view.part(said.part)}"
    match subject:
        case Subject.SIGNED:
            return _told(view, _signed(view, said, what), _back(view, said))
        case Subject.PROMOTED:
            return _told(view, line(f"a place has come free, and you are {what} now. "), _back(view, said))
        case Subject.RELEASED:
            return _told(view, line(f"you are no longer signed up as {what}. Thank you all the same."))
        case Subject.ROSTER:
            return Message((paragraph(places(view, _roster(view, said)), "."),))
        case Subject.ASKED:
            return _question(view, said, what)
        case Subject.DECLINED:
            return _told(view, line(f"the answer is no: somebody else has to be asked to be {what}."))
        case Subject.CANDIDATES:
            return candidates(view.session, (), (), (), view.chat, view.now)
        case Subject.HAND_OVER:
            return Message((Paragraph(_hand_over(view, said)), *_pads(view.session, said.role)))
        case Subject.NEXT_UP:
            slot = view.session.slot(said.item)
            start = view.times(slot).start or view.now
            next_up = line(f"you are {what} from {view.item_number(slot)} on, at ", view.time(start), ".")
            return Message((Paragraph((*_where(view), *next_up)), *_pads(view.session, said.role)))
        case _:
            assert_never(subject)


def candidates(
    session: Session,
    history: Sequence[Served],
    present: Iterable[Participant],
    exempt: Iterable[str],
    chat: str,
    now: datetime,
) -> Message:
    """To a chair: places are free at the start; who is here and may be asked, who never served first."""
    view = View(session, chat, now)
    free = session.wanted
    if not free:
        return Message((paragraph(*_where(view), "all places are taken."),))
    found = _suggested(session, free[0], history, present, exempt)
    wanted = " and ".join(f"{counted(one.free, role_of(one))}{view.part(one.part)}" for one in free)
    head = paragraph(*_where(view), f"{wanted} still wanted.")
    if not found:
        how = words("`ask NAME` lets me ask somebody privately, `sign up NAME as ROLE` signs them up.")
        return Message((head, Paragraph(how)))
    rows = tuple(line(person.name, ": ", *_last(view, at)) for person, at in found)
    ask = AskPerson(
        Participant("", found[0][0].name), free[0].role, None if free[0].part.whole else view.numbered(free[0].part)
    )
    who = paragraph(f"Here, and {role_of(free[0])} longest ago:")
    return Message((head, who, Bullets(rows), paragraph(Code(spoken(ask)), " lets me ask privately.")))


def _suggested(
    session: Session,
    roster: Roster,
    history: Sequence[Served],
    present: Iterable[Participant],
    exempt: Iterable[str],
) -> tuple[tuple[Participant, datetime | None], ...]:
    """Whom chairs may ask for the place."""
    busy = {one.account for other in session.rosters for one in (*other.people, *other.waiting)}
    busy |= {account for chair in session.chairs() for account in chair.accounts}
    here = [one for one in present if one.account not in busy and not presented(session, roster.part, one)]
    return least_recent(history, roster.role, here, {*exempt, *session.crew.exempt}, MOST_NAMED)


def served(view: View, role: str | None, history: Sequence[Served]) -> tuple[Block, ...]:
    """Who served in the role in the sessions of the group, the latest first."""
    fits = [one for one in history if role is None or normal(one.role) == normal(role)]
    label = plural(singular(role)) if role else "volunteers"
    serving = [one for one in view.session.rosters if role is None or normal(one.role) == normal(role)]
    ended = view.session.phase is Phase.ENDED
    now = tuple(line("This session: ", places(view, one)) for one in serving if one.people and not ended)
    sessions = list(dict.fromkeys(one.session for one in sorted(fits, key=lambda one: one.at, reverse=True)))
    rows = tuple(_session(view, [one for one in fits if one.session == name]) for name in sessions[:MOST_SERVED])
    if not rows and not now:
        return (paragraph(f"I know of no {label} in this group’s sessions yet."),)
    return (Bullets((*now, *rows)),)


def question_buttons() -> tuple[Button, Button]:
    """Yes and no; taking one's yes back gives the place back."""
    return (
        Button("raised_hand", "Yes", spoken(Agree()), spoken(Withdraw())),
        Button("wave", "No", spoken(Disagree()), spoken(Volunteer())),
    )


def _session(view: View, people: Sequence[Served]) -> Line:
    when = Instant(people[0].at, view.session.agenda.timezone, with_date=True)
    roles = dict.fromkeys(one.role for one in people)
    named = [
        f"{singular(role)} {names([one.person for one in people if one.role == role])}" for role in roles
    ]  # fmt: skip
    return line(when, ": ", ", ".join(named))


def _last(view: View, at: datetime | None) -> Line:
    return line("last ", Instant(at, view.session.agenda.timezone, with_date=True)) if at else line("never yet")


def _where(view: View) -> Line:
    return line(f"{headline(view.session)}: ")


def _told(view: View, *said: Line) -> Message:
    return Message((Paragraph((*_where(view), *(span for one in said for span in one))),))


def _signed(view: View, said: Announcement, what: str) -> Line:
    roster = _roster(view, said)
    number = roster.place_in_line(Participant(said.to[0], ""))
    if number:
        return line(f"a chair put you on the waiting list as {what}, number {number}. ")
    return line(f"a chair signed you up as {what}. ")


def _back(view: View, said: Announcement) -> Line:
    part = None if said.part.whole else view.numbered(said.part)
    return line(Code(spoken(Withdraw(said.role, part))), " gives the place back.")


def _question(view: View, said: Announcement, what: str) -> Message:
    """The question, until it is answered; then what came of it."""
    session, person = view.session, Participant(said.to[0], "")
    roster = _roster(view, said)
    if all(one.round != said.round for one in session.crew.questions):
        if roster.holds(person):
            return _told(view, line(f"you are {what}. Thank you. "), _back(view, said))
        return _told(view, line(f"you were asked to be {what}; nothing more is to be done."))
    when = Instant(session.agenda.start, session.agenda.timezone, with_date=True)
    ask = paragraph(*_where(view), f"would you be {what}, ", when, "? A chair asks; no is a fine answer.")
    how = paragraph(*words("Say `yes` or `no`; `never ask me` keeps me from asking again."))
    return Message((ask, how, Buttons(question_buttons())))


def _hand_over(view: View, said: Announcement) -> Line:
    change = handed_over(view.session, said.role)
    went, came = change or ((), ())
    takes = "take" if len(came) > 1 else "takes"
    verb = f"{takes} notes from here" if "note" in said.role.casefold() else f"{takes} over as {singular(said.role)}"
    colon = ":" if _pads(view.session, said.role) else "."
    return line(f"{names(went, ' and ')} → {names(came, ' and ')} {verb}{colon}")


def _pads(session: Session, role: str) -> tuple[Block, ...]:
    return tuple(Paragraph(link) for link in notes_links(session)) if "note" in role.casefold() else ()


def _roster(view: View, said: Announcement) -> Roster:
    return roster_of(view.session.rosters, said.role, said.part) or Roster(said.role, 0, part=said.part)


def thanks(session: Session) -> tuple[Block, ...]:
    """Thanks by role and name to all who served or were ready to, each once."""
    blocks: list[Block] = []
    thanked: set[str] = set()
    roles = [*(one.role for one in session.crew.served), *(one.role for one in session.rosters)]
    for role in dict.fromkeys(roles):
        people = [one for duty in session.crew.served if duty.role == role for one in duty.people]
        people += [one for roster in session.rosters if roster.role == role for one in roster.people]
        known = {one.account or one.name: one for one in people if not one.is_forgotten}
        fresh = {who: one for who, one in known.items() if who not in thanked}
        thanked |= fresh.keys()
        if fresh:
            named = singular(role) if len(fresh) == 1 else plural(singular(role))
            blocks.append(paragraph(f"Thanks to the {named} {names(tuple(fresh.values()), ' and ')}."))
    return tuple(blocks)
