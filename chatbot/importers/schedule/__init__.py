"""Conference schedules as frab and pretalx export them, in JSON and in XML."""

from chatbot.importers.imported import Reader
from chatbot.importers.schedule import as_json, as_xml

JSON_READER = Reader("conference schedule (JSON)", as_json.recognise, as_json.read)
XML_READER = Reader("conference schedule (XML)", as_xml.recognise, as_xml.read)
READERS = (JSON_READER, XML_READER)
