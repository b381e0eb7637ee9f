"""``advisor recommend``: from a profile to a recommendation, without the chat."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.cli.output import json_text, write_bytes
from advisor.cli.plugin_options import add_plugin_options, load_advisor
from advisor.cli.units import day
from advisor.errors import UserError, did_you_mean, shown

if TYPE_CHECKING:
    from advisor.api import Advisor
    from advisor.decide.records import Recommendation
    from advisor.profile import Profile

FORMATS = ("md", "json", "html")
NOTHING_READ = (
    "I found no answer in --text, so all that it could have told is assumed; "
    "name the task, a figure and what it counts, such as 'a support chatbot, 5,000 questions a day'."
)
EPILOG = """\
examples:
  advisor recommend profile.toml
  advisor recommend profile.toml --format json --set workload.requests_per_day=50k
  advisor recommend --text "Q&A over 40,000 pages for 120 lawyers, EU only" --format html -o report.html
  advisor examples code | advisor recommend - --template brief

A profile is TOML or JSON; advisor schema describes it and advisor examples has one for every use case. What
--set gives goes before the profile, and the profile goes before what is read from --text.
"""


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "recommend",
        help="advise from a profile, without the chat",
        description="Advise from a profile and print the report.",
        epilog=EPILOG,
    )
    parser.add_argument("profile", nargs="?", metavar="PROFILE", help="TOML or JSON; - reads standard input")
    parser.add_argument("--text", metavar="STORY", help="the project in your own words, read for answers")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="one answer, such as data.boundary=region",
    )
    parser.add_argument(
        "--format", default="md", metavar="FORM", help="md, json, html, or what a plugin adds (default: md)"
    )
    parser.add_argument(
        "--template", default="standard", metavar="NAME", help="report template: standard, brief"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="save the report instead of printing it")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="seed of the draws (default: 0)")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="the day to advise on (default: today)")
    add_plugin_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the answers, recommend, and write the report.

    Raises:
        UserError: When no profile was given, or it cannot be read.
    """
    if args.profile is None and args.text is None and not args.set:
        raise UserError("advisor recommend needs a profile: a file, - for standard input, --text or --set.")
    engine, profile = asked(args)
    recommendation = engine.recommend(profile, seed=args.seed, as_of=args.as_of or date.today())
    write_bytes(rendered(engine, recommendation, args.format, args.template), args.output)
    return 0


def asked(args: argparse.Namespace) -> tuple[Advisor, Profile]:
    """Return the advisor and the profile that the words of a command ask for, with models of their own.

    Raises:
        UserError: When any of them holds what cannot be.
    """
    from advisor.profile.reading import read_document

    document = None if args.profile is None else read_document(args.profile)
    settings = pairs(args.set)
    configs = named_configs(document[0] if document else {}, settings)
    args.model_config = [*(args.model_config or ()), *configs]
    engine = load_advisor(args)
    return engine, with_model(gather(engine, document, args.text, settings), engine, args.model_config)


def named_configs(document: dict[str, Any], settings: dict[str, str]) -> list[Path]:
    """Return the config.json that a profile or a setting names in the place of a model."""
    from advisor.estimate.model_config import is_config

    wish = document.get("wish")
    named = (wish.get("model") if isinstance(wish, dict) else None, settings.get("wish.model"))
    return [Path(name) for name in named if isinstance(name, str) and is_config(name)]


def with_model(profile: Profile, engine: Advisor, configs: list[Path]) -> Profile:
    """Return the profile with the model of the last config.json as the one that was named."""
    if not configs:
        return profile
    from advisor.estimate.model_config import is_config
    from advisor.profile import Answer

    name = next(reversed(engine.catalog.extra[-1].raw["model"]))["id"]
    if profile.said("wish.model") and not is_config(profile.text("wish.model")):
        return profile
    return profile.with_answer("wish.model", Answer(name, said=str(configs[-1])))


def gather(
    engine: Advisor, document: tuple[dict[str, Any], str] | None, story: str | None, settings: dict[str, str]
) -> Profile:
    """Return the answers of a document and its name, a story, and settings.

    Raises:
        UserError: When any of them holds what cannot be.
    """
    from advisor.profile import Profile
    from advisor.profile.document import profile_from, set_answers

    profile = Profile(fields=engine.fields)
    if document is not None:
        profile = profile_from(document[0], engine.fields, source=document[1])
    if story is not None:
        if not story.strip():
            raise UserError("--text is empty; say in a sentence what the AI should do.")
        read = engine.read(story)
        if not read.answers:
            print(f"note: {NOTHING_READ}", file=sys.stderr)
        for remark in (*read.notes, *read.unread):
            print(f"note: {remark}", file=sys.stderr)
        for claim in read.claims:
            lines, source = engine.claim_correction(claim)
            print(f"note: {lines}\n      Source: {source}", file=sys.stderr)
        found = {item.path: item.answer for item in read.answers}
        profile = profile.with_answers({path: a for path, a in found.items() if profile.get(path) is None})
        if profile.get("use_case.story") is None:
            told = profile_from({"use_case.story": story}, engine.fields, source="--text")
            profile = profile.with_answers(told.answers)
    return set_answers(profile, settings)


def rendered(engine: Advisor, recommendation: Recommendation, form: str, template: str) -> bytes:
    """Return the report in one of ``FORMATS``, or in the format of a plugin.

    Raises:
        UserError: When there is no such format or template, or a plugin's exporter fails.
    """
    form = {"markdown": "md"}.get(form, form)
    if form == "json":
        from advisor.report.as_json import recommendation_json

        return f"{json_text(recommendation_json(recommendation))}\n".encode()
    if form not in FORMATS:
        return _exported(engine, recommendation, form)
    folders = tuple(c.item.parent for c in engine.plugins.collect_templates())
    if form == "html":
        from advisor.report.as_html import report_html

        return report_html(recommendation, template, template_dirs=folders).encode()
    from advisor.report.render import report_markdown

    return report_markdown(recommendation, template, template_dirs=folders).encode()


def _exported(engine: Advisor, recommendation: Recommendation, form: str) -> bytes:
    """Return the report in the format of a plugin."""
    from advisor.plugins.export import exported

    exporters = {c.item.name: c for c in engine.plugins.collect_exporters(FORMATS)}
    if form not in exporters:
        known = (*FORMATS, *exporters)
        hint = did_you_mean(form, known)
        raise UserError(f"There is no report format {shown(form)!r}; there is {', '.join(known)}.{hint}")
    return exported(exporters[form], recommendation)


def pairs(settings: list[str]) -> dict[str, str]:
    """Return ``key=value`` settings by key; the last one of a key counts.

    Raises:
        UserError: When one has no key or no sign.
    """
    pairs: dict[str, str] = {}
    for setting in settings:
        key, sign, value = setting.partition("=")
        if not sign or not key.strip():
            raise UserError(
                f"--set {shown(setting)!r} must look like key=value, such as data.boundary=region."
            )
        pairs[key.strip()] = value.strip()
    return pairs
