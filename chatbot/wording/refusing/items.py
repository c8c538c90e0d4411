"""Why that item cannot be meant, or not for this."""

from typing import assert_never

from chatbot.core import errors
from chatbot.messages import Bold, Line, join, line
from chatbot.wording.common import View, capital, counted, words


def sentence(view: View, reason: errors.ItemReason) -> Line:  # noqa: C901, PLR0912 - one case a reason
    """Why not, and what to do instead."""
    match reason:
        case errors.NoSuchItem(number, items):
            return line(
                f"There is no item {number}: the board has {counted(items, 'item')}. ", *words("`agenda` shows them.")
            )
        case errors.NoItemFits(what):
            return line(f"No item fits “{what}”. ", *words("`agenda` shows all, with their numbers."))
        case errors.SeveralItemsFit(what, items):
            named = join((_item(view, item) for item in items), "; ")
            return line(f"Several items fit “{what}”: ", *named, ". Please give the number.")
        case errors.ItemDone(item):
            return (*_is(view, item, "is over: what happened stays."), *words(" `back N` takes an item up again."))
        case errors.ItemOn(item):
            return (*_is(view, item, "is on now."), *words(" `skip` leaves it for later, `next` goes on."))
        case errors.ItemToCome(item):
            return (*_is(view, item, "is still to come."), *words(" `move A after B` puts it elsewhere."))
        case errors.ItemLeft(item):
            again = f" `back {view.session.number(item)}` takes it up."
            return (*_is(view, item, "is left for later already."), *words(again))
        case errors.OnlyItem(item):
            return _is(view, item, "is the only item left; it has to stay.")
        case errors.TooShort(item, 0):
            return (
                *_is(view, item, "has no time that could be shortened."),
                *words(" `next` goes on to the next item."),
            )
        case errors.TooShort(item, minutes):
            return (*_is(view, item, f"has {minutes} min in all."), *words(" `next` goes on to the next item."))
        case errors.SameItem(item):
            return _is(view, item, "is meant twice; please give two numbers.")
        case errors.NotWatched(what):
            about = f" about “{what}”" if what else " about any item"
            return line(f"You have not asked me to tell you{about}. ", *words("`ping me for TITLE` does that."))
        case _:
            assert_never(reason)


def _is(view: View, item: int, what: str) -> Line:
    slot = view.session.slot(item)
    return line(f"{capital(view.item_number(slot))}, ", Bold(slot.item.title), f", {what}")


def _item(view: View, item: int) -> Line:
    slot = view.session.slot(item)
    return line(f"{view.session.number(item)}. ", *view.item(slot))
