"""What the page for writers says of letters of their own is true."""

import re
from pathlib import Path

import msgspec

from mailer.letter.compiled import compile_letter
from mailer.letter.fields import GIVEN
from mailer.letter.library import load_own, templates_there_are
from tests.mailer.templates.shipped import DATE, FREE, LANGUAGES, PAID, compiled, read

PAGE = (Path(__file__).parents[3] / "docs" / "how-to" / "write-your-own-letter.md").read_text(encoding="utf-8")


def test_the_template_on_the_page_makes_a_letter(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "away.md").write_text(shown, encoding="utf-8")
    own = load_own(tmp_path / "away.md")
    letter = msgspec.structs.replace(
        compiled("plain", "en").letter,
        subject=own.subject,
        preheader=own.preheader,
        body=own.body,
        values={ask.name: ask.example or "Nothing is charged." for ask in own.asks},
    )
    made = compile_letter(letter, date=DATE)
    assert read(made, PAID).subject == "Night Letters: a week without letters"
    assert "comes on Friday, 12 June.\n\nNothing is charged.\n\nBest wishes,\nMara" in read(made, PAID).text
    assert "Nothing is charged." not in read(made, FREE).text


def test_the_page_names_all_that_can_be_filled_in_and_nothing_else() -> None:
    known = {f"{group}.{name}" for group, names in GIVEN.items() for name in names}
    table = PAGE.partition("## What can be filled in")[2].partition("## See it")[0]
    assert set(re.findall(r"\b(?:subscriber|publication|sender|unsubscribe)\.\w+", table)) == known


def test_the_page_names_all_templates_and_languages() -> None:
    assert set(re.findall(r"^\| `([\w-]+)` \|", PAGE, re.MULTILINE)) == set(templates_there_are())
    assert f"{', '.join(f'`{code}`' for code in LANGUAGES[:-1])} and `{LANGUAGES[-1]}`" in PAGE
