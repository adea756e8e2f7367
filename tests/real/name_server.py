"""A name server on 127.0.0.1 that knows made-up names only, so that a program under test asks nobody else."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Thread

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

Records = Mapping[str, Mapping[str, list[str]]]
"""By name without the last dot, and by type: `{"a.example": {"A": ["192.0.2.1"]}}`."""


@contextmanager
def name_server(records: Records) -> Iterator[int]:
    """Answer over UDP until the block ends; the port is what it yields. Whatever is not in `records` does not exist."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        port = int(line.getsockname()[1])
        thread = Thread(target=_serve, args=(line, records))
        thread.start()
        try:
            yield port
        finally:
            line.sendto(b"", ("127.0.0.1", port))
            thread.join()


def _serve(line: socket.socket, records: Records) -> None:
    while True:
        asked, asker = line.recvfrom(4096)
        if not asked:
            return
        line.sendto(_answer(dns.message.from_wire(asked), records).to_wire(), asker)


def _answer(query: dns.message.Message, records: Records) -> dns.message.Message:
    answer = dns.message.make_response(query)
    answer.flags |= dns.flags.AA | dns.flags.RA
    (question,) = query.question
    known = records.get(question.name.to_text(omit_final_dot=True).lower())
    if known is None:
        answer.set_rcode(dns.rcode.NXDOMAIN)
    elif values := known.get(dns.rdatatype.to_text(question.rdtype)):
        answer.answer.append(dns.rrset.from_text(question.name, 60, question.rdclass, question.rdtype, *values))
    return answer
