"""The words with which people ask to get no more letters, in their languages."""

import re

_ANSWERS = re.compile(r"^(?:\s*(?:re|aw|sv|rv|tr|antw|fw|fwd|wg)\s*:)+", re.IGNORECASE)
"""What mail programs put before the subject of an answer."""
_SIGNS = " \t.!?…,;:\"'“”„«»()[]*_-。！、"
_POLITE = re.compile(
    r"^(?:please|bitte|por favor|s.il vous pla[iî]t|per favore|alstublieft)[\s,]+|[\s,]+(?:please|bitte|por favor|me)$"
)
_OF_WHAT = re.compile(
    r" (?:from|of|von|vom|de|da|dal) (?:(?:this|your|the|ihrem|la|sua|tu) )?(?:mailing )?"
    r"(?:list|lista|liste|newsletter|letters?|mails?|e-mails?)$"
)
_WISHES = """
unsubscribe, unsub, stop, remove, cancel, opt-out, optout, opt out, remove me, take me off, unsubscribe me
cancel subscription, cancel my subscription, no more mails, no more emails
abmelden, abmeldung, abbestellen, austragen, kündigen, kündigung, newsletter abbestellen, newsletter abmelden
keine mails mehr, keine e-mails mehr, keine newsletter mehr
désabonner, désabonnement, me désabonner, désabonnez-moi, désinscrire, désinscription, me désinscrire, désinscrivez-moi
baja, dar de baja, darme de baja, darse de baja, cancelar suscripción, cancelar la suscripción, desuscribir
cancelar inscrição, cancelar assinatura, cancelar a inscrição, descadastrar, sair da lista, remover
disiscrivi, disiscrivimi, disiscrizione, cancellami, cancella iscrizione
uitschrijven, afmelden, avregistrera, avsluta, avmeld, avmelding, frameld, peruuta, wypisz, wypisz mnie, odhlásit
отписаться, отписка, отписать, отпишите меня, відписатися
配信停止, 購読解除, 退会, 解除, 退订, 取消订阅, 取消訂閱, 구독취소, 구독 취소, 수신거부, 수신 거부
सदस्यता रद्द, सदस्यता रद्द करें, सदस्यता समाप्त करें, إلغاء الاشتراك, الغاء الاشتراك
"""
_KNOWN = frozenset(wish.strip() for line in _WISHES.strip().splitlines() for wish in line.split(","))
_LONGEST = 100


def is_wish(words: str) -> bool:
    """Tell whether a line says this and nothing else: a sentence that has the word in it is for a person to read."""
    if len(words) > _LONGEST:
        return False
    plain = " ".join(_ANSWERS.sub("", words).split()).casefold().strip(_SIGNS)
    wish = _OF_WHAT.sub("", _POLITE.sub("", _POLITE.sub("", plain)).strip(_SIGNS))
    return wish in _KNOWN
