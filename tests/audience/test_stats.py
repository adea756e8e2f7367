from backup.audience.stats import summary
from backup.audience.subscriber import Status, understanding
from tests.audience.test_columns import A

ROWS = """a@one.example,true,,yearly,false,2025-05-01T00:00:00.000Z,
b@one.example,false,,other,false,2025-05-02T00:00:00.000Z,
c@two.example,false,,other,true,2025-06-01T00:00:00.000Z,
d@three.example,false,,other,false,,2024-01-01T00:00:00.000Z
x@deletion-request.substack.com,false,,other,true,2025-06-01T00:00:00.000Z,
no address,true,2118-01-01,other,false,soon,""".splitlines()


def test_a_list_is_summed_up() -> None:
    stats = summary(map(understanding(A.split(",")), [row.encode() for row in ROWS]))
    assert stats.total == len(ROWS)
    assert stats.by_status == {
        Status.FREE: 2, Status.PAID: 1, Status.COMP: 1, Status.LAPSED: 1, Status.DELETED: 1
    }  # fmt: skip
    assert (stats.mailable, stats.disabled, stats.deleted, stats.paid) == (3, 2, 1, 1)
    assert stats.domains[0] == ("one.example", 2)
    assert stats.joined == {"2025-05": 2, "2025-06": 2}


def test_only_the_most_common_domains_are_named() -> None:
    rows = [f"{i}@{i % 20}.example,,,,,,".encode() for i in range(100)]
    assert len(summary(map(understanding(A.split(",")), rows), top=3).domains) == 3


def test_nobody_is_summed_up_too() -> None:
    stats = summary([])
    assert (stats.total, stats.domains, dict(stats.joined)) == (0, (), {})
