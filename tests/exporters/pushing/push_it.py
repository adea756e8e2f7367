"""Pushes the made-up publication in a process of its own, for tests that kill it: FOLDER URL."""

import sys
from pathlib import Path

from tests.exporters.made_up import made
from tests.exporters.pushing.fake_ghost import KEY
from tests.exporters.pushing.pushing import push, selected

if __name__ == "__main__":
    push("ghost", sys.argv[2], KEY, selected(made(Path(sys.argv[1]))))
