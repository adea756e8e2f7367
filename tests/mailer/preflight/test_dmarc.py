"""DMARC: which record counts, what it says, and which names belong together."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mailer.preflight.alignment import check_alignment
from mailer.preflight.check import State
from mailer.preflight.dmarc import check_dmarc
from mailer.preflight.dmarc_record import is_dmarc, parse_dmarc
from mailer.preflight.dmarc_walk import walk_up
from mailer.preflight.zone import Absence
from tests.fakes.zone import FakeZone

GOOD = "v=DMARC1; p=none; rua=mailto:reports@writer.example"


def zone(records, **rest):
    return FakeZone(
        txts={f"_dmarc.{name}": text if isinstance(text, list) else [text] for name, text in records.items()}, **rest
    )


def checks(domain, records, **rest):
    return list(check_dmarc(walk_up(domain, zone(records, **rest))))


def test_every_tag_that_matters_is_read():
    record = parse_dmarc(
        "v=DMARC1;p=reject; sp=quarantine; adkim=s; aspf=s; pct=50; rua=mailto:a@x.example,mailto:b@x.example!10m"
    )
    assert (record.policy, record.below, record.strict_dkim, record.strict_spf, record.partly) == (
        "reject",
        "quarantine",
        True,
        True,
        True,
    )
    assert record.reports == ("mailto:a@x.example", "mailto:b@x.example!10m")
    assert record.slips == ()


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("v=DMARC1", "missing"),
        ("v=DMARC1; p=block", "p=block"),
        ("v=DMARC1; p=none; sp=all", "sp=all"),
        ("v=DMARC1; p=none; adkim=strict", "adkim"),
        ("v=DMARC1; p=none; rua=me@x.example", "mailto:"),
        ("v=DMARC1; p=none; p=reject", "twice"),
        ("v=DMARC1 p=none", ""),
    ],
)
def test_slips_are_told(text, slip):
    if slip:
        assert any(slip in one for one in parse_dmarc(text).slips)
    else:
        assert not is_dmarc(text)


@given(some.text())
def test_no_text_breaks_the_reader(text):
    is_dmarc(text)
    parse_dmarc(f"v=DMARC1;{text}")


def test_a_good_record_is_good():
    assert [check.state for check in checks("writer.example", {"writer.example": GOOD})] == [State.OK]


def test_no_record_is_bad_and_the_one_to_add_is_shown():
    (check,) = checks("writer.example", {})
    assert check.state is State.BAD
    assert "_dmarc.writer.example: v=DMARC1; p=none" in check.next


def test_several_records_are_as_good_as_none():
    (check,) = checks("writer.example", {"writer.example": [GOOD, "v=DMARC1; p=reject"]})
    assert check.state is State.BAD
    assert "several" in check.what


def test_a_name_below_has_the_policy_that_the_one_above_gives_for_it():
    (check,) = checks("news.writer.example", {"writer.example": f"{GOOD}; sp=reject"})
    assert check.state is State.OK
    assert "reject" in check.what
    assert "_dmarc.writer.example" in check.what


def test_without_reports_somebody_should_do_something():
    states = [check.state for check in checks("writer.example", {"writer.example": "v=DMARC1; p=none"})]
    assert states == [State.OK, State.ATTENTION]


def test_a_slip_in_the_record_is_bad():
    (check,) = checks("writer.example", {"writer.example": "v=DMARC1; p=no; rua=mailto:a@b.example"})
    assert check.state is State.BAD


def test_no_answer_is_unknown_but_a_record_further_up_counts():
    broken = {"_dmarc.news.writer.example": Absence.TIMEOUT}
    assert [check.state for check in checks("news.writer.example", {}, broken=broken)] == [State.UNKNOWN]
    assert [check.state for check in checks("news.writer.example", {"writer.example": GOOD}, broken=broken)] == [
        State.OK
    ]


def test_the_organisation_is_the_highest_name_with_a_record():
    found = walk_up("a.b.writer.example", zone({"b.writer.example": GOOD, "writer.example": GOOD}))
    assert found.organisation == "writer.example"


def test_a_public_suffix_says_so_and_the_organisation_is_one_below():
    records = {"example": "v=DMARC1; p=reject; psd=y"}
    assert walk_up("news.writer.example", zone(records)).organisation == "writer.example"


def test_a_record_can_say_that_the_organisation_ends_there():
    records = {"branch.writer.example": f"{GOOD}; psd=n", "writer.example": GOOD}
    assert walk_up("news.branch.writer.example", zone(records)).organisation == "branch.writer.example"


def test_a_long_name_costs_eight_questions():
    asked = zone({})
    walk_up(".".join("abcdefghijkl"), asked)
    assert asked.asked[:2] == ["_dmarc.a.b.c.d.e.f.g.h.i.j.k.l", "_dmarc.f.g.h.i.j.k.l"]
    assert len(asked.asked) == 8


def aligned(envelope, signing, records, author="writer.example", passes=True, **rest):
    there = zone(records, **rest)
    return check_alignment(walk_up(author, there), there, envelope=envelope, signing=signing, spf_passes=passes)


def test_the_same_domain_everywhere_is_aligned_also_strictly():
    strict = {"writer.example": f"{GOOD}; adkim=s; aspf=s"}
    assert aligned("writer.example", "writer.example", strict).state is State.OK


def test_a_name_below_counts_unless_exactly_is_asked():
    records = {"writer.example": GOOD}
    assert aligned("bounces.writer.example", "mail.writer.example", records).state is State.OK
    strict = {"writer.example": f"{GOOD}; adkim=s; aspf=s"}
    assert aligned("bounces.writer.example", "mail.writer.example", strict).state is State.BAD


def test_names_side_by_side_belong_together_by_the_record_above_them():
    check = aligned("bounces.writer.example", "", {"writer.example": GOOD}, author="news.writer.example")
    assert check.state is State.ATTENTION
    assert "which counts as yours" in check.what


def test_the_signature_alone_is_enough_and_the_envelope_alone_stands_on_one_leg():
    records = {"writer.example": GOOD}
    assert aligned("amazonses.example", "writer.example", records).state is State.OK
    assert aligned("writer.example", "esp.example", records).state is State.ATTENTION


@pytest.mark.parametrize(("passes", "state"), [(True, State.ATTENTION), (None, State.UNKNOWN), (False, State.BAD)])
def test_spf_proves_nothing_where_it_does_not_pass(passes, state):
    for envelope in ("writer.example", "bounces.writer.example"):
        check = aligned(envelope, "esp.example.net", {"writer.example": GOOD}, passes=passes)
        assert check.state is state


def test_neither_is_bad_and_says_what_to_do():
    check = aligned("esp.example.net", "esp.example.net", {"writer.example": GOOD})
    assert check.state is State.BAD
    assert "writer.example" in check.next


def test_a_name_above_or_below_is_no_proof_of_one_owner_without_a_record_that_says_so():
    for author, other in (("maya.pages.example", "pages.example"), ("pages.example", "maya.pages.example")):
        check = aligned(other, other, {}, author=author)
        assert check.state is State.UNKNOWN
        assert "cannot be told from the DNS" in check.what
        assert aligned(other, other, {"pages.example": GOOD}, author=author).state is State.OK


def test_a_name_under_which_people_register_does_not_count_as_theirs():
    check = aligned("pages.example", "pages.example", {"pages.example": f"{GOOD}; psd=y"}, author="maya.pages.example")
    assert check.state is State.BAD
    assert "which does not count as yours" in check.what


def test_the_record_of_the_suffix_counts_where_the_organisation_has_none():
    for author in ("writer.bank.example", "news.writer.bank.example"):
        found = walk_up(author, zone({"bank.example": f"{GOOD}; psd=y"}))
        assert (found.organisation, found.found_at) == ("writer.bank.example", "bank.example")
        assert found.record is not None
    own = walk_up("news.writer.bank.example", zone({"bank.example": f"{GOOD}; psd=y", "writer.bank.example": GOOD}))
    assert own.found_at == "writer.bank.example"


def test_where_nothing_tells_it_is_unknown():
    assert aligned("bounces.writer.example", "", {}, author="news.writer.example").state is State.UNKNOWN
    assert aligned("esp.example.net", "", {"writer.example": GOOD}).state is State.UNKNOWN
