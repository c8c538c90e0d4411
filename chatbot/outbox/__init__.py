"""Paced sending: what the database says is to be said, said once, in order, and edited in place.

A claim is committed before anything is sent, and says that a send may be under way until its lane is free again.
A row found in that state later is in doubt: it is looked for on the platform before it is sent again. Nobody here
retries a send by itself.

`sending` is the loop: `claiming` takes rows in one transaction and `making` makes their texts, then each is sent, and
`marking` notes what became of it. `answering` says what is not kept.
"""

from chatbot.outbox.answering import Nod
from chatbot.outbox.endless import endless
from chatbot.outbox.rendering import Render, Rendering, Report, Standing
from chatbot.outbox.sending import Outbox
from chatbot.outbox.timing import Timing

__all__ = ["Nod", "Outbox", "Render", "Rendering", "Report", "Standing", "Timing", "endless"]
