"""The page that a chat keeps for the bot and one person, and the form for signing up."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chatbot.core.agenda import Participant
from chatbot.core.commands import Volunteer, Withdraw
from chatbot.core.session import Phase, Session
from chatbot.core.session.deciding.joining import presented
from chatbot.core.session.finding import slots_of
from chatbot.core.timeline import Slot, SlotState
from chatbot.grammar import singular, spoken
from chatbot.messages import (
    Block,
    Button,
    Buttons,
    Choice,
    Field,
    Form,
    Instant,
    Line,
    Message,
    Paragraph,
    line,
    paragraph,
)
from chatbot.wording.board import heading, standing
from chatbot.wording.common import GIVE_BACK, View, capital, counted, headline

MOST = 10
"""Sessions on a page."""
PAST_FOR = timedelta(days=2)
"""A session that ended longer ago is left out."""


def page(sessions: Sequence[Session], person: Participant, chat: str, now: datetime) -> Message:
    """The sessions of a workspace, where each stands, and what the person has to do with it."""
    shown = sorted((one for one in sessions if not _long_past(one, now)), key=_order)[:MOST]
    if not shown:
        return Message((paragraph("No session is set up here at the moment."),))
    return Message(tuple(block for one in shown for block in _session(View(one, chat, now), person)))


def sign_up_form(session: Session, person: Participant) -> Form | None:
    """What there is to sign up for, without what the person presents in; None when there is nothing."""
    view = View(session, "", session.agenda.start)
    open_ = session.wanted if session.phase is not Phase.ENDED else ()
    free = tuple(one for one in open_ if not presented(session, one.part, person)) or open_
    if not free:
        return None
    choices = tuple(
        Choice(
            f"{capital(singular(one.role))}{view.part(one.part)} ({counted(one.free, 'place')} free)",
            f"{singular(one.role)}{view.part(one.part)}",
        )
        for one in free
    )
    agenda = session.agenda
    intro = line(headline(session), ", ", Instant(agenda.start, agenda.timezone, with_date=True))
    role = Field("What for?", choices, choices[0] if len(choices) == 1 else None)
    return Form("Sign up", "Sign up", intro, f"{agenda.id} {spoken(Volunteer())}", (role,))


def _session(view: View, person: Participant) -> tuple[Block, ...]:
    session = view.session
    held = tuple(one for one in session.rosters if one.holds(person))
    roles = " and ".join(f"{singular(one.role)}{view.part(one.part)}" for one in held)
    signed = (paragraph(f"You are signed up as {roles}."),) if held else ()
    buttons = _buttons(session, person, signed_up=bool(held))
    return (heading(view), Paragraph(standing(view)), *_current(view), *signed, *_turns(view, person), Buttons(buttons))


def _current(view: View) -> tuple[Block, ...]:
    slot = view.session.current
    return (paragraph("Now: ", *view.item(slot)),) if slot else ()


def _turns(view: View, person: Participant) -> tuple[Block, ...]:
    """When the person presents, or does now."""
    mine = [slot for slot in slots_of(view.session, person) if slot.state is not SlotState.DONE]
    return tuple(Paragraph(_turn(view, slot)) for slot in mine) if view.session.phase is not Phase.ENDED else ()


def _turn(view: View, slot: Slot) -> Line:
    item = f"item {view.session.number(slot.key)}, {slot.item.title}"
    if slot.state is SlotState.CURRENT:
        return line(f"You are on now: {item}.")
    start = view.times(slot).start
    return line(f"You are on with {item}, at ", view.time(start), ".") if start else line(f"Left for later: {item}.")


def _buttons(session: Session, person: Participant, *, signed_up: bool) -> tuple[Button, ...]:
    """What can be done; each says its session's name, for the page has several."""
    name = session.agenda.id
    sign_up = Button("sign-up", "Sign up…", f"{name} {spoken(Volunteer())}", "")
    give_back = Button("back", GIVE_BACK, f"{name} {spoken(Withdraw())}", "")
    agenda = Button("agenda", "Agenda", f"{name} agenda", "")
    offered = (sign_up,) if sign_up_form(session, person) else ()
    return (*offered, *((give_back,) if signed_up else ()), agenda)


def _order(session: Session) -> tuple[int, datetime]:
    """Those that run, then those to come, then those that were."""
    return (Phase.RUNNING, Phase.PLANNED, Phase.ENDED).index(session.phase), session.agenda.start


def _long_past(session: Session, now: datetime) -> bool:
    return now - (session.ended_at or session.agenda.planned_end) > PAST_FOR
