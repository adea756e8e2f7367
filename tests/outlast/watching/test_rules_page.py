"""The page of the rules is what the tables say."""

from pathlib import Path

from backup.watch.rule_table import own_rules
from outlast.watching.rules_page import rules_page

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "watch-rules.md"


def test_the_page_is_what_the_tables_say():
    text = PAGE.read_text(encoding="utf-8")
    assert text == rules_page(), "the tables changed: run `python -m outlast.watching.rules_page`"


def test_the_example_on_it_is_a_row_that_works(tmp_path):
    example = rules_page().partition("```toml\n")[2].partition("```")[0]
    path = tmp_path / "rules.toml"
    path.write_text(example, encoding="utf-8")
    assert [one.rule.name for one in own_rules(path, ("substack", "medium"))] == ["not-here-any-more"]
