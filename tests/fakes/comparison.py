"""Compares what an archive holds with the truth of a made-up platform, item by item."""

from collections.abc import Iterator, Mapping
from typing import Any

Items = Mapping[str, Mapping[str, Any]]


def differences(truth: Items, found: Items) -> list[str]:
    """Return a line for each item that is missing, too many or different; both have kinds, then keys, then items.

    Kinds that `found` does not speak of are not compared; of an item, those keys are that `found` has.
    """
    return [line for kind in found for line in _kind(kind, truth[kind], found[kind])]


def _kind(kind: str, truth: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    for key in truth:
        if key not in found:
            yield f"{kind} {key}: missing"
        else:
            yield from _item(f"{kind} {key}", truth[key], found[key])
    yield from (f"{kind} {key}: not in the truth" for key in found if key not in truth)


def _item(name: str, truth: Any, found: Any) -> Iterator[str]:
    if not isinstance(truth, Mapping) or not isinstance(found, Mapping):
        if truth != found:
            yield f"{name}: {found!r} is not {truth!r}"
        return
    for key, value in found.items():
        if key not in truth:
            yield f"{name}.{key}: not in the truth"
        elif truth[key] != value:
            yield f"{name}.{key}: {value!r} is not {truth[key]!r}"
