"""Writes the JSON schema: python -m chatbot.importers.yaml > agendas/agenda.schema.json"""

import sys

from chatbot.importers.yaml.schema import json_schema_text

sys.stdout.write(json_schema_text())
