"""The words with which people send readers to their own things, in several languages. Our own list."""

from typing import Final

PROMOTION: Final = (
    # English
    "check out my", "check my", "read my", "see my", "visit my", "have a look at my", "take a look at my", "look at my",
    "follow me", "subscribe", "sign up", "my profile", "my latest", "my new", "my newsletter", "my channel",
    "my course",
    "my own article", "my article on", "my story about", "my book", "my site", "my website", "my blog", "my github",
    "dm me", "message me", "join my", "join our", "join us", "link in", "use my code", "my code", "my link", "my page",
    # español
    "sígueme", "síganme", "suscríbe", "suscribe", "mi perfil", "mi último", "mi nuevo", "mi boletín", "mi canal",
    "mi curso", "visita mi", "lee mi", "mira mi", "mi blog", "únete",
    # français
    "suivez-moi", "suis-moi", "abonne", "mon profil", "mon dernier", "mon nouvel", "ma newsletter", "ma chaîne",
    "mon cours", "mon site", "mon blog", "visitez mon", "rejoignez",
    # Deutsch
    "folgt mir", "folge mir", "abonnier", "mein profil", "meinem profil", "meinen newsletter", "meinem newsletter",
    "mein newsletter", "meinen kanal", "mein neuer", "meinen neuen", "mein kurs", "meinen kurs", "meinen blog",
    # português
    "siga-me", "me siga", "me segue", "inscreva", "assine", "meu perfil", "meu último", "meu novo", "minha newsletter",
    "meu canal", "meu curso", "meu blog", "participe do",
    # हिन्दी
    "फॉलो करें", "सब्सक्राइब", "मेरी प्रोफ़ाइल", "मेरे चैनल", "मेरा नया", "मेरे ब्लॉग", "जुड़ें",
    # others
    "seguimi", "iscriviti", "il mio profilo", "ikuti saya", "подпишись", "подписывайтесь", "мой канал", "takip et",
    "关注我", "订阅", "フォローして", "登録して", "تابعني", "اشترك",
)  # fmt: skip


def promotes(text: str) -> bool:
    """Tell whether a text sends its readers to something of its writer's."""
    folded = text.casefold()
    return any(words in folded for words in PROMOTION)
