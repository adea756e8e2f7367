"""Names that look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backup.risk.lookalikes import mixes_scripts, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ines Falk", "lnes_FaIk"), ("ines", "inеs"), ("paypal", "paypa1"), ("modern", "modem"), ("Inés", "ines")],
)
def test_names_that_look_alike_have_one_skeleton(one: str, other: str) -> None:
    assert one != other
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Ines Falk", "Ina Falk"), ("ines", "jones"), ("tide", "tides")])
def test_other_names_have_another(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_scripts_are_mixed_within_a_word_only_to_deceive() -> None:
    assert mixes_scripts("pаypal")
    assert not mixes_scripts("paypal")
    assert not mixes_scripts("москва")
    assert not mixes_scripts("東京tower")


@given(st.text(max_size=30))
def test_any_name_has_a_skeleton_that_is_its_own(name: str) -> None:
    assert skeleton(skeleton(name)) in (skeleton(name), skeleton(skeleton(skeleton(name))))
