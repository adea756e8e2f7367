"""Who got a letter and who opened it (formats: delivers and opens)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from outlast.demo_writer.chance import iso, seeded
from outlast.demo_writer.substack.audience import Subscriber
from outlast.demo_writer.substack.posts import Planned

DELIVERS = "post_id,timestamp,email,post_type,post_audience,active_subscription"
OPENS = f"{DELIVERS},country,city,region,device_type,client_os,client_type,user_agent"
_AGENTS = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
    "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Android 15; Mobile; rv:148.0) Gecko/148.0 Thunderbird/148.0",
)
_PATIENCE = timedelta(days=9)
"""After so long nobody opens a letter for the first time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """One letter's way out, as lines with their times."""

    number: int
    sent: datetime
    delivers: tuple[tuple[datetime, str], ...]
    opens: tuple[tuple[datetime, str], ...]

    def delivers_file(self) -> bytes:
        """Return `posts/<id>.delivers.csv`."""
        return ("\n".join([DELIVERS, *(line for _, line in self.delivers)]) + "\n").encode()

    def opens_file(self, when: datetime) -> bytes:
        """Return `posts/<id>.opens.csv` as it was at that time."""
        return ("\n".join([OPENS, *(line for time, line in self.opens if time <= when)]) + "\n").encode()


def mailing(post: Planned, sent: datetime, audience: Sequence[Subscriber]) -> Mailing:
    """Return who of the audience was sent this post, and when they opened it."""
    chance = seeded("mailing", post.slug)
    delivers: list[tuple[datetime, str]] = []
    opens: list[tuple[datetime, str]] = []
    clock = sent
    for subscriber in audience:
        paying = subscriber.paying(sent)
        if not subscriber.mailed(sent) or (post.audience == "only_paid" and not paying):
            continue
        clock += timedelta(milliseconds=chance.randrange(2, 40))
        tail = f"{subscriber.person.address},{post.type},{post.audience},{'true' if paying else 'false'}"
        delivers.append((clock, f"{post.number},{iso(clock)},{tail}"))
        if chance.random() > subscriber.eagerness:
            continue
        agent = _AGENTS[subscriber.number % len(_AGENTS)]
        for _ in range(chance.choice((1, 1, 1, 2))):
            opened = clock + _PATIENCE * chance.random() ** 4
            line = f'{post.number},{iso(opened)},{tail},{subscriber.person.country},,,,,,"{agent}"'
            opens.append((opened, line))
    return Mailing(number=post.number, sent=sent, delivers=tuple(delivers), opens=tuple(sorted(opens)))
