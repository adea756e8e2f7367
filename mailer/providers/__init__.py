"""Who hands the letters on: what each mail provider allows, wants and offers.

A provider is one module here with a line `PROVIDER = …`; its file name is its name in the settings, the first line of
its docstring what it is. Nothing needs to be registered; what is not asked for is not imported. A mark [?] stands where
the provider's pages do not say it clearly; what depends on it is left out or taken in both ways.

    _base.py           the contract: servers, limits, headers, unsubscribing, lists of who gets no more letters
    pulled.py          what comes out of a provider's lists
    _asking.py         requests to a provider's web interface: late secrets, limits of time and size, one kind of error
    _rows.py           addresses and moments out of what providers answer
    _amazon.py         requests to Amazon, signed as _signature_v4.py says
    overview.py        all providers in a table, for the reference
"""

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from backup.errors import UsageError
from backup.listing import modules_with

if TYPE_CHECKING:
    from mailer.providers._base import Provider as Provider


def found() -> dict[str, str]:
    """Return what each provider is, in a sentence, by its name; none of them is imported for it."""
    return modules_with("PROVIDER", Path(__file__))


def load(name: str) -> "Provider":
    """Return the provider of that name.

    Raises:
        UsageError: there is none.
    """
    known = found()
    if name not in known:
        raise UsageError(
            f"There is no mail provider called {name!r}.",
            so_what="Nothing was sent.",
            next=f"There are: {', '.join(known)}. For any other mail server: smtp",
        )
    provider: Provider = importlib.import_module(f"mailer.providers.{name}").PROVIDER()
    return provider
