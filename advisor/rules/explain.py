"""A rule as plain text: the same record that the engine reads."""

from __future__ import annotations

from advisor.rules.records import Rule


def explained(rule: Rule) -> str:
    """Return what a rule says, when, why, from where, and the examples that it is tested with."""
    lines = [
        f"{rule.code} {rule.name} ({rule.kind}, confidence {rule.confidence}, {rule.pack or rule.plugin})",
        f"When: {rule.when}",
        f"Says: {rule.message}",
        f"Why: {rule.why}",
    ]
    if rule.each:
        row = ", ".join(f"{name} = {value}" for name, value in rule.each.items())
        lines.append(f"Row of each: {row}")
    if rule.advise:
        lines.append(f"Advises: {', '.join(rule.advise)}")
    if rule.against:
        lines.append(f"Advises against: {', '.join(rule.against)}")
    for kind, words in rule.applies_to.items():
        lines.append(f"Applies to {kind}: {', '.join(words)}")
    if rule.adjust is not None:
        lines.append(f"Changes {rule.adjust.criterion} by {rule.adjust.by:+g}")
    if rule.ask:
        lines.append(f"Asks about: {rule.ask}")
    if rule.overrides:
        lines.append(f"Sets aside: {', '.join(rule.overrides)}")
    if rule.check is not None:
        lines.append(f"Reads: {', '.join(rule.check.fields)}")
    sources = "; ".join(rule.sources)
    lines.append(f"Sources: {sources}{f'; looked at again {rule.checked}' if rule.checked else ''}")
    lines += [f"Test, {test.expect.replace('_', ' ')}: {test.name}" for test in rule.tests]
    return "\n".join(lines)
