"""How far a job is: a bar on a terminal, a line a second for programs, silence in a file."""

import io
import json

from outlast.cli._frame.progress import StatusLines
from tests.outlast.running import Terminal, an_output


def test_a_file_gets_nothing():
    err = io.StringIO()
    with an_output(stderr=err).progress("posts", 3) as progress:
        progress.advance(3)
    assert err.getvalue() == ""
    assert progress.done == 3


def test_a_terminal_gets_a_bar_that_leaves_nothing_behind():
    err = Terminal()
    with an_output(stderr=err).progress("posts [bold]", 412) as progress:
        progress.advance(400)
    drawn = err.getvalue()
    assert "posts [bold]" in drawn
    assert "400 of 412" in drawn
    assert drawn.endswith("\x1b[2K")


def test_a_job_that_has_more_to_say_says_it_in_the_place_of_the_bar():
    err = Terminal()
    with an_output(stderr=err).progress("Handing over", 412) as progress:
        progress.say("400 sent  12 waiting", 400)
        progress.say("401 sent  11 waiting", 401)
    [line] = [line for line in err.getvalue().splitlines() if "401 sent  11 waiting" in line]
    assert "━" not in line
    assert progress.done == 401


def test_a_title_on_the_bar_cannot_drive_the_terminal():
    err = Terminal()
    with an_output(stderr=err).progress("Letters\x1b]0;owned\x07", 1) as progress:
        progress.advance()
    assert "Letters]0;owned" in err.getvalue()


def test_text_is_written_above_the_bar():
    err = Terminal()
    output = an_output(stderr=err, color="never")
    with output.progress("posts", 2) as progress:
        progress.advance()
        output.note("one was odd")
        progress.advance()
    before, after = err.getvalue().split("one was odd\n")
    assert before.endswith("\x1b[2K")
    assert "2 of 2" in after


def test_a_job_inside_a_job_does_not_draw_a_second_bar():
    err = Terminal()
    output = an_output(stderr=err)
    with output.progress("outer", 1), output.progress("inner", 1) as inner:
        inner.advance()
        output.note("still tidy")
    assert "inner" not in err.getvalue()
    assert "outer" in err.getvalue()


def test_quiet_draws_no_bar():
    err = Terminal()
    with an_output(stderr=err, verbosity=-1).progress("posts", 1) as progress:
        progress.advance()
    assert err.getvalue() == ""


def test_a_program_gets_a_line_at_most_once_a_second():
    now, seen = [0.0], []
    progress = StatusLines("posts", 10, emit=lambda *said: seen.append(said), clock=lambda: now[0])
    for second in (0.5, 0.9, 1.0, 1.2, 1.9, 2.0, 5.0):
        now[0] = second
        progress.advance()
    assert seen == [("posts", 3, 10), ("posts", 6, 10), ("posts", 7, 10)]


def test_the_line_for_programs_is_json():
    out, now = io.StringIO(), [0.0]
    with an_output(stdout=out, as_json=True, clock=lambda: now[0]).progress("posts") as progress:
        progress.expect(4)
        now[0] = 2.0
        progress.advance(3)
    assert json.loads(out.getvalue()) == {"type": "status", "label": "posts", "done": 3, "total": 4}


def test_where_nobody_knows_how_many_there_are_the_bar_counts():
    err = Terminal()
    with an_output(stderr=err, color="never").progress("Reading") as progress:
        progress.advance(1076)
    assert " 1,076 0:00" in err.getvalue()
    assert "?" not in err.getvalue().replace("\x1b[?25", "")
