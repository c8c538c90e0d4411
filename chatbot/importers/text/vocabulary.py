"""The words by which chairs mark what is no item, and what may fall away."""

import re

OPTIONAL = re.compile(
    r"\b(?:(?:as|if|when|given)\s+(?:the\s+)?time\s+(?:permit|allow|is left|remains)\w*|time\s+(?:permitting|"
    r"allowing)|time permits?|parking lot|"
    r"if (?:still )?(?:available|time)|"
    r"(?:overflow|backup|stretch) (?:items?|topics?)|if (?:we have|there is|there's) time)",
    re.IGNORECASE,
)  # fmt: skip
FILLS = re.compile(
    r"\b(?:balance of (?:the )?time|(?:the )?(?:remaining|rest of (?:the )?|remainder of (?:the )?) ?time|"
    r"remainder|all remaining time|time (?:remaining|left)|what(?:ever)? time (?:is left|remains))\b|"
    r"(?<=[(\[])\s*(?:QS|remaining|rest)\s*(?=[)\]])",
    re.IGNORECASE,
)
NO_AGENDA = re.compile(
    r"^\W*(?:\d+[.)]?\s*)?(?:useful |important |very |responsible |meeting |session |remote |online |related |"
    r"recommended |suggested |background |other |general |video |call |agenda |group |wg |all |about )*"
    r"(?:links?|urls?|resources?|materials?|attend(?:ees|ance|ee list)|participants?|present|regrets|registration|"
    r"logistics|locations?|venue|"
    r"reading(?: list| material)?|reading|chairs?|area directors?|secretar(?:y|ies)|iesg overlord|contacts?|"
    r"remote participation|participation|dial-?in|"
    r"how to (?:join|attend|participate)|joining|(?:physical )?locations?|dates?(?: and (?:times?|location))?|"
    r"time and date|times?|when|where|attendance|"
    r"notes|minutes|meeting (?:notes|minutes)|raw notes|transcript|recordings?|action items?|previous action items|"
    r"(?:agenda )?(?:items )?for future meetings|future meetings|upcoming meetings|next meetings?|"
    r"dates of (?:future|next) meetings?|"
    r"(?:schedule|agenda) constraints|hotels?|travel|lodging|dinner|social(?: event)?|hall ?way discussions?.*|"
    r"side meetings?|hackathon.*|"
    r"list of drafts|drafts list|document (?:status|list)s?|documents?|internet-?drafts?|datatracker|"
    r"mailing lists?|charter|"
    r"(?:topic|agenda|attendee|participation) (?:rules|guidelines)|agenda and attendee guidelines|.*\bguidelines|"
    r"note ?well|ipr|code of conduct|about\b.*|overview of this document|"
    r"calendar(?: invite)?|instructions|remote access|access|help wanted|technical support|support|"
    r"background(?: material| documents| reading)?|references?|"
    r"see also(?: nearby)?|also see|"
    r"outcomes?|decisions?|results|summary|conclusions?|attendee guidelines|useful information|"
    r"meeting information|session (?:link|info)s?.*|unrelated|"
    r"[\w ]*chairs? (?:&|and) [\w ]*directors?|archive|previous meetings?|wiki|repositor(?:y|ies)|github|specs?|"
    r"ietf ?\d{2,3})\W*$",
    re.IGNORECASE,
)
UNLESS_TIMED = re.compile(
    r"^\W*(?:.*\bhackathon.*|(?:wg |working group )?documents?(?: status)?|drafts?|charter|outcomes?|decisions?|"
    r"results|summary|conclusions?|support|logistics|specs?|"
    r"note ?well|ipr|code of conduct|chairs?|action items?|previous action items|dates?|next meetings?|background|"
    r"overview|references?|github|datatracker|wiki|"
    r"internet-?drafts?|social(?: event)?|dinner|participants?|remote participation|summary|calendar|"
    r"document lists?)\W*$",
    re.IGNORECASE,
)
MINUTES = re.compile(
    r"^\W*(?:meeting |raw |draft )?(?:notes|minutes|transcript|discussion notes)(?: from.*)?\W*$", re.IGNORECASE
)
TIMES = re.compile(r"\b(?:times?|date|when|schedule)\b", re.IGNORECASE)
EACH = re.compile(
    r"^\W*(?P<c>\d{1,3})\s*-?\s*(?:minutes?|mins?|m)\b\s*(?:items?|topics?|talks|presentations|timebox(?:es)?|"
    r"slots)\W*$|"
    r"\b(?:each|every|per)\b[^.]{0,40}?(?P<a>\d{1,3})\s*-?\s*(?:minutes?|mins?|m)\b|"
    r"(?P<b>\d{1,3})\s*-?\s*(?:minutes?|mins?|m)\b(?!\W*(?:in )?total)[^.]{0,30}?"
    r"\b(?:each|every|per (?:talk|slot|presentation|draft|item|speaker))\b",
    re.IGNORECASE,
)
AGENDA_ALONE = re.compile(
    r"^\W*(?:(?:draft|final|proposed|tentative|meeting|compact|our|wg|session) )*(?:agenda|schedule|programme|"
    r"program|topics)(?: items?| topics?)?\W*$",
    re.IGNORECASE,
)
AGENDA = re.compile(r"\bagenda\b|\bschedule\b|^\W*(?:programme|program|topics?|items)\W*$", re.IGNORECASE)
AGAIN = re.compile(
    r"^\W*(?:session\s+\w{1,4}\W+)?(?:detailed|full|expanded|long)\b.*\bagenda\b|^\W*agenda\b.*\b(?:detail|in detail)",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"^\W*(?:the |a |an )?(?:(?:short|brief|quick|general|open|wg|group|draft|document) )?(?:presentations?|"
    r"overview|(?:status |progress )?updates?|status|discussions?|talks?|slides|intro|introduction|summary|recap|"
    r"report|"
    r"issues|open issues|issue discussion|next steps|discussion of (?:open |outstanding )?issues|q ?& ?a|"
    r"questions?|qa|demo|tbd)?\W*$",
    re.IGNORECASE,
)
TOTAL = re.compile(r"^\W*(?:Σ|sum\b|total\b|grand total|subtotal)|^\W*=+\W*$", re.IGNORECASE)
NUMBERS_ARE_MINUTES = re.compile(
    r"\bnumbers?\b.{0,40}\bminutes\b|\bminutes\b.{0,30}\bin (?:parenthes[ei]s|brackets)", re.IGNORECASE
)
HEADER_KEY = re.compile(
    r"^\W*(?:[\w&/ ]{0,14}\b)?(?:meeting|group|wg|wanted|dates?|times?|when|where|location|rooms?|venue|place|"
    r"chairs?|co-chairs?|secretar(?:y|ies)|ads?|area directors?|responsible ad|iesg overlord|overlord|"
    r"meetecho|zoom|webex|teams|jabber|zulip|slack|irc|chat|minutes|notes|notepad|live notes|note ?takers?|"
    r"scribes?|minute ?takers?|blue ?sheets?|etherpad|codimd|hedgedoc|moderators?|"
    r"video(?: conference)?(?: link)?|dial-?in|phone|passcode|password|meeting (?:id|number|link|room)|"
    r"remote(?: participation)?|audio|mailing list|"
    r"datatracker|github|recording|onsite tool|on-site tool|contact|email|charter|duration of meeting|attendees|"
    r"regrets|calendar|timezone|time ?zone|dates? and times?|date & time|date/time)"
    r"(?:\([^)]*\))?\s*\**\s*[:：]",
    re.IGNORECASE,
)
LINK_TEXT = re.compile(
    r"^\W*(?:(?:the|updated|octet0|chair|chairs|draft|meeting|related|background|"
    r"discussion)\s+)*(?:slides?(?: tbd)?(?: ?\d+)?|slide deck|deck|presentations?|pdf|pptx?|video|recording|"
    r"draft|i-?d|doc|document|issue|issues|pr|pull request|"
    r"explainer|repo(?:sitory)?|proposal|specification|spec|text|html|github|link|notes|minutes|thread|here|"
    r"previous description|polls?|demo|diff|agenda|materials?|paper|rfc|tracking issue|polyfill|tests?|"
    r"#?\d+)\W*$",
    re.IGNORECASE,
)
