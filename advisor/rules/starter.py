"""The commented pack that ``advisor rules new`` writes."""

from __future__ import annotations

import re

from advisor.errors import UserError, shown

STARTER = """\
# A rule pack. Check it with:  advisor rules test {file}  and  advisor rules lint {file}
schema = 1

[pack]
name = "{name}"
version = "1"
prefix = "{prefix}"        # two to five capitals; every code starts with it
about = "What these rules are for, in one sentence."

[[rule]]
code = "{prefix}001"
name = "a-spare-where-nobody-can-step-in"
# exclude: a plan is out.  require: something must be done first.  adjust: a criterion changes a little.
# prefer: decides a tie.  warn: a sentence in the report.  ask: a question for the user.
kind = "warn"
# Python comparisons over fields: and, or, not, ==, !=, <, <=, >, >=, in, + - * /, known(field).
# `advisor schema` lists the fields; rules may also read facts.* and plan.*.
# A field that nobody answered leaves the rule undecided, unless the rest decides.
when = 'workload.requests_per_day > 1e6 and data.boundary in ("own_network", "air_gapped")'
# {{path}} is replaced by the value.
message = "With {{workload.requests_per_day}} requests a day on your own site, plan a second server."
why = "A single server is down while it is repaired, and nothing outside can take over."
sources = ["Where you know this from, with a date"]
confidence = "medium"        # high, medium or low
# Only for exclude, adjust and prefer:
# applies_to = {{ deployment = ["on_prem"], adaptation = ["full_ft"], technique = ["quantization"] }}
# adjust = {{ criterion = "risk", by = -0.1 }}        # from -0.3 to 0.3
# ask = "team.skill"                                # only for ask
# advise = ["quantization"]                         # words that the answer tells the user to do
# against = ["full_ft"]                             # words that it tells the user not to do
# overrides = ["{prefix}002"]                          # rules that are set aside when this one fires

# At least two tests a rule: one that fires and one that does not.
[[rule.test]]
name = "fires on a busy site of its own"
given = {{ workload = {{ requests_per_day = 2e6 }}, data = {{ boundary = "own_network" }} }}
expect = "fired"

[[rule.test]]
name = "stays quiet in any cloud"
given = {{ data = {{ boundary = "any_cloud" }} }}
expect = "not_fired"

[[rule.test]]
name = "waits until the load is known"
given = {{ data = {{ boundary = "own_network" }} }}
expect = "undetermined"
"""


def starter_pack(name: str) -> str:
    """Return the text of a pack that passes its own tests.

    Args:
        name: Small letters, digits and dashes, as in ``platform-team``.

    Raises:
        UserError: When the name is of another form.
    """
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise UserError(f"A pack name is small letters, digits and dashes, not {shown(name)!r}.")
    letters = re.sub(r"[^a-z]", "", name).upper()
    prefix = (letters + "XX")[:3] if len(letters) < 2 else letters[:3]
    return STARTER.format(name=name, prefix=prefix, file=f"{name}.toml")
