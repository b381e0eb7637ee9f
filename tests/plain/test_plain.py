"""The plain mode through a real pipe: what goes in as lines comes out as a readable transcript."""

from __future__ import annotations

import io
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from select import select

from advisor.cli.chat import _typed_early
from advisor.plain import INTERRUPTED, run
from tests.conversation.fakes import FakeAdvisor, beginning

ROOT = Path(__file__).parents[2]
TALK = """
import signal
import sys
from pathlib import Path
from advisor.plain import run
from tests.conversation.fakes import FakeAdvisor, beginning
# A shell starts its background jobs with SIGINT ignored, and a process passes that on to its children.
signal.signal(signal.SIGINT, signal.default_int_handler)
begun = beginning(Path(sys.argv[1]))
sessions = begun.unfinished() if "--resume" in sys.argv else ()
dialogue = begun.dialogue(FakeAdvisor(), sessions[0].id if sessions else None)
sys.exit(run(dialogue, sys.stdin, sys.stdout, echo=not sys.stdin.isatty()))
"""
STORY = """\
help customers in our chat, 5k a day
?

what would 3 cost me?
1
back
redo
9
explain TPOT
an API is always cheaper
not sure
what if 10x traffic?
edit requests
3
quit
"""


def piped(folder: Path, text: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", TALK, str(folder), *options]
    return subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, check=False)


def test_a_whole_conversation_through_a_pipe(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    done = piped(tmp_path, STORY)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    golden("story", done.stdout.replace(str(tmp_path), "FOLDER"))


def test_there_is_no_colour_and_no_control_character(tmp_path: Path) -> None:
    shown = piped(tmp_path, "chat \x1b[31m 5k\x07\n\n" + STORY).stdout
    assert all(char.isprintable() or char == "\n" for char in shown)


def test_the_end_of_input_gives_the_report_so_far(tmp_path: Path) -> None:
    done = piped(tmp_path, "1\n2\n")
    assert done.returncode == 0
    assert "# Support chatbot: use a hosted model" in done.stdout
    assert "workload.requests_per_day: 5000.0" in done.stdout


def test_the_report_is_not_printed_twice_when_input_ends_after_it(tmp_path: Path) -> None:
    assert piped(tmp_path, "1\n2\n1\n1\n").stdout.count("# Support chatbot") == 1


def test_one_line_is_enough_for_a_report(tmp_path: Path) -> None:
    run = piped(tmp_path, "help customers in our chat, 5k a day\n")
    assert "No report yet" not in run.stdout
    assert run.stdout.count("# ") >= 1
    assert run.returncode == 0


def test_the_end_of_input_before_any_answer_says_what_is_missing(tmp_path: Path) -> None:
    done = piped(tmp_path, "")
    assert done.returncode == 0
    assert "what is missing is what the AI should do" in done.stdout


def test_quit_says_how_to_go_on_and_resume_goes_on(tmp_path: Path) -> None:
    assert "advisor --plain --resume" in piped(tmp_path, "1\nquit\n").stdout
    resumed = piped(tmp_path, "2\nquit\n", "--resume").stdout
    assert "How many requests on a normal day?" in resumed
    assert "You      About 5,000" in resumed


def test_ctrl_c_says_that_all_is_saved_and_exits_130(tmp_path: Path) -> None:
    def typed() -> Iterator[str]:
        yield "1\n"
        raise KeyboardInterrupt

    out = io.StringIO()
    code = run(beginning(tmp_path).dialogue(FakeAdvisor()), typed(), out, echo=True)
    assert code == INTERRUPTED
    assert out.getvalue().rstrip().endswith("Your answers are saved; go on with: advisor --plain --resume")


def test_on_a_terminal_what_was_typed_is_not_repeated(tmp_path: Path) -> None:
    main, side = pty.openpty()
    command = [sys.executable, "-c", TALK, str(tmp_path)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=side, stdout=subprocess.PIPE, text=True)
    os.close(side)
    os.write(main, b"1\n")
    assert process.stdout is not None
    shown = ""
    deadline = time.monotonic() + 20
    while "How many requests" not in shown and time.monotonic() < deadline:
        shown += process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=20)
    assert "You  " not in shown + rest
    assert "Your answers are saved" in rest
    assert process.returncode == INTERRUPTED
    os.close(main)


def test_what_is_typed_before_the_first_question_answers_nothing() -> None:
    leader, follower = pty.openpty()
    try:
        assert not _typed_early(follower)
        os.write(leader, b"1\n")
        assert select([follower], [], [], 20)[0], "what was typed never arrived"
        assert _typed_early(follower)
        assert not _typed_early(follower)
    finally:
        os.close(leader)
        os.close(follower)
