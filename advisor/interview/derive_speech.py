"""Whether somebody waits for speech to be text: recordings are worked through, a conversation is heard."""

from __future__ import annotations

import re
from collections.abc import Mapping

from advisor.profile import Answer, Profile
from advisor.quantity import SECONDS_PER_DAY

_DAY_MS = 1e3 * SECONDS_PER_DAY
_TOLD_BY = ("use_case.kind", "use_case.modality")
"""Fields whose words tell what is done with sound."""
_WRITTEN_DOWN = re.compile(
    r"\b(?:transcri\w+|(?:call )?recordings?|recorded|subtit\w+|podcast\w*|hours of (?:audio|speech|calls)"
    r"|typed up)\b",
    re.IGNORECASE,
)
"""What is done to sound that is there already."""
_LIVE = re.compile(r"\b(?:live|real[- ]?time|voice|dictat\w+|spoken)\b", re.IGNORECASE)
_WAITS = ("latency.first_token_ms", "latency.total_ms", "latency.batch_ok")


def transcripts(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """Return that transcripts may wait, where nobody said that somebody listens along or waits for them.

    Args:
        profile: What the user said.
        filled: The same with the defaults of the use case.
    """
    if filled.text("use_case.modality") != "audio" or profile.flag("use_case.speaks"):
        return {}
    words = " ".join(a.said or "" for path in _TOLD_BY if (a := profile.get(path)) is not None)
    if any(map(profile.said, _WAITS)) or _LIVE.search(words) or not _WRITTEN_DOWN.search(words):
        return {}
    why = "what is written down of speech is read afterwards, and nobody said that somebody waits for it"
    return {
        "latency.batch_ok": Answer(True, "assumed", said=why),
        "latency.first_token_ms": Answer(
            _DAY_MS, "assumed", 0.5 * _DAY_MS, _DAY_MS, "a day, as nobody waits"
        ),
    }
