"""Options whose values are of a kind that settings have, with the same words when they do not fit."""

import click

from outlast.settings.kinds import Kind, Value


class OfKind(click.ParamType[Value]):
    """A value of that kind."""

    def __init__(self, kind: Kind) -> None:
        """Take the kind."""
        self.name = kind.words
        self._kind = kind

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Value:
        """Return the value, made fit for use."""
        try:
            return self._kind.accept(self._kind.from_text(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)
