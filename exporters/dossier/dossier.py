"""The dossier: facts of an archive, and what is made of them for a platform, a language and a form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from backup.archive.archive import Archive
from backup.risk.audit import Audit
from backup.risk.tables import RiskTables
from backup.watch.incident import Incident
from exporters.dossier.before import before_of
from exporters.dossier.facts import Facts
from exporters.dossier.fields import fields_of
from exporters.dossier.forms import Field, Form, FormFacts, forms_of
from exporters.dossier.happened import happened_of
from exporters.dossier.letters import letters_of
from exporters.dossier.reasons import checked_of
from exporters.dossier.standing import publication_of, standing_of, table_proofs
from exporters.dossier.words import Words, words_of


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """What an archive can prove of a publication, ready for an appeal."""

    facts: Facts
    language: str
    eu: bool
    """Whether the writer says to live in the European Union."""
    subscribers: bool
    """Whether the list of subscribers goes into the pack; a letter and the page only ever count them."""

    @property
    def words(self) -> Words:
        """Return the words of its language."""
        return words_of(self.language)

    @property
    def form_facts(self) -> FormFacts:
        """Return what is known of the platform's forms."""
        return forms_of(self.facts.standing.platform)

    @cached_property
    def letters(self) -> Mapping[Form, str]:
        """Return the letters of the three forms."""
        return letters_of(self.facts, self.words, eu=self.eu)

    def letter(self, form: Form | str) -> str:
        """Return the letter of a form, at most as long as the form takes.

        Places that the data does not fill are marked `[please fill in: …]`, in the language of the dossier.
        """
        return self.letters[Form(form)]

    def fields(self, form: Form | str) -> tuple[Field, ...]:
        """Return what to copy into a form, in its order."""
        return fields_of(Form(form), self.facts, self.words, self.letter(form))

    def page(self) -> str:
        """Return all of it as one HTML page that needs no script and makes no request."""
        from exporters.dossier.page import page_of  # the page shows a dossier, so it knows this module

        return page_of(self)


def dossier_of(
    archive: Archive,
    publication: str,
    *,
    incident: Incident | None = None,
    audit: Audit,
    language: str,
    eu: bool = False,
    subscribers: bool = False,
    now: datetime,
) -> Dossier:
    """Return the dossier of a publication, named by its folder in the archive.

    Without the key it holds what lies in the open: no drafts, no paid posts, nothing that the writer wrote into the
    incident.

    Raises:
        NotFound: there is no such publication.
        UsageError: there are no letters in that language.
    """
    words_of(language)
    known = publication_of(archive, publication)
    posts = list(RiskTables(archive, publication, []).posts())
    happened = happened_of(archive, incident, now, subscribers=subscribers) if incident else None
    standing = standing_of(archive, known, posts)
    proofs = table_proofs(archive, publication) or standing.publication.proofs
    facts = Facts(
        made=now.astimezone(UTC),
        standing=standing,
        before=before_of(archive, known, posts, happened.began if happened else now),
        happened=happened,
        checked=checked_of(archive, audit, known.platform, proofs),
    )
    return Dossier(facts=facts, language=language, eu=eu, subscribers=subscribers)
