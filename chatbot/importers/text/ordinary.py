"""Words of titles that begin with capitals there, and so look like names."""

import re

ORDINARY = frozenset(
    re.findall(
        r"\S+",
        """
a about acme action actions active additional administrative administrivia adopt adopted adoption advice agenda
agree algorithm aligned allowing allows also alternative an and announcement announcements any aob api apis
application applications apply approach approximate approximately architecture architectures are as at
attribution audio august authentication author background bar bashing basic be best binary blue bof break breaks
brief browser browsers business by caching call calls capabilities case cases cert certificate certificates
change changes charter chartering clarification client clients close closing closure code coffee combined
comments community compact conclusion conclusions conduct connection consensus considerations context continued
control cookie cookies core cost credentials css current data datatracker dates december decision delegated demo
deployment deprecation design detailed details determine development digest digital dinner direct direction
directions discuss discussion discussions dns doc docs document documents doors draft drafts dynamic early
editor's editorial editorials effort encoding encrypted encryption end errata error errors estimated evaluation
event events examples exchange existing experience experimental experiments explicit export extended extension
extensions feature february feedback field final first fixes flow follow for format formats framework friday
from future general generic get global go goals grammar group group's groups guidance guidelines hackathon
handling header headers hello helper high hot hour hours how html http hybrid iab iana id identifier identifiers
identity ids iesg ietf if implementation implementations implementers import improvements in in-person
incremental individual information initial interactive interface interfaces interop interoperability intro
introduction introductions invited ipr irtf is issue issues item items january javascript joint json july june
key language large last layer lead leads learning level liaison lightning limits link links list lists load
local location logistics low lunch machine mailing manageability management mapping march math may measurement
mechanism media meet meeting meetings memory merge message metadata method methods metric metrics mic migration
min mins minute minutes mode model models module modules monday more morning multiple n/a name naming native
need needed needs negotiation network networks new news next no none note notes november now number object
objects observation october of on onsite open opening operational operations operators optional options or
ordering origin other others out output outstanding overflow overview packet packets page pages panel parameters
parking part path paths payload peer performance permits permitting phase pipeline plan planning plans platform
plenary points policy poll post post-quantum practices presentation presentations presenter previous primitives
prioritization privacy private probe problem process progress project properties property proposal proposals
proposed protocol protocols provider proxy public publication pull push q&a quality query question questions
queue quic quick quo random range rate read ready recap recommendations record recovery reduction reference
registration registry related relations release reliable remaining remote renewal report reporting reports
repository request requested requests requirements research reserved resource resources response restructuring
results retrospective review revised revision revocation rfc roadmap roundtable route routing rules sandbox
saturday scale scenarios schedule schema schemes scope scribe scribes scrum search secure security see selected
selection self semantic semantics september server service services session sessions set setup share shared
sheet sheets short side signal signaling signatures simple single size slide slides slot small smart sni some
source space speaker spec specification specs speed spin stage standard standards start state statement static
status steps storage strategy stream streams string strings structure structured study sub success suffix suite
summary sunday support sync syntax system systems table tag tail talk talks target task tba tbc tbd team tech
technical telemetry template terminology test testing tests text the this thoughts thread threads threat
thursday time timeline timeouts title tls to today token tokens tooling tools topic topics topology trace
tracking traffic transition transport trust tuesday tuning tunnel tutorial type types unified universal
unprompted update updated updates upgrade uri url urls usage use user users using v2 validation value values
variants vector verification version versions video view virtual visibility vocabulary volunteers vote w3c wait
wallet wasm we web webassembly websocket websockets wednesday week welcome well wg wglc what when where which
why wide will wire with work workflow working workshop world wrap wrap-up yang year you your zero
""",
    )
)
