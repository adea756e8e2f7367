"""A DNS made of dictionaries, for whatever asks through `mailer.preflight.zone.Zone`."""

from dataclasses import dataclass, field

from mailer.preflight.zone import Absence, Records


@dataclass(slots=True, kw_only=True)
class FakeZone:
    """Names that are in none of the dictionaries do not exist; those in `broken` get no answer."""

    txts: dict[str, list[str]] = field(default_factory=dict)
    mxs: dict[str, list[str]] = field(default_factory=dict)
    hosts: dict[str, list[str]] = field(default_factory=dict)
    broken: dict[str, Absence] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def txt(self, name: str) -> Records:
        """See `Zone.txt`."""
        return self._answer(name, self.txts)

    def mx(self, name: str) -> Records:
        """See `Zone.mx`."""
        return self._answer(name, self.mxs)

    def addresses(self, name: str) -> Records:
        """See `Zone.addresses`."""
        return self._answer(name, self.hosts)

    def _answer(self, name: str, kind: dict[str, list[str]]) -> Records:
        self.asked.append(name)
        if name in self.broken:
            return Records(absence=self.broken[name])
        if name in kind:
            return Records(values=tuple(kind[name]))
        known = name in self.txts or name in self.mxs or name in self.hosts
        return Records(absence=Absence.NO_ANSWER if known else Absence.NO_NAME)
