"""Agenda files: YAML in, an agenda or a list of problems with their lines out."""

from chatbot.importers.yaml.load import check, load, load_text
from chatbot.importers.yaml.problems import Loaded, Problem, Severity
from chatbot.importers.yaml.schema import json_schema, json_schema_text

__all__ = ["Loaded", "Problem", "Severity", "check", "json_schema", "json_schema_text", "load", "load_text"]
