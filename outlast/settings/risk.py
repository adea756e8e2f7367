"""The settings that begin with `risk.`: from which numbers on a rule of the audit speaks."""

from collections.abc import Mapping
from typing import Any

from backup.risk.thresholds import THRESHOLDS, Threshold
from outlast.settings.kinds import AMOUNT
from outlast.settings.setting import Setting


def _setting(threshold: Threshold) -> Setting:
    whole = float(threshold.default).is_integer()
    return Setting(
        name=threshold.setting,
        kind=AMOUNT,
        help=f"The audit speaks from so many {threshold.words} on; {threshold.origin}.",
        default=int(threshold.default) if whole else threshold.default,
        variable=f"OUTLAST_{threshold.setting.upper().replace('.', '_')}",
    )


RISK_SETTINGS = tuple(map(_setting, THRESHOLDS))


def risk_settings(values: Mapping[str, Any]) -> dict[str, float]:
    """Return the thresholds by their names in `backup.risk`, from the values of all settings, by dotted name."""
    return {threshold.name: float(values[threshold.setting]) for threshold in THRESHOLDS}
