"""Why an address was not fetched. Each error's text is a sentence for whoever gave the address.

Unreachable
├── AddressRefused      it is no address of the web, or leads where the bot must not look
├── NoAnswer            no such host, nobody listens, the connection broke, the certificate is wrong
├── Denied              the server answered with something else than the content
├── TooLarge            more than the limit, as sent or once unpacked
├── TooSlow             not done within the time for all of it
└── TooManyRedirects    sent on and on
"""

from chatbot.importers.errors import Unreachable


class AddressRefused(Unreachable):
    """The address is not fetched, whatever is there."""


class NoAnswer(Unreachable):
    """Nothing came back."""


class Denied(Unreachable):
    """The server does not give the content; `status` is HTTP's."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class TooLarge(Unreachable):
    """More than the limit."""


class TooSlow(Unreachable):
    """Not done in time."""


class TooManyRedirects(Unreachable):
    """Sent on too often."""
