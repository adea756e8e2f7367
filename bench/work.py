"""The benchmark's workload W1 as real files: a big publication's export and its pictures, and what changes in a day.

    python -m bench.work FOLDER [--small] [--days N]

    FOLDER/export/posts.csv, posts/<id>.<slug>.html     10,000 posts of about 15 KB
    FOLDER/export/email_list.bigletters.csv             1,000,000 subscribers, no two alike, in no order
    FOLDER/media/                                       2,000 pictures of 150 KB that nothing can compress

A day changes 0.5 % of the list (a quarter leaves, a quarter joins, half changes its plan), edits three posts and adds
one. Everything follows from fixed seeds, so that two runs, or two programs, get the same work.
"""

import argparse
import re
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

from outlast.demo_writer.substack.email_list import HEADER as LIST_HEADER
from outlast.demo_writer.substack.export import POSTS_HEADER
from outlast.demo_writer.widgets.buttons import subscribe_form
from outlast.demo_writer.widgets.pictures import picture
from outlast.demo_writer.words import THEMES
from outlast.demo_writer.words.awake import PASSAGES

POSTS, SUBSCRIBERS, PICTURES, PICTURE_SIZE = 10_000, 1_000_000, 2_000, 150 * 1024
SMALL = 1 / 20
CHANGED = 0.005
_BATCH = 20_000
_TEXTS = " ".join([*PASSAGES, *(text for theme in THEMES.values() for text in theme.passages)])
_WORDS = Counter(re.findall(r"[a-z]+", _TEXTS))
_NAMES = sorted(word for word in _WORDS if 4 <= len(word) <= 9)[:1024]
_DAYS = [f"{year}-{month:02}-{day:02}" for year in range(2021, 2026) for month in range(1, 13) for day in range(1, 29)]
_CLOCK = [f"{hour:02}:{minute:02}:{second:02}" for hour in range(24) for minute in range(60) for second in range(60)]
_PLANS = (
    *("true,2026-01-31T08:00:00.000Z,monthly,false,", "true,2026-09-30T08:00:00.000Z,yearly,false,"),
    *("false,,other,true,", *["false,,other,false,"] * 29),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Where the workload lies."""

    folder: Path

    @property
    def export(self) -> Path:
        """Return the folder of the platform's export."""
        return self.folder / "export"

    @property
    def email_list(self) -> Path:
        """Return the list of subscribers."""
        return self.export / "email_list.bigletters.csv"

    @property
    def media(self) -> Path:
        """Return the folder of pictures."""
        return self.folder / "media"


def make(folder: Path, scale: float = 1.0) -> Work:
    """Write the workload into a folder, which must not hold one yet, and return it."""
    work = Work(folder=folder)
    (work.export / "posts").mkdir(parents=True)
    work.media.mkdir()
    chance = Random("posts")
    sentences = _sentences(chance)
    rows = [_write_post(work, chance, sentences, 150_000_000 + 37 * place) for place in range(int(POSTS * scale))]
    (work.export / "posts.csv").write_text("\n".join([POSTS_HEADER, *reversed(rows)]) + "\n")
    with work.email_list.open("w") as out:
        out.write(LIST_HEADER + "\n")
        count = int(SUBSCRIBERS * scale)
        for start in range(0, count, _BATCH):
            out.writelines(map(subscriber, range(start, min(start + _BATCH, count))))
    for place in range(int(PICTURES * scale)):
        (work.media / f"{place:05}.jpeg").write_bytes(Random(f"media {place}").randbytes(PICTURE_SIZE))
    return work


def day(folder: Path, number: int) -> None:
    """Apply the changes of a day, counted from 1, in place; call it once for each day, in their order."""
    work, chance = Work(folder=folder), Random(f"day {number}")
    _change_list(work, chance, number)
    table = work.export / "posts.csv"
    header, rows = table.read_text().split("\n", 1)
    for row in chance.sample(rows.splitlines(), 3):
        path = work.export / "posts" / f"{row.split(',', 1)[0]}.html"
        path.write_text(path.read_text().replace("</p>", f" And once more, on day {number}.</p>", 1))
    row = _write_post(work, chance, _sentences(chance, 400), 200_000_000 + number)
    table.write_text(f"{header}\n{row}\n{rows}")


def subscriber(number: int) -> str:
    """Return a line of the list; numbers below 2^24 have different addresses, and neighbours are nothing alike."""
    mixed = number * 0x9E3779 & 0xFFFFFF  # each step can be undone, so no two numbers meet
    mixed ^= mixed >> 12
    mixed = mixed * 0xC2B2AF & 0xFFFFFF
    mixed ^= mixed >> 11
    address = f"{_NAMES[mixed & 1023]}.{_NAMES[mixed >> 10 & 1023]}{mixed >> 20:02}@example.org"
    plan = _PLANS[mixed % len(_PLANS)]
    joined = f"{_DAYS[mixed % len(_DAYS)]}T{_CLOCK[mixed % len(_CLOCK)]}.{mixed % 997:03}Z"
    return f"{address},{plan}{joined},{joined if plan.startswith('true') else ''}\n"


def _change_list(work: Work, chance: Random, number: int) -> None:
    with work.email_list.open("rb") as lines:
        rows = sum(block.count(b"\n") for block in iter(lambda: lines.read(1 << 20), b"")) - 1
    moved = max(1, int(rows * CHANGED / 4))
    touched = chance.sample(range(1, rows + 1), 4 * moved)
    leaving, joining, changing = set(touched[:moved]), set(touched[moved : 2 * moved]), set(touched[2 * moved :])
    # As many join as leave, so the number of rows, and with it the first number that is free, stays the same.
    new = iter(range(rows + (number - 1) * moved, rows + number * moved))
    changed = work.email_list.with_suffix(".new")
    with work.email_list.open() as lines, changed.open("w") as out:
        for place, line in enumerate(lines):
            if place in leaving:
                continue
            out.write(_other_plan(line) if place in changing else line)
            if place in joining:
                out.write(subscriber(next(new)))
    changed.replace(work.email_list)


def _other_plan(line: str) -> str:
    address, _, _, _, _, joined, _ = line.rstrip("\n").split(",")
    plan = _PLANS[0] if ",other," in line else _PLANS[-1]
    return f"{address},{plan}{joined},{joined if plan.startswith('true') else ''}\n"


def _sentences(chance: Random, count: int = 12_000) -> list[str]:
    """Return sentences of English words, each word as frequent as in English."""
    words = chance.choices(list(_WORDS), list(_WORDS.values()), k=count * 14)
    return [" ".join(words[start : start + chance.randrange(7, 14)]).capitalize() for start in range(0, len(words), 14)]


def _write_post(work: Work, chance: Random, sentences: list[str], number: int) -> str:
    """Write a post and return its line of `posts.csv`."""
    said = chance.sample(sentences, 61)
    title = said.pop()[:60].rsplit(" ", 1)[0]
    parts = []
    while said:
        text = ". ".join(said[:5])
        del said[:5]
        parts.append(
            f"<p>{text}. <em>{text[:23]}</em>, as <a href='https://example.org/{chance.randrange(99)}'>ever</a>.</p>"
        )
    parts.insert(0, picture(chance, title, top=True))
    parts.insert(5, picture(chance, title))
    parts.insert(9, picture(chance, title))
    parts.insert(4, subscribe_form(chance))
    post_id = f"{number}.{'-'.join(title.lower().split()[:5])}"
    (work.export / "posts" / f"{post_id}.html").write_text("".join(parts))
    time_of_it = f"{_DAYS[number % len(_DAYS)]}T{_CLOCK[number % len(_CLOCK)]}.000Z"
    return f"{post_id},{time_of_it},true,{time_of_it},{time_of_it},newsletter,everyone,{title},,"


def main() -> None:
    """Make the work and let days pass, as the command line says, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--small", action="store_true", help="a twentieth of the work")
    parser.add_argument("--days", type=int, default=0)
    arguments = parser.parse_args()
    start = time.process_time()
    work = make(arguments.folder, SMALL if arguments.small else 1.0)
    print(f"made in {time.process_time() - start:.1f} CPU s")
    for number in range(1, arguments.days + 1):
        start = time.process_time()
        day(work.folder, number)
        print(f"day {number} in {time.process_time() - start:.2f} CPU s")


if __name__ == "__main__":
    main()
