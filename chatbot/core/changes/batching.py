"""When to speak of a source that somebody is still typing at: once it rests, and not too late."""

from dataclasses import replace
from datetime import datetime, timedelta

from chatbot.core.agenda import Agenda
from chatbot.core.record import record

QUIET = timedelta(minutes=2)
"""A source that has not changed for this long is taken to be finished."""
LONGEST = timedelta(minutes=15)
"""A change is spoken of after this time, also if others follow it all the while."""


@record
class Batch:
    """Readings of one source: `spoken` is the last one that was spoken of, `read` the last one at all.

    `since` is when it first differed from what was spoken of, `changed_at` when it last changed.
    """

    spoken: Agenda
    read: Agenda
    since: datetime
    changed_at: datetime


def seen(batch: Batch | None, agenda: Agenda, now: datetime) -> Batch:
    """The batch after the source was read; the first reading is nothing to speak of."""
    if batch is None:
        return Batch(agenda, agenda, now, now)
    if agenda == batch.read:
        return batch
    first = batch.read == batch.spoken
    return replace(batch, read=agenda, since=now if first else batch.since, changed_at=now)


def ready(batch: Batch, now: datetime) -> tuple[Batch, Agenda | None]:
    """The reading to speak of now, if there is one, and the batch once that is done."""
    waits = now - batch.changed_at < QUIET and now - batch.since < LONGEST
    if batch.read == batch.spoken or waits:
        return batch, None
    return replace(batch, spoken=batch.read), batch.read
