"""What ``advisor``, ``--resume``, ``--new`` and ``--plain`` run: the conversation."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.conversation.begin import Beginning
    from advisor.conversation.engine import Engine
    from advisor.conversation.view import View
    from advisor.decide.records import Recommendation


def run_chat(args: argparse.Namespace) -> int:
    """Hold the conversation, in the terminal interface or line by line.

    Args:
        args: ``plain`` (also chosen on a terminal without a screen), ``resume``, ``new``, ``no_plugins``.

    Returns:
        The exit code: 0, or 130 after Ctrl+C.
    """
    load = partial(_engine, args)
    beginning = _beginning()
    if args.plain or os.environ.get("TERM", "") in {"", "dumb"}:
        return _plain(load, beginning, resume=args.resume)
    from advisor.tui.app import AdvisorApp
    from advisor.tui.pastes import read_pastes_carefully

    read_pastes_carefully()
    app = AdvisorApp(load, beginning, _opening(), resume=args.resume, new=args.new)
    app.run()
    return app.return_code or 0


def _beginning() -> Beginning:
    from advisor.conversation.begin import Beginning
    from advisor.conversation.store import data_folder, open_store

    store, warning = open_store(data_folder())
    return Beginning(store, _render, date.today(), warning)


def _opening() -> View:
    from advisor.conversation.opening import opening_view
    from advisor.interview.questions import load_questions

    return opening_view(next(iter(load_questions().values())))


def _plain(load: Callable[[], Engine], beginning: Beginning, *, resume: bool) -> int:
    from advisor.conversation import phrases
    from advisor.plain import run

    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    latest = beginning.latest() if resume else None
    if resume and latest is None:
        print(phrases.NOTHING_TO_RESUME, file=sys.stderr)
    dialogue = beginning.dialogue(load(), latest.id if latest else None)
    if sys.stdin.isatty() and _typed_early(sys.stdin.fileno()):
        print(phrases.TYPED_EARLY, file=sys.stderr)
    return run(dialogue, sys.stdin, sys.stdout, echo=not sys.stdin.isatty())


def _typed_early(terminal: int) -> bool:
    """Take what was typed before anything was asked off a terminal, and return whether there was any."""
    try:
        from select import select
        from termios import TCIFLUSH, tcflush
    except ImportError:
        return False
    typed = bool(select([terminal], [], [], 0)[0])
    tcflush(terminal, TCIFLUSH)
    return typed


def _engine(args: argparse.Namespace) -> Engine:
    from advisor.cli.plugin_options import load_advisor

    return load_advisor(args)


def _render(recommendation: Recommendation) -> str:
    from advisor.report.render import report_markdown

    return report_markdown(recommendation)
