"""What people write who promote, praise or deal, in several languages; and how it is changed to look new."""

from random import Random

PROMOTIONS = (
    "Check out my new course on growing your audience quickly here: {link}",
    "I wrote about exactly this on my blog, read my full guide at {link} today",
    "Subscribe to my newsletter for daily tips about making money from writing: {link}",
    "Follow me and visit my profile for more stories like this one, thank you so much",
    "Sígueme y visita mi perfil para leer más historias sobre escribir todos los días",
    "Abonnez-vous à ma newsletter pour recevoir chaque jour de nouveaux conseils : {link}",
    "Folgt mir und lest meinen neuen Beitrag über das Schreiben auf meinem Profil: {link}",
    "Me siga e visite meu perfil para ler mais textos sobre escrita e dinheiro: {link}",
    "मेरी प्रोफ़ाइल देखें और फॉलो करें, रोज़ नई कहानियाँ पढ़ने के लिए: {link}",
)

DEALS = (
    ("I follow back everyone who follows me today.", "Clap for my story and I will clap for yours in return.",
     "Join our engagement group: fifty claps each, every day, no exceptions.", "Leave a comment and I comment back."),
    ("Follow for follow, clap for clap, drop your link below.", "We all clap for each other every evening.",
     "Your claps get returned within one hour, I promise to everyone.", "Comment done and I follow you back."),
    ("Clap fifty times and follow us to earn ten tokens of our airdrop.", "Every follower wins a prize in the giveaway.",
     "We pay $2 for each comment and highlight you leave.", "Send us proof of your claps to get your reward."),
    ("Sígueme y te sigo de vuelta.", "Doy aplausos a cambio de aplausos, deja tu enlace y yo aplaudo.",
     "Intercambio de seguidores: quien me siga recibe seguidores de vuelta.", "Si comentas, yo comento de vuelta."),
    ("Je m'abonne en retour à tous ceux qui s'abonnent.", "Échange d'applaudissements : vous applaudissez, j'applaudis en retour.",
     "Applaudissez mon texte et gagnez un cadeau, vous recevez vos jetons.", "Commentez et je commente en échange."),
    ("Folgt mir, ich folge euch zurück.", "Klatschen gegen Klatschen: ich klatsche für jeden zurück.",
     "Wir klatschen jeden Abend gegenseitig für alle, die folgen.", "Wer uns folgt und klatscht, gewinnt eine Prämie von uns."),
    ("Me siga que eu sigo de volta.", "Troca de palmas: você dá palmas e eu dou palmas em troca.",
     "Quem comentar ganha prêmios, eu comento de volta.", "Troca de seguidores todos os dias com você e com quem quiser."),
    ("आप मुझे फॉलो करें, मैं आपको वापस फॉलो करूँगा।", "ताली के बदले ताली, आप करें तो मैं भी करूँगा।",
     "हम सब आपस में कमेंट करते हैं, आप भी जुड़ें।", "फॉलो करें और आप इनाम जीतें।"),
)  # fmt: skip

PRAISE = (
    "Great article, thanks for sharing!", "Really nice read, keep writing.", "Excellent post, loved it.",
    "Wonderful story, thank you for sharing this.", "Very insightful piece, well written!", "Awesome content, great job.",
    "Beautiful writing, keep it up.", "So helpful, thanks for this great post.",
)  # fmt: skip

_OPENINGS = (
    "My brother", "Nobody in our village", "The museum in Lund", "Your second paragraph", "An old teacher of mine",
    "That photograph", "Whoever sold them", "A friend from Porto", "The first winter here", "My grandmother",
    "The man at the ticket office", "Half of my class",
)  # fmt: skip
_MIDDLES = (
    "would laugh about {one}", "never trusted {one}", "kept a drawer full of {one}", "walked eleven miles for {one}",
    "says the same of {one}", "leaves out {one}", "spent a summer on {one}", "mistook it for {one}", "still owes us {one}",
    "wrote down every word on {one}", "made {one} sound easy", "got lost among {one}",
)  # fmt: skip
_ENDS = (
    "until 1987.", "which surprised me.", "and I see why now.", "but only on Sundays.", "before {other} came along.",
    "so I doubt the numbers.", "as {other} did before.", "and nobody asked.", "whatever the mayor claims.",
    "or so the papers wrote.", "unlike {other}.", "when it rained for weeks.",
)  # fmt: skip
THINGS = (
    "the ferry", "old lamps", "the flood", "bread", "chess clocks", "the strike", "night trains", "the census", "weather maps",
    "clay pots", "radio plays", "the harbour", "borrowed books", "honey", "bell towers", "the budget", "tram lines", "ice",
)  # fmt: skip

_OTHERS = ("really", "today", "always", "simply", "friends", "new", "now", "also", "just", "more", "soon", "again")


def changed(text: str, chance: Random, share: float = 0.2) -> str:
    """Return a text with a share of its words replaced by others; addresses stay, with another query."""
    words = text.split(" ")
    places = [place for place, word in enumerate(words) if "://" not in word]
    for place in chance.sample(places, round(share * len(places))):
        words[place] = chance.choice(_OTHERS)
    return " ".join(f"{word}?utm_source=s{chance.randrange(999)}" if "://" in word else word for word in words)


def small_talk(chance: Random) -> str:
    """Return a comment that answers one story and no other."""
    return " ".join(
        f"{chance.choice(_OPENINGS)} {chance.choice(_MIDDLES)} {chance.choice(_ENDS)}".format(
            one=chance.choice(THINGS), other=chance.choice(THINGS)
        )
        for _ in range(chance.choice((1, 1, 2)))
    )
