"""How Hypothesis behaves: the same examples in every run of CI, new ones at a developer's desk."""

import os

from hypothesis import HealthCheck, settings

# A machine that is busy with other work is no fault of a test.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("desk"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
