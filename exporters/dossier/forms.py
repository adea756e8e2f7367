"""The three forms of an appeal: what each asks, in its order, and how long its text may be."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

_ASKED: Final = "other"


class Form(StrEnum):
    """What a form is about."""

    ACCOUNT = "account"
    PUBLICATION = "publication"
    PROFILE = "profile"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a form, to copy."""

    name: str
    """email, profile, publication, publication_address, subject, letter or files."""
    label: str
    """What it is called, in the language of the dossier: the platform's own label may differ."""
    text: str
    to_fill: bool
    """Whether there is a place in it for the writer to fill in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFacts:
    """What is known of a platform's form."""

    platform: str
    """How the platform is called; empty where it is not known."""
    limit: int
    """Characters that its text may have."""
    sure: bool
    """Whether the platform publishes that limit."""
    address: str
    """Where the form is, or the page that leads to it; may be empty."""
    source: str
    """Where we have that from. English."""
    fields: Mapping[Form, tuple[str, ...]]


@cache
def forms_of(platform: str) -> FormFacts:
    """Return what is known of the forms of `substack`, `medium` or another platform."""
    table = tomllib.loads(files("templates").joinpath("appeal", "forms.toml").read_text(encoding="utf-8"))
    said: Mapping[str, Any] = table.get(platform, table[_ASKED])
    return FormFacts(
        platform=said["name"] or platform,
        limit=said["limit"],
        sure=said["sure"],
        address=said["address"],
        source=said["source"],
        fields={form: tuple(said[str(form)]) for form in Form},
    )
