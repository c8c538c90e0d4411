"""The buttons of a message that stands in a chat."""

from typing import assert_never

from chatbot.core.announcements import Announcement, Subject
from chatbot.core.session import Session
from chatbot.messages import Button
from chatbot.wording.common import View
from chatbot.wording.manning import question_buttons
from chatbot.wording.polling import poll_buttons
from chatbot.wording.requesting import give_back, request_buttons


def buttons(session: Session, said: Announcement) -> tuple[Button, ...]:
    """What can be pressed on the announcement; also buttons it no longer shows, for a press may come late."""
    match said.subject:
        case Subject.REQUEST:
            return (*request_buttons(View(session, "", session.agenda.start)), give_back())
        case Subject.POLL:
            return poll_buttons(session.poll(said.item))
        case Subject.ASKED:
            return question_buttons()
        case (
            Subject.NOTICES
            | Subject.BOARD
            | Subject.START_CALL
            | Subject.ITEM
            | Subject.TIME_CALL
            | Subject.FAREWELL
            | Subject.POLL_RESULT
            | Subject.SPEAKER_WARNING
            | Subject.SPEAKER_TIME
            | Subject.WARNING
            | Subject.HEADS_UP
            | Subject.UNREACHED
            | Subject.REMINDER
            | Subject.BEGUN
            | Subject.SIGNED
            | Subject.PROMOTED
            | Subject.RELEASED
            | Subject.ROSTER
            | Subject.DECLINED
            | Subject.CANDIDATES
            | Subject.HAND_OVER
            | Subject.NEXT_UP
        ):
            return ()
        case _:
            assert_never(said.subject)
