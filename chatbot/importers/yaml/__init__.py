"""Agenda files: YAML in, an agenda or a list of problems with their lines out; and an agenda back to YAML."""

from chatbot.importers.yaml.dump import dump
from chatbot.importers.yaml.load import agenda_files, check, load, load_text
from chatbot.importers.yaml.problems import Loaded, Problem, Severity
from chatbot.importers.yaml.schema import json_schema, json_schema_text, states

__all__ = [
    "Loaded",
    "Problem",
    "Severity",
    "agenda_files",
    "check",
    "dump",
    "json_schema",
    "json_schema_text",
    "load",
    "load_text",
    "states",
]
