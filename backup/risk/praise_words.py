"""The words of praise that fits any story: “Great article, thanks for sharing”, in several languages."""

from typing import Final

PRAISE: Final = frozenset(
    """
    great nice good excellent amazing awesome wonderful fantastic brilliant superb lovely beautiful insightful
    informative helpful inspiring interesting incredible perfect useful love loved like liked enjoyed keep cool wow well
    article post story piece read work job writing content share sharing thanks thank thx written valuable
    gran buen buena bueno excelente increíble genial maravilloso interesante útil gracias artículo historia texto
    trabajo compartir encantó lectura aporte
    super bravo génial excellent excellente magnifique merci article partage texte histoire lecture intéressant utile
    beau belle travail formidable
    toll toller tolle tolles super klasse guter gutes gute danke artikel beitrag geschichte lesenswert interessant text
    hilfreich großartig großartiger wunderbar teilen arbeit
    ótimo ótima excelente incrível maravilhoso obrigado obrigada parabéns artigo texto história leitura trabalho
    compartilhar
    बहुत अच्छा बढ़िया शानदार धन्यवाद लेख सुंदर कहानी
    """.split()  # noqa: SIM905  # a list that people read
)

FILLING: Final = frozenset(
    """
    a an the this that is was it for of and so very really such to your you i my me by up with what truly indeed
    un una el la este esta muy por de y lo que tu me mi con
    un une le la ce cet cette très pour de et votre ton c'est j'ai du
    ein eine der die das sehr für ist und dein deine war
    um uma o a este esta muito por de e seu sua com pelo
    यह है के लिए और आपका
    """.split()  # noqa: SIM905  # a list that people read
)

_MOST_WORDS = 14
_LEAST_SHARE = 0.6


def is_mere_praise(words: tuple[str, ...]) -> bool:
    """Tell whether a comment is praise that fits any story: short, and most of what it says are such words."""
    telling = [word for word in words if word not in FILLING]
    return (
        bool(telling)
        and len(words) <= _MOST_WORDS
        and sum(word in PRAISE for word in telling) >= _LEAST_SHARE * len(telling)
    )
