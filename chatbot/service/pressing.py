"""A press on a button, or a reaction: it says what the button says."""

from sqlalchemy import Connection

from chatbot import wording
from chatbot.core.announcements import Subject
from chatbot.core.commands import Command
from chatbot.grammar import parse
from chatbot.ports import Pressed
from chatbot.service.desk import Desk
from chatbot.service.obeying import obey


def press(connection: Connection, desk: Desk, pressed: Pressed) -> bool:
    """Obey what a button says; False when its message is not known yet."""
    chat = pressed.reply.chat
    standing = desk.posts.standing(connection, chat, pressed.ref)
    if standing is None:
        return not desk.posts.under_way(connection, chat)
    session_id, announcement = standing
    if not pressed.on and _stands_elsewhere(connection, desk, pressed, session_id):
        return True
    kept = desk.journal.kept(connection, session_id)
    for button in wording.buttons(kept.session, announcement):
        command = parse(button.command if pressed.on else button.undo)
        if button.sign == pressed.sign and isinstance(command, Command):
            obey(connection, desk, session_id, command, pressed)
    return True


def _stands_elsewhere(connection: Connection, desk: Desk, pressed: Pressed, session_id: str) -> bool:
    """Whether the person still offers the same on another request of the session."""
    others = (desk.posts.standing(connection, pressed.reply.chat, ref) for ref in pressed.elsewhere)
    return any(one[0] == session_id and one[1].subject is Subject.REQUEST for one in others if one)
