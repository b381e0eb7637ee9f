"""The command line: verbs are imported only once one of them is chosen."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from advisor.cli.parser import build_parser, parse
from advisor.errors import UserError

EXIT_OK, EXIT_FAILED, EXIT_USAGE, EXIT_OWN_FAULT, EXIT_INTERRUPTED, EXIT_PIPE = 0, 1, 2, 70, 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code.

    Args:
        argv: The words after the program's name; by default those of the process.

    Returns:
        0 on success, 1 when a check or a verification fails, 2 on bad usage or input, 70 when the
        program itself is at fault, 130 after Ctrl+C, 141 when the reader of the output went away.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = _run(words)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except UserError as error:
        return _say(str(error), EXIT_USAGE)
    except KeyboardInterrupt:
        return _say("Interrupted.", EXIT_INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return EXIT_PIPE
    except Exception as error:
        if os.environ.get("ADVISOR_DEBUG"):
            raise
        return _own_fault(error)


def _run(words: list[str]) -> int:
    """Parse the words and run the verb, or the chat when there is none."""
    try:
        args = parse(build_parser(words), words)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else EXIT_OK
    run = getattr(args, "run", None)
    if run is None:
        from advisor.cli.chat import run_chat

        args.plain = args.plain or not _is_terminal()
        return run_chat(args)
    return int(run(args))


def _is_terminal() -> bool:
    """Return whether a person sits at both ends."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _say(sentence: str, code: int) -> int:
    """Print one sentence on stderr and return the exit code."""
    if sys.stderr is not None:
        print(" ".join(sentence.split()), file=sys.stderr)
    return code


def _own_fault(error: Exception) -> int:
    """Report a fault of the program without a traceback."""
    return _say(
        f"The advisor itself failed, which is not your fault ({type(error).__name__}: {error}); "
        "run it again with ADVISOR_DEBUG=1 to see where.",
        EXIT_OWN_FAULT,
    )
