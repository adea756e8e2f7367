"""What a column of e-mail addresses is called, in the languages of Substack's and Medium's writers."""

import re
import unicodedata

_NAMES = (
    "email", "e-mail", "email address", "e-mail adress", "email id", "mail", "mail address", "emails",
    "user email", "user email address", "subscriber email", "member email", "primary email", "contact email",
    "email address 1", "e-mail 1 - value",  # Outlook's and Google's contacts
    "adresse e-mail", "adresse électronique", "adresse email", "courriel", "adresse courriel", "mél",
    "e-mail-adresse", "mailadresse", "e-post", "e-postadress", "e-postadresse", "sähköposti", "sähköpostiosoite",
    "correo", "correo electrónico", "dirección de correo", "dirección de correo electrónico",
    "endereço de e-mail", "endereço de email", "correio eletrônico", "correio eletrónico",
    "indirizzo email", "indirizzo e-mail", "posta elettronica", "indirizzo di posta elettronica",
    "e-mailadres", "mailadres", "adres e-mail", "adres email", "adresa e-mail", "adresa de e-mail",
    "e-posta", "e-posta adresi", "e-mail cím", "email cím",
    "электронная почта", "адрес электронной почты", "почта", "эл. почта", "имейл", "имейл адрес",
    "електронна пошта", "адреса електронної пошти",
    "メール", "メールアドレス", "eメール", "邮箱", "电子邮件", "电子邮箱", "邮件地址", "電子郵件", "電子信箱",
    "이메일", "이메일 주소", "البريد الإلكتروني", "דואר אלקטרוני", "อีเมล", "ईमेल", "ईमेल पता",
)  # fmt: skip


def letters_of(name: str) -> str:
    """Return the name's letters and digits alone, without case and accents."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[\W_]+", "", plain)


ADDRESS_NAMES = frozenset(map(letters_of, _NAMES))
