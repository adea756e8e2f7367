"""The language is told where it can be, and never guessed."""

import pytest

from exporters.epub.language import UNKNOWN, language_of, runs_right_to_left


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The lamp was out, and it took this town a week to see that the sea is not for sale with it.", "en"),
        ("Das Licht ist aus, und ich weiß nicht, ob der Wärter auf dem Turm mit der Katze schläft.", "de"),
        ("Le phare est dans la nuit et les bateaux ne sont pas une flotte pour qui dort sur des rochers.", "fr"),
        ("El faro y los barcos que no con una luz por las noches del puerto para dormir.", "es"),
        ("灯台の話。夜に手紙を書きます。", "ja"),
        ("我在晚上写信，在火车上。", "zh"),
        ("등대 이야기.", "ko"),
        ("مرحبا بالعالم.", "ar"),
        ("گل و گربه", "fa"),
        ("שלום עולם", "he"),
        ("Это рассказ о маяке, который был выключен.", "ru"),
        ("Це історія про маяк, який був її.", "uk"),
        ("Ο φάρος", "el"),
        ("Short.", UNKNOWN),
        ("", UNKNOWN),
        ("12345 — 67", UNKNOWN),
        ("Lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod", UNKNOWN),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert language_of(text) == language


def test_which_way_it_runs() -> None:
    assert [name for name in ("ar", "he", "fa", "ur", "en", "ja", UNKNOWN) if runs_right_to_left(name)] == [
        "ar",
        "he",
        "fa",
        "ur",
    ]
