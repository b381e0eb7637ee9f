"""The commented pack that ``advisor rules new`` writes."""

from __future__ import annotations

import re
from string import Template

from advisor.errors import UserError, shown
from advisor.resources import shipped_text


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
    return Template(shipped_text("rules/starter.toml.txt")).substitute(
        name=name, prefix=prefix, file=f"{name}.toml"
    )
