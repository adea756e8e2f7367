"""The DNS, asked over UDP: a name server on this computer that answers what a test tells it to."""

import socket
import threading
from collections.abc import Iterator

import dns.exception
import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from mailer.preflight.dns_zone import DnsZone
from mailer.preflight.zone import Absence, Records

ZONE = {
    ("writer.example.", "TXT"): ['"v=spf1 include:" "spf.esp.example ~all"', '"other"'],
    ("alias.example.", "TXT"): [("CNAME", "real.example."), '"v=DKIM1; p="'],
    ("writer.example.", "MX"): ["20 backup.example.", "10 mx.example."],
    ("null.example.", "MX"): ["0 ."],
    ("mx.example.", "A"): ["192.0.2.1"],
    ("mx.example.", "AAAA"): ["2001:db8::1"],
    ("six.example.", "AAAA"): ["2001:db8::6"],
    ("six.example.", "A"): [],
    ("writer.example.", "A"): [],
    ("writer.example.", "AAAA"): [],
    ("xn--bcher-kva.example.", "TXT"): ['"v=spf1 -all"'],
}
SILENT, REFUSING = "silent.example.", "refusing.example."


class NameServer:
    """Answers from `ZONE` on a port of 127.0.0.1 until it is closed."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"", ("127.0.0.1", self.port))
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while True:
            data, place = self._socket.recvfrom(4096)
            if not data:
                return
            answer = self._answer(dns.message.from_wire(data))
            if answer is not None:
                self._socket.sendto(answer.to_wire(), place)

    def _answer(self, query: dns.message.Message) -> dns.message.Message | None:
        question = query.question[0]
        name, kind = question.name.to_text(), dns.rdatatype.to_text(question.rdtype)
        self.asked.append((name, kind))
        if name == SILENT:
            return None
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        if name == REFUSING:
            answer.set_rcode(dns.rcode.SERVFAIL)
            return answer
        values = ZONE.get((name, kind))
        if values is None:
            known = any(name == other for other, _ in ZONE)
            answer.set_rcode(dns.rcode.NOERROR if known else dns.rcode.NXDOMAIN)
            return answer
        for value in values:
            if isinstance(value, tuple):
                answer.answer.append(dns.rrset.from_text(name, 60, "IN", value[0], value[1]))
                name = value[1]
            else:
                answer.find_rrset(
                    answer.answer, dns.name.from_text(name), dns.rdataclass.IN, question.rdtype, create=True
                ).add(dns.rdata.from_text("IN", kind, value), 60)
        return answer


@pytest.fixture
def server() -> Iterator[NameServer]:
    server = NameServer()
    yield server
    server.close()


@pytest.fixture
def zone(server: NameServer) -> DnsZone:
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], server.port
    return DnsZone(resolver, patience=0.5)


def test_the_strings_of_a_txt_record_are_joined_without_a_blank(zone):
    assert set(zone.txt("writer.example").values) == {"v=spf1 include:spf.esp.example ~all", "other"}


def test_a_name_that_points_elsewhere_is_followed(zone):
    assert zone.txt("alias.example").values == ("v=DKIM1; p=",)


def test_mail_servers_come_in_the_order_of_preference_and_a_null_mx_is_a_dot(zone):
    assert zone.mx("writer.example").values == ("mx.example", "backup.example")
    assert zone.mx("null.example").values == (".",)


def test_addresses_of_both_kinds_are_found(zone):
    assert zone.addresses("mx.example").values == ("192.0.2.1", "2001:db8::1")
    assert zone.addresses("six.example").values == ("2001:db8::6",)


def test_the_reason_why_there_is_nothing_is_told(zone):
    assert zone.txt("nobody.example").absence is Absence.NO_NAME
    assert zone.addresses("writer.example").absence is Absence.NO_ANSWER
    assert zone.txt("refusing.example").absence is Absence.REFUSED
    assert zone.txt("silent.example").absence is Absence.TIMEOUT


@pytest.mark.parametrize(
    "name", ["", ".", "a..example", f"{'x' * 64}.example", "x." * 130, "\ud800.example", "a b.example"]
)
def test_what_is_no_name_does_not_raise(zone, name):
    assert zone.txt(name).absence is Absence.NO_NAME


def test_a_name_in_other_letters_is_asked_as_the_dns_writes_it(zone, server):
    assert zone.txt("bücher.example").values == ("v=spf1 -all",)
    assert server.asked == [("xn--bcher-kva.example.", "TXT")]


def test_what_was_asked_once_is_not_asked_again(zone, server):
    zone.txt("writer.example")
    zone.txt("writer.example")
    assert len(server.asked) == 1


def test_a_computer_without_name_servers_gets_a_refusal_and_no_error(monkeypatch):
    def nothing(self, *arguments):
        raise dns.resolver.NoResolverConfiguration

    monkeypatch.setattr(dns.resolver.Resolver, "read_resolv_conf", nothing)
    monkeypatch.setattr("sys.platform", "linux")
    assert DnsZone().txt("writer.example") == Records(absence=Absence.REFUSED)
