"""Where an archive names a person, before that person is erased from it."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from backup.archive import incident_erasing, tables
from backup.archive.archive import Archive
from backup.archive.erasing import Erasure
from backup.archive.person import Person
from backup.archive.references import References
from backup.errors import UsageError
from outlast.log import without_addresses
from outlast.mailing.erasing import campaigns_naming


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What names a person. Holds no address."""

    files: Mapping[str, int]
    """How many sealed files of each kind name them: lists and their changes, deliveries, drafts …"""
    published: tuple[str, ...]
    """The published posts that do."""

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.files or self.published)


def must_be_address(text: str) -> str:
    """Return an address without the blanks around it.

    Raises:
        UsageError: it is none. The message does not repeat it.
    """
    address = text.strip()
    name, _, host = address.rpartition("@")
    if not name or not host or len(address.split()) != 1:
        raise UsageError("That is not an e-mail address.", next="Write it whole, like anna@example.org")
    return address


def where_named(archive: Archive, address: str, progress: Callable[[int], None] | None = None) -> Named:
    """Read everything that any snapshot refers to and return what names the person.

    Raises:
        KeyProblem: the key is not there.
        DamageError: something that may name them cannot be read.
    """
    files: Counter[str] = Counter()
    published: dict[str, None] = {}
    for slug in archive.slugs():
        chain = archive.chain(slug)
        for error in chain.damaged.values():
            raise error
        reader = archive.tables(slug)
        erasure = Erasure(address, reader, archive.store, archive.vault)
        for reference in References(chain, reader):
            if progress is not None:
                progress(1)
            if not erasure.is_named_in(reference.name):
                continue
            if tables.is_private(reference.table):
                files[_kind(reference.table)] += 1
            else:
                published[without_addresses(reference.owner)] = None
    evidence = incident_erasing.plan(archive.root, archive.store, archive.vault, Person(address))
    if evidence.files:
        files["evidence of incidents"] = evidence.files
    if campaigns := campaigns_naming(archive, address):
        files["letters to subscribers (campaigns)"] = len(campaigns)
    return Named(files=dict(files), published=tuple(published))


def _kind(table: str) -> str:
    return "drafts and paid posts" if table == tables.PRIVATE_POSTS else tables.count_name(table)
