"""How fast a campaign goes out, beside Postfix's smtp-source on the same smtp-sink, and what it costs.

    python -m bench.mail FOLDER [--letters N] [--rounds N] [--million] [--seconds N]

Ours is all of it: the letter made for each recipient, intents journalled, claims and results committed to the disk
(synchronous FULL), ten connections. smtp-source sends one prebuilt message and keeps no record. Rounds of the two are
interleaved; compare their ratio, not the figures of two days. `--million` sends a campaign of a million recipients and
watches the memory. Needs Postfix's smtp-sink and smtp-source; the line with 30 ms is a proxy that delays.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from backup.archive.keys import Key, Vault
from mailer.campaign import Campaign, Sender
from mailer.ledger import create
from mailer.model import Mail, Recipient, RecipientState
from tests.mailer.ledger.made import destination_of, digest

CONNECTIONS = 10
SIZE = 10_400
"""Bytes of a message, for both."""
CAMPAIGN = Campaign(
    number=1,
    salt="0123456789abcdef",
    publication="night-letters",
    template="suspended",
    language="en",
    subject="",
    body="",
    sender=Sender(name="Maya Lindqvist", address="maya@example.org"),
    created="2026-11-29T12:00:00Z",
)


def main(folder: Path, *, letters: int, rounds: int, million: bool) -> int:
    """Measure and print."""
    # Here and not above: the process that sends must not carry what only a test needs.
    from bench.smtp import far_away
    from tests.real.smtp_sink import smtp_sink

    folder.mkdir(parents=True)
    with smtp_sink() as port:
        pairs = []
        for number in range(rounds):
            theirs = letters / _theirs(port, letters)
            ours = _ours(folder / str(number), port, letters)
            pairs.append((theirs, ours["rate"]))
            print(
                f"round {number + 1}: smtp-source {theirs:>6,.0f}/s   ours {ours['rate']:>6,.0f}/s"
                f"   ratio {ours['rate'] / theirs:.2f}   {ours['cpu']:.0f} µs CPU a letter   {ours['rss']:.0f} MB",
                flush=True,
            )
        ratio = statistics.median(ours / theirs for theirs, ours in pairs)
        print(f"median ratio {ratio:.2f} (target 1.0)")
        with far_away(port) as far:
            one = _ours(folder / "far-1", far, 300, connections=1)["rate"]
            ten = _ours(folder / "far-10", far, 3000)["rate"]
            theirs = 1500 / _theirs(far, 1500)
        print(
            f"30 ms away: {one:.1f}/s by one connection (target 25), {ten:.0f}/s by ten; theirs {theirs:.0f}/s by ten"
        )
        if million:
            begun = time.monotonic()
            done = _ours(folder / "million", port, 1_000_000)
            minutes = (time.monotonic() - begun) / 60
            print(
                f"a million: {done['rate']:,.0f}/s, {done['rss']:.0f} MB (target 60), {minutes:.1f} minutes;"
                f" of these {done['fixing']:.0f} s to fix the recipients; ledger {done['ledger']:.0f} MB"
            )
    return 0


def _theirs(port: int, count: int) -> float:
    from tests.real.smtp_sink import smtp_source

    who = {"sender": "maya@writer.test", "recipient": "person@example.org"}
    return smtp_source(port, count=count, sessions=CONNECTIONS, length=SIZE, **who)


def _ours(folder: Path, port: int, letters: int, *, connections: int = CONNECTIONS) -> dict[str, float]:
    folder.mkdir()
    command = [sys.executable, "-m", "bench.mail", str(folder), "--send", str(port), str(letters), str(connections)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _send(folder: Path, port: int, letters: int, connections: int) -> None:
    """Send in this process, and print what it took as JSON."""
    import resource

    from bench.letter import grown
    from mailer.addressing import Addressing
    from mailer.ledger import LEDGER, Ledger
    from mailer.sending import Rules, Sending
    from tests.mailer.sending.means import means

    key = Key.generate()
    vault = Vault(recipient=key.recipient, key=key)
    everybody = (Recipient(address=f"person{number}@example.org", name=f"Ann Nr {number}") for number in range(letters))
    begun = time.monotonic()
    create(folder / "campaign", vault, everybody, digest=digest, destination_of=destination_of)
    fixing = time.monotonic() - begun
    letter = grown()
    addressing = Addressing(
        CAMPAIGN,
        vault.digest,
        bounces="bounces@example.org",
        bounces_plus=True,
        unsubscribe="unsub@example.org",
        unsubscribe_plus=True,
        drop_box="https://letters.example.org",
    )

    def compose(number: int, recipient: Recipient) -> Mail:
        return letter.mail(number, recipient, addressing.of(number, recipient))

    with Ledger(folder / "campaign", vault) as ledger:
        before, begun = time.process_time(), time.monotonic()
        rules = Rules(connections=connections, synced=False)
        report = Sending(ledger, means(port, compose), rules).run()
        took, used = time.monotonic() - begun, time.process_time() - before
    assert report.counts == {RecipientState.ACCEPTED: letters}, report
    print(
        json.dumps(
            {
                "rate": letters / took,
                "cpu": used / letters * 1e6,
                "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "fixing": fixing,
                "ledger": (folder / "campaign" / LEDGER).stat().st_size / 1e6,
            }
        )
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--letters", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--send", nargs=3, type=int)
    asked = parser.parse_args()
    if asked.send:
        _send(asked.folder, *asked.send)
    else:
        sys.exit(main(asked.folder, letters=asked.letters, rounds=asked.rounds, million=asked.million))
