"""The fixed sentences of the conversation."""

from __future__ import annotations

from advisor.errors import UserError

WELCOME = (
    "A few short questions, then a report with costs, hardware and what would change the advice. "
    "It works offline and keeps your answers on this machine; leave real personal data out."
)
OFFER = "Welcome back. Go on with one of these, or say in your own words what is new."
OFFER_WHY = (
    "You did not finish these; each goes on exactly where it stopped. Words start a new one; advisor --resume"
    " opens the last one used, also a finished one."
)
OFFER_ONLY = "First pick one of these by its number, or say what is new."
OFFER_NEW = "Something new"
KEEP_REPLIES = ("Keep it", "Change the words", "Drop it")
"""Quick replies to a reading that waits to be kept."""

LIST_HINT = (
    'Wrong in part? Say "drop {first}", "drop {first} and {last}", "keep only {last}" or "{label}: none".'
)
"""Under a card that shows answers entry by entry."""
BY_NAME = 'What has no number goes by its name: "remove {name}".'
"""Said where a card holds facts of one value, which have no numbers."""
NO_CARD = (
    "{line!r} was taken for no answer: no number on the last card points at it. Name what is to go"
    " ('remove the budget', 'not LoRA'), or say undo."
)
NO_NUMBERS = "Nothing on this card has a number of its own: keep (1), change (2) or drop (3) the whole card."
NOTHING_LEFT = "Nothing of it is left, so nothing of it counts."
SEVERAL = 'What you pick replaces it: "2, 5" picks several, "drop 2" takes one out, "none" empties it.'
"""Under the replies to an answer of several words that is opened again."""
KEEP_FIRST = "First keep (1), change (2) or drop (3) what I read."
ANOTHER_JOB = (
    "I read another job beside it: '{other}'. All here is for the first one ({first}) alone. To have the"
    " other sized, start a conversation of its own (advisor --new) with these words."
)
"""Said of a job that is added to the first."""
NOT_REPLACED = (
    "{label} stays {had}: '{said}' was added and replaces nothing. To change it, say '{label}: {new}'."
)
"""Said of a figure in an addition to a story that gave another one."""
TASK_STAYS = (
    'I took nothing from that, and the task stays {title}. Where it is another one, say so: "it is a ...".'
)
"""Said where words speak for another kind of project and do not name it."""
A_QUESTION = (
    "I cannot work that out here, and a question counts as no answer. In front is {title}, {cost}; how fast"
    ' it is and what it rests on stand in the report ("report"). "help" shows what can be asked.'
)
"""Said of a question in which nothing can be supposed."""
NOT_ADVISED = "Not advised: {reason}."
SAME_REASON = "Not advised, for the same reason as {title}."
"""Said of a way that is compared with the plan in front, the second where another broke the same limit."""
NOT_PLANNED = (
    "{title}: no plan of that kind was worked out for this work. What speaks for it elsewhere: {brings}"
)
"""Said of a way that was asked about and of which no plan was made."""
NOTHING_TO_TAKE_BACK = "There is nothing to take back."
NOTHING_TO_BRING_BACK = "There is nothing to bring back."
TOOK_BACK = 'Took back: {label}. "redo" brings it back.'
WAITS_AGAIN = 'Took back: {label}; the card waits again. "redo" goes on as before.'
BROUGHT_BACK = "Done again: {label}."
KEEPING = "keeping {facts}"
DROPPING = "dropping {words}"
"""What a step did, in the words of a person."""
EDIT_WAITS = 'First keep (1) or drop (3) what I read. To change a part of it, say "users: 130" or "drop 4".'
CHECKED_BY_SIGNER = (
    "It stands on the first page of the report, to be checked before anyone signs. To have it counted, say it"
    ' in other words, such as "EU only", "no OpenAI" or "our own network".'
)
"""Said of a sentence that forbids something of which nothing was read."""
DROPPED = "Dropped; nothing of it counts."
DROPPED_LAST = "Dropped: '{said}'. What you said before it still waits: {left}."
NOT_SURE = "Not sure"
WHY = "Why we ask"
HELP_INTRO = (
    "Answer with a number, or in your own words: "
    '"about 20k requests a day", "EU only", "2x3090", "$3k a month".'
)
HELP_ROWS: tuple[tuple[str, str], ...] = (
    ('0 or "not sure"', "we assume something sensible and carry the doubt as a range"),
    ('? or "why?"', "why this question matters"),
    ('"what if 10x traffic?"', 'tries an answer without giving it; so does "what would 3 cost?"'),
    ('"is one A100 enough?"', 'asks and changes nothing; so do "why not GPUs?" and "is it cheaper to rent?"'),
    ('"what do I get for $2k a month?"', "the best that a sum gets, and what the next step costs"),
    ("bill", "what it costs over time, what moves that, and when own hardware pays"),
    ('"explain TPOT"', "a word, a field, a rule, a claim or a figure"),
    ("skip, back, redo", "pass a question over, take an answer back, give it again"),
    ('"edit budget"', "give an earlier answer again"),
    ('"what worked: none"', 'corrects an answer of several words; so does "remove rag from what worked"'),
    ("report, quit", "save and show the report as it stands; leave, with everything saved"),
)
"""What can be said, and what it does."""

NOTHING_READ = (
    "I found no answer in that. Pick a number, or say it with a figure and what it counts, "
    'such as "about 5,000 requests a day". You can also ask: "is it cheaper to rent?", "why not GPUs?", '
    '"would 2x RTX 3090 be enough?", "what if 10x traffic?", "bill". "help" shows more.'
)
NO_ANSWER_HINTS = {
    "again": (
        'What you said before counts already: "skip" passes this question over, "edit budget" opens an'
        " earlier answer."
    ),
    "several": (
        "One answer goes into this field: say in your own words what holds for which part,"
        ' or "0" for not sure.'
    ),
    "none": (
        'Then say in your own words how it is instead, or "0" for not sure; "skip" passes the question over.'
    ),
    "anew": (
        'Nothing is thrown away: "back" takes answers back one by one, "edit budget" opens one of them, and'
        ' "quit" keeps this conversation while a new start of the program begins another.'
    ),
}
"""What is said to lines that answer nothing, in place of a plain refusal."""
ENGLISH_ONLY = (
    "Your words are kept, but I read English only: pick a number, or say it in English with its figures."
)
NOTHING_SAID = (
    "No report yet: what is missing is what the AI should do. "
    "Start with that, and one more answer such as the requests a day makes it worth reading."
)
ONLY_SO_MANY = "There is no reply {number}: pick 1 to {count}, 0 for not sure, or use your own words."
CLASH = 'Say which one holds, or "edit" one of them.'
DONE = "Nothing more that you could tell me would change the advice, so I stop asking."
GO_ON = "Nothing is changed: keep asking, or pick an answer."
NOTHING_TYPED = "Type a number or your own words; ? tells why we ask."
WORKING = "Working it out…"
ONE_MOMENT = "One moment: the last answer is still being worked out."
STILL_OPENING = "One moment: the conversation is still being opened. What you typed stays."
NOT_SEEN = "That was typed before the question stood here, so it was not sent; Enter sends it."
"""Said of a line that would have answered a question that nobody had seen."""
TYPED_EARLY = "What was typed before the first question stood here answers nothing; please type it again."
NOTHING_TO_RESUME = "There is no saved conversation; this is a new one."
RESUMED = 'Going on with "{title}", last used {when}.'
RESUMED_REPORT = (
    'This is the report of "{title}", last used {when}. It was finished; to go on with it, ask a what-if,'
    " edit an answer or say what is new."
)
"""Said when a finished conversation is taken up."""
REPORT_GONE = "Its report was no longer there, so it is written again."
OPENING = 'Opening "{title}", last used {when}…'
SAVED = "The report is saved as {path}"
SAVED_ANEW = "The report is saved as {path}, in place of what this conversation saved there before"
SAVED_BESIDE = "The report is saved as {path}; {other} was changed since by somebody else and stays as it is"

_COUNTS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def in_words(number: int) -> str:
    """Return a small number as a word."""
    return _COUNTS[number] if 0 <= number < len(_COUNTS) else str(number)


def unworkable(error: Exception) -> str:
    """Say that an answer was taken back because the advisor cannot work with it."""
    own = not isinstance(error, UserError)
    fault = f"the advisor failed ({type(error).__name__}: {error})" if own else str(error)
    return f"That answer does not count, as nothing could be worked out from it: {fault}"


def few_left(remaining: int, spared: int) -> str:
    """Say how many questions still matter, and how many are spared.

    >>> few_left(2, 12)
    "Two more questions could still change the advice; the other twelve can't, so I won't ask them."
    """
    one = remaining == 1
    head = (
        f"{in_words(remaining).capitalize()} more question{'' if one else 's'} could still change the advice"
    )
    if spared <= 0:
        return f"{head}."
    them = "it" if spared == 1 else "them"
    return f"{head}; the other {in_words(spared)} can't, so I won't ask {them}."


def help_lines() -> str:
    """Return the help as lines of text."""
    rows = "\n".join(f"{words:<23} {does}" for words, does in HELP_ROWS)
    return f"{HELP_INTRO}\n{rows}"
