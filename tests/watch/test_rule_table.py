"""The tables of rules: what they hold, and what a writer's own rows may say."""

import pytest

from backup.errors import BadSettings
from backup.watch.platforms import NAMES, watched_platform
from backup.watch.rule_table import FACTS, TABLES, built_in, own_rules, with_own
from backup.watch.signals import SignalKind, Strength

_ROW = """
[[rule]]
name = "mine"
probes = ["home"]
says = ["Not here"]
gives = "suspended"
strength = "says"
words = "{it} says “Not here”"
"""


def own(tmp_path, text):
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return own_rules(path, NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_row_has_a_name_of_its_own_and_a_source(name):
    rules = built_in(name)
    assert len({rule.name for rule in rules}) == len(rules)
    assert all(rule.source and rule.words for rule in rules)


@pytest.mark.parametrize("name", NAMES)
def test_no_row_calls_an_account_suspended_by_its_status_alone(name):
    for rule in built_in(name):
        if rule.gives in (SignalKind.SUSPENDED, SignalKind.POST_REMOVED) and rule.name != "withheld":
            assert rule.title or rule.says or rule.json, rule.name


@pytest.mark.parametrize("name", NAMES)
def test_a_404_or_410_alone_is_a_hint(name):
    alone = [rule for rule in built_in(name) if rule.gives is SignalKind.GONE and rule.status and not rule.facts]
    assert alone
    assert {rule.strength for rule in alone if not rule.says} == {Strength.HINTS}


def test_every_fact_that_a_row_asks_for_is_explained_and_every_one_explained_is_told():
    asked = {fact for name in NAMES for rule in built_in(name) for fact in (*rule.facts, *rule.without)}
    assert asked <= FACTS.keys()
    code = "".join(path.read_text(encoding="utf-8") for path in TABLES.parent.glob("*.py"))
    assert [fact for fact in FACTS if code.count(f'"{fact}"') < 2] == []


def test_a_row_of_ones_own_goes_first(tmp_path):
    table = with_own(built_in("substack"), own(tmp_path, _ROW), "substack")
    assert table[0].name == "mine"
    assert table[0].source.endswith("rules.toml")


def test_a_row_of_a_known_name_takes_its_place(tmp_path):
    before = built_in("medium")
    place = [rule.name for rule in before].index("soft-404")
    table = with_own(before, own(tmp_path, _ROW.replace("mine", "soft-404")), "medium")
    assert (len(table), table[place].says) == (len(before), ("Not here",))


def test_a_row_for_another_platform_is_left_out(tmp_path):
    rows = own(tmp_path, _ROW + 'platform = "medium"\n')
    assert with_own(built_in("substack"), rows, "substack") == built_in("substack")
    assert with_own(built_in("medium"), rows, "medium")[0].name == "mine"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not toml", "cannot be read"),
        ("rule = 3", r"\[\[rule\]\]"),
        ("[[rules]]\nname = 'x'", r"\[\[rule\]\]"),
        (_ROW.replace('says = ["Not here"]', ""), r"Row 1 \(mine\).*no condition"),
        (_ROW.replace('"home"', '"house"'), "probes should be one of home, "),
        (_ROW.replace('["home"]', '"home"'), "probes should be a list"),
        (_ROW.replace('"suspended"', '"banned"'), "gives should be one of ok, "),
        (_ROW.replace('strength = "says"', 'strength = "sure"'), "strength should be one of says, "),
        (_ROW + 'status = ["40x"]', "status 40x should be"),
        (_ROW + "status = [404]", "status should be a list of texts"),
        (_ROW + 'facts = ["bear"]', "no fact called bear"),
        (_ROW + 'colour = "red"', "colour is nothing"),
        (_ROW + 'json = "x"', "json should look like"),
        (_ROW + 'platform = "blogger"', "platform should be one of"),
        (_ROW.replace('"mine"', "7"), "name should be text"),
        (_ROW.replace('name = "mine"', ""), "name is missing"),
    ],
)
def test_a_row_that_does_not_fit_says_which_and_why(tmp_path, text, said):
    with pytest.raises(BadSettings, match=said):
        own(tmp_path, text)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(BadSettings, match="cannot be read"):
        own_rules(tmp_path / "none.toml", NAMES)


def test_only_platforms_with_pages_can_be_watched():
    assert watched_platform("list") is None
    assert {platform.name for name in NAMES if (platform := watched_platform(name))} == set(NAMES)
