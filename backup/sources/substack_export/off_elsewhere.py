"""Who turned e-mail off by another list of the same export: no letter may go to them, whatever the first list says."""

from collections.abc import Sequence

from backup.audience.columns import key_function
from backup.audience.subscriber import understanding
from backup.model import SubscriberRows
from backup.sources._list_layout import MAIL_OFF
from backup.sources._repeated_rows import with_mail_off
from backup.sources._subscriber_list import SubscriberList


class OffElsewhere:
    """Carries over to the rows of the first list who turned e-mail off by the others."""

    def __init__(self, first: SubscriberList, others: Sequence[SubscriberList]) -> None:
        """Read the other lists once; their first readings must have been made."""
        header = first.layout.header
        self._understand = understanding(header)
        self._key = key_function(header)
        self._keys = {key for other in others for key in _keys_off(other)}
        self._column = len(header) if first.layout.mail_off is None else first.layout.mail_off
        self._header = (*header, MAIL_OFF) if first.layout.mail_off is None else header
        self.count = 0
        """How many rows say it now that did not say it."""

    def applied(self, batch: SubscriberRows) -> SubscriberRows:
        """Return the rows of the first list's columns, each saying so where its person turned e-mail off."""
        if not self._keys:
            return batch
        added = len(self._header) > len(batch.header)
        records = [self._with(record + b"," if added else record, record) for record in batch.records]
        return SubscriberRows(header=self._header, records=records, file=batch.file)

    def _with(self, wide: bytes, record: bytes) -> bytes:
        if self._key(record) not in self._keys or self._understand(record).disabled:
            return wide
        self.count += 1
        return with_mail_off(wide, self._column)


def _keys_off(found: SubscriberList) -> list[str]:
    understand = understanding(found.layout.header)
    batches = (item for item in found.fetch() if isinstance(item, SubscriberRows))
    people = (understand(record) for batch in batches for record in batch.records)
    return [person.key for person in people if person.disabled]
