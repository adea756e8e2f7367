"""The dossier for an appeal: what an archive can prove of a publication, as letters, form fields, a page and a ZIP.

proof.py      a fact, and the files of the archive that show it
facts.py      everything a dossier says
standing.py   who, since when, how many posts and subscribers
before.py     what was published and changed in the days before
happened.py   what was seen during the incident
reasons.py    which published reasons were checked, and what was found
dossier.py    all of it together
words.py      the sentences in six languages
letters.py    the letter, as long as the form of the platform lets it be
forms.py      what the forms of the platforms ask
fields.py     what is copied into them
page.py       all of it to read and to print
pack.py       the page, the letters and the saved proof, with their digests
"""

from exporters.dossier.dossier import Dossier as Dossier
from exporters.dossier.dossier import dossier_of as dossier_of
from exporters.dossier.forms import Field as Field
from exporters.dossier.forms import Form as Form
from exporters.dossier.pack import Packed as Packed
from exporters.dossier.pack import write_pack as write_pack
from exporters.dossier.words import LANGUAGES as LANGUAGES
