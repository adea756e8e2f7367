"""Invented people: names from everywhere, addresses at example.org, example.com and example.net (RFC 2606)."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

_FIRST = re.findall(
    r"\w+",
    """
    Adaeze Agnes Alba Amara Anders Anouk Arjun Astrid Basil Beatriz Bela Bogdan Carys Chiara Cormac Dagny Dalia Darius
    Deniz Dmitri Edda Eilidh Elif Emre Esra Farid Fenna Filip Flora Gaspard Giulia Greta Hana Hector Hiroko Ida Imran
    Inés Isolde Jamal Jiro Jonas Kaia Karim Katya Lars Leila Linus Lucja Maeve Malik Marit Mateus Mei Milos Nadia Nils
    Oksana Olu Oskar Paloma Pavel Priya Quentin Rafael Rania Rosa Samir Saoirse Selma Signe Soraya Stellan Tadeusz
    Tamsin Thandi Tomasz Ulla Valerio Vikram Willa Ximena Yara Yngve Zainab Zoltan Ömer""",
)
_LAST = re.findall(
    r"\w+",
    """
    Abara Almqvist Amsel Baptiste Barlow Beaumont Bergstrand Bianchi Blackwood Brennan Castellan Cerny Chowdhury Dahl
    Delacroix Demir Dobson Eriksen Fairweather Falk Fenwick Ferreira Fontaine Garrow Gellert Grieve Hakimi Halvorsen
    Hargreave Hidalgo Holloway Ibrahim Ishikawa Jansma Kerrigan Kowalczyk Lamarr Larkspur Lindgren Lowry Madaki Marlowe
    Mbeki Mendoza Moravec Nakagawa Novak Oakhurst Okafor Olander Pascoe Pellegrin Quist Rademaker Rastogi Rosendal
    Rowntree Saldana Sandoval Schiller Serrano Sokolov Storey Szabo Tanaka Tavares Thorne Ueda Vantongeren Varga
    Whitlock Winterbourne Yilmaz Zeller""",
)
_DOMAINS = ("example.org", "example.com", "example.net")
_PLACES = [
    (place[:2], place[3:])
    for place in re.findall(
        r"\S+",
        """
        US-CA US-NY US-WA US-MA US-OR US-IL US-TX US-ME CA-ON CA-BC AU-VIC GB GB GB IE DE SE NL FR IN NZ NO JP ES PL""",
    )
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who does not exist."""

    name: str
    address: str
    country: str
    state: str


def people(chance: Random) -> Iterator[Person]:
    """Yield invented people without end, no two with the same address."""
    taken: set[str] = set()
    while True:
        first, last = chance.choice(_FIRST), chance.choice(_LAST)
        address = f"{_local_part(chance, first, last)}@{chance.choices(_DOMAINS, (5, 3, 2))[0]}"
        if address.casefold() in taken:
            continue
        taken.add(address.casefold())
        country, state = chance.choice(_PLACES)
        # A comma in a name is what breaks careless readers of the dashboard's CSV.
        name = f"{last}, {first}" if chance.random() < 0.02 else f"{first} {last}"
        yield Person(name=name, address=address, country=country, state=state)


def _local_part(chance: Random, first: str, last: str) -> str:
    one, two = first.lower(), last.lower()
    if chance.random() > 0.03:  # a few keep their own letters: addresses may be other than ascii (RFC 6531)
        one = unicodedata.normalize("NFKD", one).encode("ascii", "ignore").decode()
    year, digit = chance.randrange(60, 100), chance.randrange(10)
    local = chance.choice((f"{one}.{two}", f"{one}{two}", f"{one[0]}.{two}", f"{one}.{two}{year}", f"{two}{digit}"))
    return local.title() if chance.random() < 0.02 else local
