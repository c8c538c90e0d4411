"""What one person is told directly: chairs about time, presenters about their turn, others about what they watch."""

from datetime import timedelta

from chatbot.core.announcements import Announcement
from chatbot.core.timeline import Slot, SlotState, time_up
from chatbot.messages import Block, Bold, Bullets, Line, Link, Message, Paragraph, Text, line, paragraph
from chatbot.wording.common import MINUTE, View, duration, headline, words
from chatbot.wording.pacing import gap


def warning(view: View, said: Announcement) -> Message:
    """How the current item's time goes."""
    slot = view.session.slot(said.item)
    end = time_up(slot, view.session.held_at, view.now)
    left = end - view.now
    where = line(f"{headline(view.session)}: ") if said.to else ()
    title = Bold(slot.item.title)
    if left <= timedelta():
        over = f" is over by {duration(left)}" if -left >= MINUTE else " is over its time"
        return Message((Paragraph((*where, title, *line(over), *_after(view), *_way_out(view))),))
    return Message((Paragraph((*where, title, *line(": ", *_left(view, slot, left)), *_after(view))),))


def _way_out(view: View) -> Line:
    following = view.session.next
    if following is None:
        return words(" `end` or `extend N`.")
    fixed = following.item.fixed
    return () if fixed and fixed > view.now else words(" `next` or `extend N`.")


def _left(view: View, slot: Slot, left: timedelta) -> Line:
    until = line(", until ", view.time(view.now + left))
    if not slot.questions or slot.questions == slot.length:
        return (*line(f"{_rounded(left)} left"), *until)
    talk = left - slot.questions
    if talk >= MINUTE / 2:
        return (*line(f"{_rounded(talk)} of the talk left, then {_rounded(slot.questions)} of questions"), *until)
    return (*line(f"time for questions, {_rounded(left)}"), *until)


def _rounded(length: timedelta) -> str:
    """Warnings come to the second; 1:59 is 2 minutes for people."""
    return duration(MINUTE * max(1, round(length / MINUTE)))


def _after(view: View) -> Line:
    free, following = gap(view), view.session.next
    if following is None:
        return line("; last item.")
    return line("; next: ", *view.item(following), *(line("; ", *free) if free else ()), ".")


def heads_up(view: View, said: Announcement) -> Message:
    """The presenter's turn, or the one before it."""
    slot = view.session.slot(said.item)
    own = any(said.to[0] in one.accounts for one in slot.item.presenters)
    turn = slot if own else _turn_after(view, slot)
    start = view.times(turn).start or view.now
    at = line(view.time(start), *view.planned(view.times(turn).planned, start))
    ahead = f"in {_rounded(start - view.now)}" if start - view.now >= MINUTE / 2 else "now"
    role = line("on") if own else line("next after ", Bold(slot.item.title), ",")
    minutes = f" ({turn.minutes} min)." if turn.minutes else "."
    head = line(f"{headline(view.session)}: you are ", *role, f" {ahead}, at ")
    current = view.session.current
    if own and current and slot.state is SlotState.PLANNED and start <= view.now:
        head, at = line(f"{headline(view.session)}: you are next, as soon as "), line(Bold(current.item.title), " ends")
    return Message((paragraph(*head, *at, ", with ", Bold(turn.item.title), minutes), *slides(turn)))


def _turn_after(view: View, slot: Slot) -> Slot:
    ahead = [one for one, _ in view.session.coming(view.now)]
    index = next((index for index, one in enumerate(ahead) if one.key == slot.key), -1)
    return ahead[index + 1] if index + 1 < len(ahead) else slot


def slides(slot: Slot) -> tuple[Block, ...]:
    """The item's slides, if it has any."""
    return (paragraph(Link("Slides", slot.item.slides)),) if slot.item.slides else ()


def reminder(view: View, said: Announcement) -> Message:
    """Where the item stands that somebody watches."""
    slot = view.session.slot(said.item)
    start = view.times(slot).start
    where = line(f"{headline(view.session)}: ", Bold(slot.item.title))
    if slot.state is SlotState.DROPPED:
        return Message((Paragraph((*where, *line(" was taken off the agenda."))),))
    if start is None:
        return Message((Paragraph((*where, *line(" was left for later."))),))
    planned = view.planned(view.times(slot).planned, start)
    current = view.session.current
    if slot.state is SlotState.PLANNED and start <= view.now and current:
        return Message((Paragraph((*where, *line(" is next, as soon as ", Bold(current.item.title), " ends."))),))
    if slot.state is SlotState.CURRENT or start <= view.now:
        return Message((Paragraph((*where, *line(" starts now", *planned, "."))),))
    near = start - view.now <= timedelta(minutes=5, seconds=30)
    how = line(f" starts in {_rounded(start - view.now)}, at ") if near else line(" starts at ")
    return Message((Paragraph((*where, *how, view.time(start), *line(*planned, "."))),))


def unreached(view: View) -> Message:
    """The presenters whom nobody can tell when they are on."""
    rows = tuple(
        line(f"{view.session.number(slot.key)}. ", Text(slot.item.title), " – ", person.name)
        for slot, person in view.session.unreached()
    )
    first = view.session.number(view.session.unreached()[0][0].key) if rows else 1
    how = words(f"`presenter {first} is @name`, with a mention, gives me an account to write to.")
    cannot = "I cannot tell these presenters when they are on, for I know no account of theirs."
    head = f"{headline(view.session)}: {cannot}"
    return Message((paragraph(head), Bullets(rows), Paragraph(how)))
