"""Whose a device is that a text names: the team's own, one that it thinks of, or somebody else's.

The nearest hint decides: "our two A100s", "we bought two A100s" and "the card it owns" tell of a possession,
"was quoted two A100s" and "two rented A100s" do not. "My friend's 3090" is nobody's who asks.
"""

from __future__ import annotations

import re

from advisor.interview.device_memory import PEOPLE
from advisor.interview.reading import Passage
from advisor.interview.two_ways import is_one_of_two_ways

_OF_THINGS = (
    r" (?:\w+ ){0,2}?(?:models?|networks?|LLMs?|chatbots?|assistants?|bots?|agents?|recogni[sz]ers?|encoders?"
    r"|classifiers?|products?|services?|applications?|apps?|reservations?|leases?|contracts?|rentals?|agreements?|commitments?)\b"
)
"""Behind an "own" that speaks of something else than a device: "its own speech model on 64 H100"."""
_OWN = re.compile(
    rf"\b(?:(?:(?<!to )own(?:s|ed)?|my|our)(?!{_OF_THINGS})"
    r"|(?<!to )(?:have|get)|has|had|got|with|using|uses|existing|already"
    r"|is there|there (?:is|are)|owners? of|(?<!be )(?<!been )(?<!to have )(?:bought|purchased|acquired)"
    r"|runs? on|equipped|usable|on an?)\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:buy(?:ing)?|rent(?:s|ed|ing)?|hir(?:e|es|ing)|wants?|plans?|planning|consider(?:s|ing)?|think(?:s|ing)?"
    r"|about to|borrowed|compar(?:es|ed|ing)"
    r"|instead|or|whether|get|need(?:s|ed)?|serve|asks?|purchase|order|slide|compare|moves? to"
    r"|quot(?:ed?|es|ing|ations?)|offer(?:s|ed|ing)?|propos(?:es?|ed|als?|ing)|pitch(?:es|ed|ing)?|tempted|ey(?:es|eing)"
    r"|(?:money|budget|funds?|funding|cash|grant)(?: is| are)? (?:for|to)|afford\w*|cloud"
    r"|recommends?|recommended|suggest(?:s|ed|ing)?|advised|dreams?|fanc(?:y|ies)|lease|leasing"
    r"|go for|should|(?:pre-?)?train(?:ed|ing)|(?:fine-?)?tun(?:ed|ing)|took|benchmarked)\b",
    re.IGNORECASE,
)
_TRAINED = re.compile(
    r"\b(?:(?:pre-?|fine-?)?(?:train|tun)(?:s|ed|es|ing)|adapt(?:s|ed|ing)|continu(?:es|ed|ing)"
    r"|GRPO|Q?LoRA|PPO|DPO)\b",
    re.IGNORECASE,
)
_MEANS = re.compile(r"(?:with|using|runs? on|on an?)\b", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"\b(?:(?:compar\w+|if|suppose|whether|must|should|could|would) [^,;]*"
    r"|(?:or|instead of|rather than|versus) (?:an? |the |one )?(?:[\w-]+ ){0,2})$",
    re.IGNORECASE,
)
"""What something was trained with is no possession, nor what a choice or a comparison supposes."""
_NOUN = r"(?:nodes?|cards?|GPUs?|servers?|boxes|box|machines?|rigs?|workstations?|cluster)"
_GAP = (
    r"(?=\s*(?:[.,;:)!?-]|$)"
    r"| (?:and|but|for|in|on|at|from|under|since|now|here|there|left|free|spare|idle)\b)"
)
"""Behind the verb of a clause that speaks of what stands in front of it: "the card it owns"."""
_HAS = r"(?:owns?|have|has|bought|got|purchased|(?:have|has) (?:ordered|bought))"
_OWNED_AFTER = re.compile(
    rf"[\s(]*{_NOUN}?(?:,? (?:that|which))? (?:(?:we|I|they|it|he|she|(?:the|our|its) \w+)"
    rf" (?:already |also |just )?{_HAS}{_GAP}|(?:we|I|they)'ve (?:already )?got)"
    rf"|[\s,(]*{_NOUN}?[\s,()]*(?:that |which )?(?:(?:is|are) already (?:here|there|ours)"
    r"|belongs? to (?:our|the) (?:[\w-]+ )?(?:team|department|group|faculty)"
    r"|(?:(?:is|are|stands?|sits?) )?already (?:in (?:the|our|its) (?:rack|house|basement|office|lab|hall)"
    r"|on (?:the|my|our|his|her) desk|paid for|installed|owned|there|here)"
    r"|(?:stands?|sits?|lies?|is|are|standing|sitting) (?:\w+ )?(?:idle|unused))\b",
    re.IGNORECASE,
)
_OFFERED_AFTER = re.compile(
    rf"[\s,(]*{_NOUN}?[\s,)]*(?:(?:is|are|was|were|may be|can be|could be|will be|might be)"
    r" (?:\w+ )?(?:offered|quoted|proposed|pitched|on offer|rented|hired|leased|bought|added)"
    r"|(?:that |which )?(?:it|we|they|I|he|she) (?:already |now )?(?:rents?|leases?|hires?)|for rent"
    r"|(?:reserved|rented|leased|hired)(?! out\b)|(?:on|under) (?:an? )?(?:[\w-]+ )?(?:lease|rent)"
    r"|on demand|at a hyperscaler)\b",
    re.IGNORECASE,
)
_RENTED_LATER = re.compile(
    rf"(?:(?!\b(?:and|but|or|while|plus)\b)[^.;!?]){{0,60}}?(?:"
    rf"\b(?:with|on|using|from) (?:the )?(?:{_NOUN}|ones|hardware|devices|capacity|compute)"
    r" (?:(?:that|which) )?(?:it|we|they|I|he|she) (?:will |would |only |just )?(?:rents?|leases?|hires?)"
    r"|, (?:all |both |each )?(?:of (?:it|them|which) )?(?:rented|leased|hired)"
    rf"|\b(?:on|with|using) (?:rented|leased|hired) (?:{_NOUN}|ones|hardware|devices|capacity|compute))\b",
    re.IGNORECASE,
)
"""Further behind it in a clause that speaks of no other thing: "for five weeks with cards it rents"."""
_OURS = re.compile(
    rf"\b(?:its|our|my|their|his|her) (?:(?:own|old|idle|spare|existing|local|single|only|sole|lone) )*"
    rf"(?:(?:[\w-]+ )?{_NOUN} ?(?:\(|with |of |holds |has ))?$",
    re.IGNORECASE,
)
"""A possessive right in front: "on its four cards", "its local rig (4090"."""
_ONLY = re.compile(r"\w(?:'s|s') (?:(?:own|old|single|only|sole|lone|existing|spare) )+$", re.IGNORECASE)
"""Whose it is, and that there is no other: "the archive's single"."""
_AT_HAND = re.compile(
    rf"[\s,(]*{_NOUN}?(?:,? and (?:[\w-]+ ){{1,3}})?[\s,)]*(?:(?:is|are|lies?|sits?|stands?) (?:already )?)?"
    r"(?:(?:at|on) hand|(?<=are )there(?! to be)|(?<=is )there(?! to be)"
    r"|there(?=\s*(?:[.,;]|$))|in the drawer|on the shelf|in stock|lying (?:around|about))\b",
    re.IGNORECASE,
)
"""Behind what can be reached for: "one 24 GB card and one engineer are at hand"."""
_ITEM_BEFORE = re.compile(r"(?:^|[.;:,])\s*$")
_ITEM_AFTER = re.compile(rf"\s*{_NOUN}?\s*(?:[.;]|,(?! (?:or|and)\b)|$)", re.IGNORECASE)
"""Around a device that is an item of a list by itself: "5,000 headlines, one 24GB card."."""
_MUST = re.compile(
    rf"\s*{_NOUN}? (?:must|has to|have to)"
    r" (?:serve|answer|run|do|carry|hold|handle|process|train|suffice|be enough)\b",
    re.IGNORECASE,
)
"""Behind the devices of which a sentence tells that they have to do the work."""
_ASKED_FOR = re.compile(
    r"\b(?:buy\w*|purchas\w*|rent\w*|leas\w*|order\w*|quot\w*|offer\w*|shop\w*|sell\w*|pric\w*|upgrad\w*"
    r"|recommend\w*|suggest\w*|propos\w*|consider\w*|need\w*|enough|or|versus|vs|compar\w*|hir\w*|cloud|spot"
    r"|instances?|budget|(?:which|what) (?:GPU|card|graphics|machine|hardware|device)s?)\b|[?]",
    re.IGNORECASE,
)
"""In a text that chooses devices a list of them is none of what is there."""
_SOLD = re.compile(r"\b(?:offer|pitch|sell|rent|lease|advertis|promot|quot)\w*(?: \w+){0,2} $", re.IGNORECASE)
"""In front of a possessive that is a seller's."""
_RUNS_ON = re.compile(
    r"\b(?:runs|serves|hosts|keeps|loads|alternates|swaps|answers|processes"
    r"|(?:we|they|I)(?: already| now| currently| still)? (?:run|serve|host|keep|load))\b"
    r"[^,;]*\b(?:on|under|from|with) (?:the )?$",
    re.IGNORECASE,
)
"""What somebody runs on a counted device is there, unless it is hired."""
_MADE = re.compile(r"\b(?:(?:fine-?)?tuned|(?:pre-?)?trained)\b", re.IGNORECASE)
"""What was done to a model that runs, and no wish."""
_HIRE = re.compile(r"\b(?:rent|leas|hire|cloud|spot|AWS|Azure|per hour|an hour|on demand)", re.IGNORECASE)
_HIRED = re.compile(
    r"\b(?:rent(?:ed|al)|leased|reserved|hired|on-demand|serverless|spot|cloud|committed|borrowed|loaned)\b",
    re.IGNORECASE,
)
_HELD = re.compile(r"\b(?:owned|bought|purchased|existing|idle|spare|unused)\b", re.IGNORECASE)
"""Between a count and a name: "two owned A100s"."""
_THEIRS = re.compile(
    rf"\b{PEOPLE}s? (?:already |mostly |usually |will |may )?(?:own|have|use|bring)\b"
    r"(?:[^,;]|, (?:often|mostly|mainly|usually|typically|some|many|most|and|with)\b)*$"
    rf"|\b{PEOPLE}(?:'s|’s|'|’) (?:own |[\w-]+ )?$"
    rf"|\b{PEOPLE}(?:'s|’s|'|’) (?:[\w-]+ ){{1,2}}(?:with|of|at|from|that have|which have) "
    r"(?:at least |only )?$"
    rf"|\b{PEOPLE}s?\b[^,;]* their (?:own )?$",
    re.IGNORECASE,
)
"""What the people out there own is none of the team's."""
_OTHERS = re.compile(
    r"\b(?:(?:friend|colleague|neighbou?r|brother|sister|mate|cousin|rival|competitor|supplier|vendor"
    r"|provider|partner)s?(?:'s|') [^,;]*$"
    r"|(?:another|other|some) (?:users?|posters?|people|person|firms?|compan(?:y|ies)|teams?) (?:\w+ )?"
    r"(?:reports?|says?|writes?|claims?|uses?|used|runs?|ran|has|have|told)\b[^;]*$"
    r"|(?:friends?|colleagues?|neighbou?rs?|rivals?|competitors?) (?:\w+ )?"
    r"(?:has|have|had|uses?|runs?|bought)\b[^,;]*$"
    r"|(?:bloggers?|youtubers?|(?:an?|one|another) reviewer|redditors?|posters?|blogs?|posts?|threads?"
    r"|articles?|papers?|studies) (?:(?!(?:and|but)\b)[\w-]+ ){0,2}?(?:joined|paired|combined|ran|runs?|got"
    r"|gets?|used?|uses|tested|built|has|serves?|served|measured|reached|reports?|reported|shows?|showed"
    r"|says?|claims?)\b(?:(?!\b(?:we|I|our|my)\b)[^;])*$"
    r"|(?:vendors?|suppliers?|providers?|host(?:er|ing compan(?:y|ie))s?|contractors?|outsourcers?) (?:\w+ )?"
    r"(?:runs?|hosts?|serves?|operates?|keeps?|has|have|uses?|owns?)\b(?:(?!\b(?:we|I|our|my)\b)[^;])*$"
    r"|(?:vendors?|sellers?|suppliers?|providers?|resellers?|competitors?|rivals?|sales\w+) (?:\w+ )?"
    r"(?:says?|said|claims?|claimed|writes?|tells? us|told us|boasts?) (?:that )?(?:it|they|he|she)"
    r" (?:\w+ )?(?:runs?|ran|serves?|served|hosts?|hosted|uses?|used|has|have|trains?|trained)\b[^;]*$"
    r"|benchmarks? on (?:an? |one |\w+ )?$)",
    re.IGNORECASE,
)
"""What others report, run or lend their name to is neither owned nor wished for."""
_TOLD = re.compile(
    r"\b(?:(?:sells?|offers?|offered|quotes?|quoted|proposes?|proposed|pitch(?:es|ed))"
    r" (?:us|me|them|him|her)\b(?:(?!\b(?:and|but|while|we|I|our|my)\b)[^;])*"
    r"|according to\b[^;]*|(?:reads?|heard|saw|reading|hears|told|claims?|says|reports?|cites?|quotes?)"
    r" (?:of|that|about|how)\b(?:(?!\b(?:and|but|while|we|I|our|my)\b)[^;])*)$",
    re.IGNORECASE,
)
_NEXT = 12
"""Characters in front of a device in which a word such as "rented" speaks of it."""
_HEADED = re.compile(
    r"\b(?:what (?:we|I|they|he|she) (?:already |actually |currently )?(?:have|has|own|owns|got)"
    r"|(?:my|our|his|her|their|the|current|existing|available|owned|present) (?:[\w-]+ )?"
    r"(?:hardware|set-?up|rig|machines?|gear|kit|GPUs?|cards?|servers?|equipment|inventory|build)"
    r"|in stock|on hand|at hand|in-house|(?:I|we|they) (?:have|own)"
    r"|(?:^|[.;]\s*)(?:hardware|set-?up|rig|GPUs?))"
    r"(?: (?:is|are|now|today|here|so far|at home|at present))*\s*:\s[^.;!?]*$",
    re.IGNORECASE,
)
"""A heading over a list of what is there: "What I have: 24GB + 12GB cards"."""
_ALL_OURS = re.compile(
    r"[^.;!?]{0,40}?[\s,(](?:all|both|each|everything|which (?:is|are)|that (?:is|are))"
    r"(?: of (?:it|them|which))?"
    r"(?: (?:is|are|already))* (?:ours|mine|our own|my own|owned|paid for|there|here|bought)\b",
    re.IGNORECASE,
)
"""Behind a list of devices that stands over it: "all ours"."""
_OF_ONES_OWN = re.compile(
    rf"[\s(]*{_NOUN}? ?of (?:our|my|its|their|his|her) own\b(?!{_OF_THINGS})", re.IGNORECASE
)
"""Behind a device that the team has, where nobody only wishes for it: "two L4 of our own"."""
_STANDS = re.compile(
    r"[\s,]*(?:under|in|at|behind|beside) (?:(?:its|our|their|my|his|her|the)(?: own)?|an?) (?:[\w-]+ )?"
    r"(?:desk|server room|machine room|hall|basement|cellar|data ?cent(?:er|re)|racks?|closet|cupboard|attic"
    r"|garage|office|lab|workshop|cabinet)\b"
    r"(?![^.;]{0,24}\b(?:under discussion|planned|proposed|possible|options?|considered|foreseen)\b)",
    re.IGNORECASE,
)
"""Behind a device that stands somewhere, which is there where nobody only wishes for it."""
_COULD = re.compile(r"\b(?:could|would|might|should|must|may)\b[^,;]*$", re.IGNORECASE)
_LATER = re.compile(
    r"(?:(?!\b(?:and|but|or|while|which)\b)[^.;!?]){0,60}"
    r"\b(?:next (?:week|month|quarter|year|spring|summer|autumn|winter|term|season)"
    r"|from (?:next|spring|summer|autumn|winter|January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b[^.;!?]{0,12} on(?:wards)?|as of next)\b",
    re.IGNORECASE,
)
"""Behind what is told of a time to come, with nothing else told in between."""


def is_hired(text: Passage, start: int, end: int) -> bool:
    """Return whether words right at a device say that it is hired or offered.

    Args:
        text: The text.
        start: Where the device begins, its count included.
        end: Where it ends.
    """
    near = text.before(start)[-_NEXT:]
    own_words = _HIRED.search(text.text[start:end]) or _HIRED.search(near)
    return own_words is not None or _OFFERED_AFTER.match(text.text, end) is not None


def is_others(text: Passage, start: int) -> bool:
    """Return whether a device that begins at a place is somebody's who does not ask."""
    return _OTHERS.search(text.before(start)) is not None


def is_owned(text: Passage, start: int, end: int, default: bool | None) -> bool:
    """Return whether the nearest hint says own rather than want; a bare list is owned.

    Args:
        text: The text.
        start: Where the device begins, its count included.
        end: Where it ends.
        default: What is taken where nothing hints; None takes only a bare list as owned.
    """
    before = text.before(start)
    if _is_elsewhere(text, start, end, before) or is_one_of_two_ways(text, start, end):
        return False
    if _HELD.search(text.text[start:end]) or _is_ours(before):
        return True
    if _LATER.match(text.text, end):
        return False
    if _OWNED_AFTER.match(text.text, end) or _runs_on(text, start, before):
        return True
    stands = _STANDS.match(text.text, end) or _OF_ONES_OWN.match(text.text, end)
    if stands and not (_WISH.search(_MADE.sub("", before)) or _COULD.search(before)):
        return True
    if _ALL_OURS.match(text.text, end) or _HEADED.search(text.text, 0, start):
        return True
    if _is_at_hand(text, start, end, before):
        return True
    hint = _nearest(before)
    if hint is not None:
        return hint
    if default is not None:
        return default
    rest = text.text[:start] + text.text[end:]
    return len(re.findall(r"[A-Za-z]{3,}", rest)) <= 2 and "?" not in rest


def _is_elsewhere(text: Passage, start: int, end: int, before: str) -> bool:
    """Return whether a device is hired, offered, only told of or somebody else's."""
    if _HIRED.search(text.text[start:end]) or _HIRED.search(before[-_NEXT:]) or _THEIRS.search(before):
        return True
    later = _OFFERED_AFTER.match(text.text, end) or _RENTED_LATER.match(text.text, end)
    return later is not None or _TOLD.search(before) is not None


def _is_at_hand(text: Passage, start: int, end: int, before: str) -> bool:
    """Return whether a device lies at hand, is somebody's only one or is listed among what there is."""
    if _ONLY.search(before) or (_AT_HAND.match(text.text, end) and not _WISH.search(before)):
        return True
    if _ASKED_FOR.search(text.text) or not _ITEM_BEFORE.search(text.text, 0, start):
        return False
    if _MUST.match(text.text, end):
        return re.match(r"an?\b", text.text[start:end], re.IGNORECASE) is None
    return _ITEM_AFTER.match(text.text, end) is not None and not (
        _COULD.search(before) or _WISH.search(before)
    )


def _is_ours(before: str) -> bool:
    """Return whether a possessive of the team's stands right in front of a device."""
    ours = _OURS.search(before)
    return ours is not None and not _SOLD.search(before[: ours.start()])


def _runs_on(text: Passage, start: int, before: str) -> bool:
    """Return whether somebody runs something on a device that nothing says is hired or only wished for."""
    runs = _RUNS_ON.search(before)
    if runs is None or _SUPPOSED.search(before[: runs.start()]):
        return False
    if _WISH.search(_MADE.sub("", runs.group())):
        return False
    begin, end = text.clause(start)
    return not _HIRE.search(text.text[begin:end])


def _nearest(before: str) -> bool | None:
    """Return what the nearest hint in front of a device says; None without one."""
    own = max((m.start() for m in _OWN.finditer(before)), default=-1)
    wish = max((m.start() for m in _WISH.finditer(before)), default=-1)
    if own == wish:
        return None
    weak = own > wish and _MEANS.match(before, own) is not None
    if weak and (_TRAINED.search(before) or _SUPPOSED.search(before[:own])):
        return False
    return own > wish
