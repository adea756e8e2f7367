"""The language of words, by their letters and commonest words; nothing is said where it is not clear."""

import pytest

from exporters.html.language import direction_of, language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The harbour master writes up the height by hand, and it is not for you to say that this was the tide."),
        (
            "de",
            "Das ist nicht die Zeit, in der ich mit der Uhr und den Karten auf den Bus warte, und auch sie ist müde.",
        ),
        ("fr", "La mer est dans les mains de la lune, et le vent des îles est pour les gens qui sont sur le quai."),
        ("es", "El mar y la luna son una misma cosa para los que viven en las islas, y por eso no se va con las olas."),
        ("ja", "灯台の話をしましょう。"),
        ("zh", "灯塔的故事。"),
        ("ko", "등대 이야기"),
        ("ru", "Маяк стоит на берегу"),
        ("uk", "Маяк стоїть на березі"),
        ("ar", "رسالة الليل"),
        ("fa", "نامه‌های شبانه چراغ"),
        ("he", "מכתבי לילה"),
        ("el", "Ο φάρος"),
        (None, "Short."),
        (None, ""),
        (None, "123 456"),
    ],
)
def test_the_language_is_told_where_it_is_clear(language: str | None, text: str) -> None:
    assert language_of(text) == language


def test_a_foreign_word_does_not_change_the_language() -> None:
    text = "The word for it is 灯台, and it was the keeper of the light that said so to me, for you are not to have it."

    assert language_of(text) == "en"


def test_only_languages_that_are_written_so_go_from_right_to_left() -> None:
    assert [direction_of(language) for language in ("ar", "he", "en", None)] == ["rtl", "rtl", "ltr", "auto"]
