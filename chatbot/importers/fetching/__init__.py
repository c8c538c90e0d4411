"""Addresses of the web, fetched safely."""

from chatbot.importers.fetching.errors import (
    AddressRefused,
    Denied,
    NoAnswer,
    TooLarge,
    TooManyRedirects,
    TooSlow,
)
from chatbot.importers.fetching.fetch import Fetched, Fetcher, Limits

__all__ = [
    "AddressRefused",
    "Denied",
    "Fetched",
    "Fetcher",
    "Limits",
    "NoAnswer",
    "TooLarge",
    "TooManyRedirects",
    "TooSlow",
]
