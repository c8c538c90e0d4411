"""Agendas as texts, and their problems as lists, for the tests of agenda files."""

from textwrap import dedent

from chatbot.importers.yaml import load_text

HEAD = """\
title: A session
date: 2023-07-26
start: 15:30
timezone: America/Los_Angeles
"""
ITEMS = """\
agenda:
  - {title: Diet ESP, minutes: 10}
"""


def problems(text: str, name: str = "a.yaml") -> list[str]:
    """Each problem of the text as `line: message`."""
    return [str(problem).removeprefix(f"{name}:") for problem in load_text(dedent(text), name).problems]


def after(extra: str) -> list[str]:
    """The problems of a right agenda with more lines put in between its head and its items, from line 5 on."""
    return problems(HEAD + dedent(extra) + ITEMS)
