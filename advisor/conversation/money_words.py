"""Questions about money, told apart from answers about it."""

from __future__ import annotations

import re

BUDGET_QUESTION = re.compile(
    r"(?:what|which|how\s+much|how\s+good)\b(?!\s+(?:if|about|would)\b).*?\b(?:can|could|do|does|would)\b.*?"
    r"\b(?:get|buy|afford|have|run|gets|buys)\b.*?(?P<rest>[-−]?[$€£]?\s?\d.*)$",
    re.I | re.S,
)
"""``what can I get for $2k a month?``"""
BILL_QUESTION = re.compile(
    r"(?:what|how\s+much)\s+(?:will|does|would|is)\s+(?:it|this|that|the\s+bill)\s*(?:all\s+)?(?:cost|costs|come\s+to)?"
    r"(?:\s+(?:be|in\s+total|over\s+time|altogether))?\s*\??$"
    r"|(?:show\s+)?(?:me\s+)?(?:the\s+)?(?:bill|costs?|break[- ]?even|tornado)(?:\s+over\s+time)?\s*\??$",
    re.I,
)
"""``what will it cost over time?``, ``bill``, ``break-even``"""
