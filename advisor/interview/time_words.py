"""Words around times that tell what they are: a plan's years, time gone by, a wait that nobody bears."""

from __future__ import annotations

import re

HORIZON = re.compile(
    r"\b(?:for|over|horizon|across|amorti[sz]e\w*|depreciat\w*|plans?|planned|planning|expects?"
    r"|contracts? runs?)"
    r"\W*(?:\b(?:of|is|the|next|about|on|for|another)\W*)*$",
    re.IGNORECASE,
)
HORIZON_AFTER = re.compile(
    r"\s*(?:funded|planned|ahead\b|to (?:come|run)\b|left (?:on|in)\b|of (?:funding|runway|it)\b"
    r"|(?:plan|horizon|programme|program|roadmap|budget|commitment)\b)",
    re.IGNORECASE,
)
"""Behind years that are planned or paid for."""
PASSED = re.compile(
    r"\b(?:has|have|had|was|were)(?: \w+)? (?:been|kept|rented|run|used|owned|tried|tested|paid"
    r"|measured)\b[^,;]*$"
    r"|\b(?:measured|noticed|tried|tested|piloted|lasted|adapted|sav(?:es?|ed|ings?))\b[^;]*$"
    r"|\b(?:(?:unchanged|unaltered|untouched)"
    r"|(?:ha(?:s|ve|d)|did)(?: not|n.t) (?:changed?|grown|risen|increased?|moved))"
    r"\W+for(?: about| some| the (?:last|past))*\W*$"
    r"|\bafter (?:\w+ ){0,2}$",
    re.IGNORECASE,
)
"""Time that has gone by, or over which something was saved, is no horizon: "has been measured for a year"."""
HIRED = re.compile(
    r"\b(?:GPUs?|cards?|\d*x?[ABHL]\d{2,3}S?s?|nodes?|clusters?|machines?|instances?|reserv\w+|throughput|capacity)"
    r"(?: \w+){0,2} for\W*(?:about |just |only )?$"
)
"""In front of the months for which machines are hired for one piece of work."""
WEIGHED = re.compile(r"\b(?:buy|buying|own|owning|purchase|purchasing)\b", re.IGNORECASE)
"""Beside them, where hiring is weighed against owning over that time: "rent 64 H100 for 3 months or buy?"."""
BORNE = re.compile(
    r"[^.;]{0,20}?\b(?:and|so|which|while|then) (?:(?:our|the|its|many|most|some) )?\w+"
    r" (?:hang up|hung up|talk over|give up|gave up|repeat themselves|leave|walk away|complain|stare"
    r"|drop off)\b",
    re.IGNORECASE,
)
"""Behind a time that people do not bear, which is how long it takes today."""
HAPPENED = re.compile(
    r"\|\s*,? ?(?:\w+ ){1,3}(?:had|made|broke|found|fell|were|was|began|went|got)\b"
    r"|\b(?:runs?|running|goes on|lasts?)(?: \w+){0,2} (?:for )?(?:up to|about|over)? *\|",
    re.IGNORECASE,
)
"""Around minutes and hours in which something happened or runs: "within an hour it had broken"."""
GRANTED = re.compile(
    r"\b(?:fine|ok|okay|all right|alright|acceptable|no (?:problem|trouble|bother)|happy|content"
    r"|(?:\w+n't|not) (?:mind|matter|hurt|care)),? (?:with us )?(?:if|when|that|for|to)\b[^;:]*"
    r"\b(?:takes?|taking|waits?|waiting|needs?|comes? (?:after|in|within))"
    r"(?: (?:up to|about|around|some|for|even))*\s*$"
    r"|\b(?:can|could) (?:live|do|cope) with(?: (?:up to|about|around|some|even))*\s*$"
    r"|\b(?:answers?|repl(?:y|ies)|drafts?|results?|summar(?:y|ies)|letters?|reports?|texts?|transcripts?"
    r"|they|it) (?:may|can|could|might) (?:\w+ )?(?:take|wait|need|come|arrive|follow|lag)"
    r"(?: (?:up to|about|around|some|even))*\s*$",
    re.IGNORECASE,
)
"""In front of seconds or minutes that somebody is glad to wait: "it's fine if a draft takes a minute"."""
WAIT_OF = re.compile(
    r"\b(?:waits?|delays?|pauses?|lags?) of(?: (?:up to|about|around|some|even))*\s*$", re.IGNORECASE
)
FINE_AFTER = re.compile(
    r"\s*(?:(?:is|are|will be|would be) (?:\w+ )?"
    r"(?:fine|ok|okay|acceptable|no problem|enough|alright|harmless)"
    r"|(?:does|do|would do) no harm|(?:hurts?|bothers?) (?:nobody|no one))\b",
    re.IGNORECASE,
)
"""Around a wait that is said to be fine: "waits of half a minute are fine"."""
WAITS_GLADLY = re.compile(
    r"\b(?:(?:gladly|happily|willingly|patiently) waits?"
    r"|(?:willing|ready|glad|happy|content|prepared) to wait|lets? (?:[\w-]+ ){1,2}wait)"
    r"(?: (?:up to|about|around|some|even|for))*\s*$",
    re.IGNORECASE,
)
"""In front of a time that somebody is glad to wait: "lets players wait 40 minutes"."""
LOST_ABOVE = re.compile(
    r"\b(?:delays?|silences?|pauses?|waits?)"
    r" (?:above|over|beyond|longer than|of more than|more than)\s*$",
    re.IGNORECASE,
)
"""In front of a time above which somebody is lost: "delay above"."""
LOSES = re.compile(
    r"\s*(?:loses?|costs? (?:us |you )?\w+s\b|drives? |makes? \w+ (?:leave|hang up|give up))", re.IGNORECASE
)
"""Behind such a time: "delay above 0.8 s loses callers"."""
LASTS = re.compile(
    r"\b(?<!it )(?<!that )(?<!which )(?:runs|spins|cycles?|strokes|bursts|laps|exposures?|trials|takes|loops?"
    r"|flights?|sessions?|samples?|windows?|segments?|snippets?|traces?|animations?)[,;( ]*$",
    re.IGNORECASE,
)
"""In front of seconds that tell how long each of these lasts: "centrifuge runs, 10 s"."""
LEFT_UNTIL = re.compile(
    r"\s*(?:(?:until|till|before) (?:the|an?|our|it|we|they|each|every|that|this)\b"
    r"|to (?:decide|act|react|fire|stop|eject|reject|kick|blow|push|open|close|divert|judge|brake|trigger"
    r"|switch|choose|respond|answer|pick|mark|cut|spray)\b"
    r"|(?:from|between) [^.;]{3,40}\b(?:to|and|until) (?:the|its)\b)",
    re.IGNORECASE,
)
"""Behind milliseconds or seconds that are left until something moves: "40 ms until the jet must fire"."""
AT_LONGEST = re.compile(
    r"\b(?:not|\w+n't|never|nobody|no one|cannot)\b[^,;.]{0,40}"
    r"\b(?:waits?|waiting|stands?|stays?|hangs?|takes?|taking|needs?)\b[^,;.]{0,20}\b(?:more|longer) than"
    r"(?: (?:about|around|some|the|a few))*\s*$",
    re.IGNORECASE,
)
"""In front of a time that is the most that anybody waits: "nobody waits longer than"."""
LOST_IF = re.compile(
    r"\b(?:if|when|once|whenever)\b[^,;.]*\b(?:takes?|needs?|waits?|waiting|comes?|lasts?)\b[^,;.]{0,30}"
    r"\b(?:more|longer|later) than(?: (?:about|around|some))*\s*$",
    re.IGNORECASE,
)
LOST_AFTER = re.compile(
    r"[^.;]{0,60}\b(?:gone|leaves?|lost|hangs? up|gives? up|walks? (?:away|out|off)|drops? (?:off|out)"
    r"|useless|worthless|no use|too late|abandons?|logs? off|clicks? away|closes? it|turns? away)\b",
    re.IGNORECASE,
)
"""Around a time after which people are gone: "if it takes longer than 800 ms players are gone"."""
COMPLAINT = re.compile(
    r"\bcomplain\w*\b[^.!?]*(?:\b(?:slow\w*|wait\w*|delays?|lag\w*|latency|takes?|taking|speed|long|longer"
    r"|ms|seconds?|minutes?)\b|\d ?s\b)|\d ?(?:m?s|seconds?|minutes?)\b[^.!?]*\bcomplain",
    re.IGNORECASE,
)
"""People are unhappy about how long something takes."""
JOBS = re.compile(
    r"\b(?:jobs?|batch(?:es)?|requests?|results?|answers?|repl(?:y|ies)|files?|documents?|tickets?|orders?)"
    r" (?:\w+ )?(?:done|finish\w*|complet\w*|return\w*|come|came|processed|answered|ready|delivered)"
    r"(?: back)? (?:with)?in(?: about| under| a| one)?\W*$",
    re.IGNORECASE,
)
"""What comes back within a day sets how long people wait, and no day by which a project is ready."""
RESULTS = re.compile(
    r"\b(?:results?|answers?|repl(?:y|ies)|findings|alerts?|verdicts?|texts?|transcripts?|minutes|drafts?"
    r"|summar(?:y|ies)|translations?|labels?|reports?|notes|readings?)"
    r"(?: (?:are )?(?:due|needed|wanted|ready))?"
    r" within(?: about| under| a| one)?\W*$"
    r"|\b(?:any ?time|whenever it suits|at any (?:hour|moment)) within(?: about| under| a| one)?\W*$",
    re.IGNORECASE,
)
"""The same in days without a verb; results within months are those of a project. What is done at any time
within a day has no day by which it must be ready either."""
