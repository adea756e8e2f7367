"""A writer of Markdown for the tests of this folder."""

import pytest

from tests.exporters.made_up import Made
from tests.exporters.markdown.writing import Writing


@pytest.fixture(scope="session")
def writing(publication: Made) -> Writing:
    """Return what writes documents as Markdown."""
    return Writing(publication)
