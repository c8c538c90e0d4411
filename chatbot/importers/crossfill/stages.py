"""From the datatracker's states of a draft to the stage that a status report lists it under."""

from collections.abc import Collection

State = tuple[str, str]
"""A state by its type's slug and its own; the same slug means different things in different types."""

_RULES: tuple[tuple[str, frozenset[State]], ...] = tuple(
    (stage, frozenset((kind, slug) for kind, slugs in states.items() for slug in slugs.split()))
    for stage, states in (
        ("published", {"draft": "rfc", "draft-iesg": "pub", "draft-stream-irtf": "pub"}),
        ("rfc-editor-queue", {"draft-iesg": "rfcqueue ann approved", "draft-stream-irtf": "rfc-edit"}),
        ("ad-follow-up", {"draft-iesg": "writeupw goaheadw", "draft-stream-ietf": "writeupw"}),
        ("iesg-evaluation", {"draft-iesg": "iesg-eva defer ad-eval review-e lc-req lc"}),
        ("iesg-evaluation", {"draft-stream-irtf": "irsg-w irsgpoll irsg_review iesg-rev iesghold"}),
        ("publication-requested", {"draft-iesg": "pub-req", "draft-stream-ietf": "sub-pub"}),
        ("expired", {"draft": "expired repl auth-rm ietf-rm", "draft-iesg": "dead"}),
        ("expired", {"draft-stream-ietf": "dead", "draft-stream-irtf": "dead"}),
        ("working-group-last-call", {"draft-stream-ietf": "wg-lc chair-w waiting-for-implementation held-by-wg"}),
        ("working-group-last-call", {"draft-stream-irtf": "rg-lc sheph-w chair-w"}),
        ("adoption-call", {"draft-stream-ietf": "c-adopt adopt-wg", "draft-stream-irtf": "candidat"}),
        ("work-in-progress", {"draft-stream-ietf": "wg-doc info parked", "draft-stream-irtf": "active parked"}),
    )
)  # fmt: skip
_FOLLOW_UP = "ad-f-up"


def stage_of(states: Collection[State], tags: Collection[str] = ()) -> str:
    """The stage, empty where no rule fits; the first rule that fits counts, so that what is further on wins."""
    given = frozenset(states)
    stage = next((stage for stage, wanted in _RULES if given & wanted), "")
    over = ("published", "expired", "rfc-editor-queue")
    return "ad-follow-up" if _FOLLOW_UP in tags and stage not in over else stage
