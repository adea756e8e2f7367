"""Cloudflare, any site behind it: a table (CSV) for a Bulk Redirect List."""

import csv
import io

from exporters.redirects._base import Form, Rules, sent
from exporters.redirects.move import Moves

MOST = 10_000
"""Rows of all lists on the free plan."""
_TURNED_ON = ("301", "TRUE", "FALSE", "FALSE", "FALSE")
"""Status; then: keep the query, for the names below the domain too, for the paths below this one, and keep those."""


class CloudflareBulk(Form):
    """Writes rows `source,target,301,…` without a header. A source has no scheme, so http and https both count."""

    file = "bulk-redirects.csv"
    needs_host = True
    steps = (
        "In Cloudflare's dashboard: Bulk Redirects, then Create Bulk Redirect List, and upload the file.",
        "There, make a Bulk Redirect Rule that uses the list.",
        "Keep your old domain with Cloudflare (the orange cloud), so that its visitors come by there.",
    )

    def rules(self, moves: Moves) -> Rules:
        """See `Form.rules`. There are no patterns here: each page has its row."""
        wanted = moves.one_by_one()
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        for move in wanted[:MOST]:
            target = move.new if "://" in move.new else f"https://{moves.host}{move.new}"
            writer.writerow((f"{moves.host}{sent(move.old)}", target, *_TURNED_ON))
        over = wanted[MOST:]
        why = f"Cloudflare's free plan takes {MOST:,} rows; the comments' pages come last." if over else ""
        return Rules(text=out.getvalue(), left_out=over, why=why)


FORM = CloudflareBulk
