"""Which pages of a numbered series are not there."""

import re
from collections import defaultdict
from collections.abc import Iterator

_NUMBERED = re.compile(r"(.*-)(\d{4})(\.html?)\Z", re.IGNORECASE | re.DOTALL)


def missing_pages(names: list[str], *, also_there: list[str]) -> Iterator[str]:
    """Yield the first page that is missing of each series among `names`, which Medium numbers from 0001.

    `also_there` are files that are there but could not be read, and are reported for that.
    """
    series: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for name in names:
        found = _NUMBERED.match(name)
        if found:
            series[(found[1], found[3])].add(int(found[2]))
    for (stem, suffix), numbers in series.items():
        for number in range(1, max(numbers)):
            page = f"{stem}{number:04}{suffix}"
            if number not in numbers and page not in also_there:
                yield page
                break
