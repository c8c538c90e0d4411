"""What the bot says of its own accord."""

from datetime import datetime, timedelta

from chatbot.core.agenda import Mode
from chatbot.core.announcements import Announcement, Subject
from chatbot.core.session import Session
from chatbot.core.speakers import WARNING
from chatbot.core.timeline import Slot, SlotState
from chatbot.messages import Block, Bold, Bullets, Line, Message, Paragraph, line, paragraph
from chatbot.wording import queueing
from chatbot.wording.board import board, lasting_board
from chatbot.wording.common import View, lateness, notes_links, words
from chatbot.wording.manning import appoint, thanks
from chatbot.wording.noticing import notices
from chatbot.wording.polling import lasting_poll, poll_message, result
from chatbot.wording.recording import recorded
from chatbot.wording.requesting import lasting_request, request
from chatbot.wording.telling import heads_up, reminder, slides, unreached, warning

LATE = timedelta(minutes=1)
"""Said later than this after its moment, an announcement names the moment."""


def settled(session: Session, said: Announcement, chat: str, now: datetime) -> Message:
    """The text of an announcement that can be edited no more from now on, and so has to stay true."""
    if said.subject is Subject.REQUEST:
        return lasting_request(View(session, chat, now))
    if said.subject is Subject.POLL:
        return lasting_poll(View(session, chat, now), session.poll(said.item))
    if said.subject is Subject.BOARD:
        view = View(session, chat, now)
        return Message((*board(session, chat, now).blocks, lasting_board(view)))
    return announce(session, said, chat, now)


def announce(  # noqa: C901, PLR0912 - one case a subject
    session: Session, said: Announcement, chat: str, now: datetime
) -> Message:
    """The text of an announcement as things stand now."""
    view = View(session, chat, now)
    match said.subject:
        case Subject.NOTICES:
            return notices(session.agenda.notices)
        case Subject.BOARD:
            return board(session, chat, now)
        case Subject.REQUEST:
            return request(view)
        case Subject.START_CALL:
            return Message((paragraph(*_late(view, said, "due"), *_start_call(view)),))
        case Subject.ITEM:
            slot = session.slot(said.item)
            late = _late(view, said, "began")
            # Whoever moves the session on reads when it ends now; the clock's own steps change nothing about that.
            ends = view.ends() if slot.started_by and view.off_plan() and not session.held_at else ()
            unheard = tuple(Paragraph(one) for one in (queueing.unheard(view),) if one)
            return Message((paragraph(*late, "Now: ", *on_now(view, slot, loud=True), *ends), *slides(slot), *unheard))
        case Subject.TIME_CALL:
            slot = session.slot(said.item)
            return Message((paragraph(*_late(view, said, "due"), *_time_call(view, slot)),))
        case Subject.POLL | Subject.POLL_RESULT:
            poll = session.poll(said.item)
            return poll_message(view, poll) if said.subject is Subject.POLL else Message(result(view, poll))
        case Subject.SPEAKER_WARNING | Subject.SPEAKER_TIME:
            return Message((Paragraph(_speaker_time(view, said.subject)),))
        case Subject.FAREWELL:
            return _farewell(view)
        case Subject.WARNING:
            return warning(view, said)
        case Subject.HEADS_UP:
            return heads_up(view, said)
        case Subject.REMINDER | Subject.BEGUN:
            return reminder(view, said)
        case Subject.UNREACHED:
            return unreached(view)
        case _:
            return appoint(view, said, said.subject)


def on_now(view: View, slot: Slot, *, loud: bool = False) -> Line:
    """`TITLE – PRESENTER (15 min, until 16:00); next: TITLE – PRESENTER`."""
    return (*view.item(slot, Bold(slot.item.title), loud=loud), *_span(view, slot), *_next(view, slot))


def _late(view: View, said: Announcement, verb: str) -> Line:
    return line(f"(late: {verb} ", view.time(said.at), ") ") if view.now - said.at > LATE else ()


def _span(view: View, slot: Slot) -> Line:
    end = view.times(slot).end
    if not slot.minutes:
        return _open(view, slot)
    if view.session.held_at:
        return line(f" ({slot.minutes} min, on hold)")
    if end is None or end <= view.now:
        return line(f" ({slot.minutes} min)")
    return line(f" ({slot.minutes} min, until ", view.time(end), ")")


def _open(view: View, slot: Slot) -> Line:
    """Until when an item without minutes is on, where something comes after it and the clock leads."""
    following = view.session.next
    if slot.state is not SlotState.CURRENT or following is None or view.session.agenda.mode is Mode.CHAIR:
        return ()
    fixed = following.item.fixed
    if fixed and fixed > view.now:
        return line(" (open until ", view.time(fixed), ")")
    return words(" (open until a chair says `next`)")


def _next(view: View, slot: Slot) -> Line:
    """What comes after the item, which somebody may have gone on from in the instant in which it began."""
    following = view.session.next if slot.state is SlotState.CURRENT else view.session.current
    if following is None:
        return line("; last item")
    fixed = line(" at ", view.time(following.item.fixed), " (fixed)") if following.item.fixed else ()
    return line("; next: ", *view.item(following), *fixed)


def _start_call(view: View) -> Line:
    chairs = view.session.agenda.chairs
    called = view.people(chairs, loud=True) if chairs else line("Chairs")
    return (*line("Time to start. "), *called, *words(": say `start`."))


def _time_call(view: View, slot: Slot) -> Line:
    up = line("Time is up for ", Bold(slot.item.title))
    following = view.session.next
    if following is None:
        return (*up, *words(", the last item. Chairs: `end` or `extend N`."))
    return (*up, *line("; next: "), *view.item(following), *words(". Chairs: `next` or `extend N`."))


def _speaker_time(view: View, subject: Subject) -> Line:
    """That the speaker's time is almost up, or up."""
    floor = view.session.queue.floor
    if floor is None:
        return line("The speaker is done.")
    who = queueing.called(view, floor.person)
    if subject is Subject.SPEAKER_WARNING:
        return line(who, f", {WARNING.seconds} seconds left.")
    return line(who, ", your time is up.", *queueing.next_up(view))


def _farewell(view: View) -> Message:
    session = view.session
    ended = session.projected_end(view.now)
    blocks: list[Block] = [
        paragraph("The session ended at ", view.time(ended), f", {lateness(session.delay(view.now))}.")
    ]
    labels = {
        SlotState.PLANNED: "Not reached:",
        SlotState.SKIPPED: "Left for later:",
        SlotState.DROPPED: "Taken off the agenda:",
    }
    for state, label in labels.items():
        items = tuple(view.item(slot) for slot in (*session.slots, *session.dropped) if slot.state is state)
        blocks += [paragraph(label), Bullets(items)] if items else []
    blocks += recorded(view)
    blocks += thanks(session)
    unheard = tuple(Paragraph(one) for one in (queueing.unheard(view),) if one)
    return Message((*blocks, *unheard, *(Paragraph(link) for link in notes_links(session))))
