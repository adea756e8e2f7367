"""A made-up writer for `outlast demo`: Maya Lindqvist, her Substack "Night Letters" and her Medium account.

Nobody in it exists, everything is made from fixed seeds, and nothing needs a network. `EDITED` and `REMOVED` are the
slugs of a post that was changed twice and of one that was taken down.
"""

from outlast.demo_writer.history import DemoExport, build
from outlast.demo_writer.substack.catalogue import EDITED, REMOVED

__all__ = ["EDITED", "REMOVED", "DemoExport", "build"]
