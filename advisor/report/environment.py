"""The Jinja environment of reports: sandboxed, strict about names, and escaping for Markdown."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment
from platformdirs import user_config_path

from advisor.errors import UserError, did_you_mean, shown
from advisor.report.markdown import MDStr, code, escape, source
from advisor.resources import bundled

ENTRY = "report.md.j2"
DESCRIPTION = "template.toml"


def template_folders(extra: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Return where templates are looked for: the user's folder, then the plugins', then the shipped ones."""
    return (user_config_path("advisor") / "templates", *extra, bundled("templates"))


def template_names(extra: Sequence[Path] = ()) -> dict[str, str]:
    """Return every template that can be named, with its one-line description."""
    found: dict[str, str] = {}
    for folder in template_folders(extra):
        for entry in sorted(folder.glob(f"*/{ENTRY}")):
            found.setdefault(entry.parent.name, _description(entry.parent))
    return dict(sorted(found.items()))


@cache
def environment(folders: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    """Return the environment for some folders of templates; changed files are noticed.

    What ``{{ }}`` prints is escaped for Markdown. The filter ``md`` marks text that is Markdown already,
    such as what ``super()`` returns; ``code`` gives a code span and ``source`` keeps web addresses.
    """
    env = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        undefined=StrictUndefined,
        finalize=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters.update(md=MDStr, code=code, source=source)
    return env


def fill(name: str, context: Mapping[str, Any], extra: Sequence[Path] = ()) -> str:
    """Return a template filled with a context.

    Args:
        name: A template's name, for instance ``"standard"``.
        context: Its variables.
        extra: Folders of templates that plugins bring.

    Raises:
        UserError: When there is no such template, or it does not work.
    """
    known = template_names(extra)
    if name not in known:
        hint = did_you_mean(name, known)
        raise UserError(f"There is no report template {shown(name)!r}; there is {', '.join(known)}.{hint}")
    try:
        return environment(template_folders(extra)).get_template(f"{name}/{ENTRY}").render(context)
    except TemplateNotFound as error:
        raise UserError(
            f"The template {name!r} includes {shown(error.name)!r}, which does not exist."
        ) from error
    except (TemplateError, TypeError, ArithmeticError) as error:
        line = getattr(error, "lineno", None)
        place = f", line {line}" if line else ""
        raise UserError(f"The template {name!r}{place} does not work: {shown(error, 200)}.") from error


def pointers(name: str, extra: Sequence[Path] = ()) -> dict[str, str]:
    """Return the sentences with which a template points to a reason that it has given; empty for a template
    that says every reason where it stands, or that does not exist.

    Args:
        name: A template's name.
        extra: Folders of templates that plugins bring.

    Raises:
        UserError: When its description cannot be read or has no table of sentences there.
    """
    folder = next((f / name for f in template_folders(extra) if (f / name / ENTRY).is_file()), None)
    try:
        found = _described(folder).get("said_once", {}) if folder is not None else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UserError(f"{DESCRIPTION} of the template {name!r} cannot be read: {shown(error)}.") from error
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise UserError(
            f"[said_once] in {DESCRIPTION} of the template {name!r} holds sentences: reason and advice."
        )
    return found


def _description(folder: Path) -> str:
    """Return a template's own line about itself."""
    try:
        return str(_described(folder).get("description", ""))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        return f"its {DESCRIPTION} cannot be read: {shown(error)}"


def _described(folder: Path) -> dict[str, Any]:
    path = folder / DESCRIPTION
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
