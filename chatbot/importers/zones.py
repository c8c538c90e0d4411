"""Time zones as they stand beside a clock, and the IANA name that they most likely mean."""

import re
import unicodedata
from functools import cache
from zoneinfo import available_timezones

_NAME = re.compile(r"\b([A-Z][\w+-]+/[A-Z][\w+-]+(?:/[A-Z][\w+-]+)?)\b")
_ABBREVIATION = re.compile(
    r"(?<![A-Za-z0-9_])((?:UTC|GMT)(?:\s?[+-]\s?\d{1,2}(?::?\d{2})?)?|Z(?=$|[\s)])|[ECMP][SD]?T|AK[SD]T|"
    r"A[CEW][SD]T|HST|"
    r"C?E?ES?T|WES?T|MSK|[IBJKC]ST|NZ[SD]T|SGT|HKT|ICT|PHT|WIB|TRT|BRT|ART|MEZ|MESZ)(?![A-Za-z0-9_])"
)
_SPELLED = re.compile(
    r"\b(pacific|eastern|central|mountain|central european)\s+(?:standard |daylight |summer )?(?:saving |"
    r"savings )?time\b",
    re.I,
)
_UNKNOWN = re.compile(
    r"\s*\(?(?!TB[ACD]\b|IETF\b)([A-Z][A-Za-z_]+/[A-Z][A-Za-z_]+|[A-Z]{3,5})\b(?=\W*(?:$|[,;|]|\s[-–—]\s))"
)
_OFFSET = re.compile(r"(?:UTC|GMT)\s?([+-])\s?(\d{1,2})(?::?(\d{2}))?$")
_ZONE_OF = {
    "UTC": "UTC", "GMT": "UTC", "Z": "UTC",
    "PT": "America/Los_Angeles", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "MT": "America/Denver", "MST": "America/Denver", "MDT": "America/Denver",
    "CT": "America/Chicago", "CDT": "America/Chicago",
    "ET": "America/New_York", "EST": "America/New_York", "EDT": "America/New_York",
    "AKST": "America/Anchorage", "AKDT": "America/Anchorage", "HST": "Pacific/Honolulu",
    "CET": "Europe/Berlin", "CEST": "Europe/Berlin", "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin",
    "WET": "Europe/Lisbon", "WEST": "Europe/Lisbon", "EET": "Europe/Helsinki", "EEST": "Europe/Helsinki",
    "MSK": "Europe/Moscow", "TRT": "Europe/Istanbul", "JST": "Asia/Tokyo", "KST": "Asia/Seoul",
    "SGT": "Asia/Singapore", "HKT": "Asia/Hong_Kong", "ICT": "Asia/Bangkok", "PHT": "Asia/Manila",
    "WIB": "Asia/Jakarta",
    "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney", "ACST": "Australia/Adelaide", "AWST": "Australia/Perth",
    "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland", "BRT": "America/Sao_Paulo",
    "ART": "America/Argentina/Buenos_Aires",
    "PACIFIC": "America/Los_Angeles", "EASTERN": "America/New_York", "CENTRAL": "America/Chicago",
    "MOUNTAIN": "America/Denver", "CENTRAL EUROPEAN": "Europe/Berlin",
}  # fmt: skip
MEANINGS = {
    "CST": ("America/Chicago", "Asia/Shanghai"),
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "BST": ("Europe/London", "Asia/Dhaka"),
}  # fmt: skip


def written(text: str) -> str:
    """The first time zone named in a text, as it is written; an IANA name goes before an abbreviation."""
    name = _NAME.search(text)
    if name and _folded(name[1]) in _names():
        return _names()[_folded(name[1])]
    hit = _ABBREVIATION.search(text) or _SPELLED.search(text)
    return hit[1].strip() if hit else ""


def unknown(behind: str) -> str:
    """What stands right behind a window as a zone would, such as `MARS`, though no zone is called so."""
    hit = _UNKNOWN.match(behind)
    return hit[1] if hit else ""


def iana(zone: str) -> str | None:
    """The IANA name of a zone as written; None where it has several meanings or none."""
    if _folded(zone) in _names():
        return _names()[_folded(zone)]
    offset = _OFFSET.match(zone)
    if offset:
        hours = int(offset[2])
        whole = offset[3] in (None, "00") and hours <= 12
        name = f"Etc/GMT{'-' if offset[1] == '+' else '+'}{hours}" if hours else "UTC"
        return name if whole else None
    return _ZONE_OF.get(zone.upper())


@cache
def _names() -> dict[str, str]:
    return {_folded(name): name for name in available_timezones() if "/" in name} | {"utc": "UTC", "etc/utc": "UTC"}


def _folded(name: str) -> str:
    """Without accents and case: people write Europe/Zürich."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(char for char in plain if not unicodedata.combining(char)).lower()
