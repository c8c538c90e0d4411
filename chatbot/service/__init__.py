"""Takes an input or the next due moment, decides, commits, hands on.

What is said goes this way: `loop` takes it in and hands on what comes of it; `hearing` understands it, in the session
that `finding` finds; `obeying` decides a command; `committing` writes what happened and queues what it gives to say.
The clock's moments go by `ticking` and presses by `pressing`, to the same end. Agendas come in by `opening` and
`offering`; `chairs` and `pages` know who is told elsewhere. The outbox asks `rendering` for texts, and tells
`reporting` what it lost.

But for `loop` and what says `async`, all are functions within one transaction, in the database's thread.
"""

from chatbot.service.desk import Desk
from chatbot.service.loop import Service
from chatbot.service.rendering import Renderer
from chatbot.service.reporting import LostPosts

__all__ = ["Desk", "LostPosts", "Renderer", "Service"]
