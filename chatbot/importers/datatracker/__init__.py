"""The IETF's datatracker: its schedules and session materials as files, and its address form."""

from chatbot.importers.datatracker import agenda_data, agenda_json, materials
from chatbot.importers.imported import Reader

AGENDA_READER = Reader("datatracker agenda (JSON)", agenda_json.recognise, agenda_json.read)
DATA_READER = Reader("datatracker agenda data (JSON)", agenda_data.recognise, agenda_data.read)
MATERIALS_READER = Reader("datatracker session materials (JSON)", materials.recognise, materials.read)
READERS = (AGENDA_READER, DATA_READER, MATERIALS_READER)
