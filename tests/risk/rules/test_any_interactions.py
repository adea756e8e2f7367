"""Whatever an export holds, no rule about interactions raises, and what they find is as a finding has to be."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from backup.model import PostKind
from backup.risk.activity import Act, Activity, ActKind, Comment, FollowChange, Session
from backup.risk.audit import found
from backup.risk.corpus import Corpus
from backup.risk.model import Confidence
from backup.risk.post import Link, Paragraph, RiskPost
from backup.risk.thresholds import thresholds
from tests.risk.making.guilty_acts import MAKERS

RULES = [rule for rule in found() if rule.id in MAKERS]
_TEXT = st.one_of(
    st.text(max_size=40), st.sampled_from(["Follow me, I follow back.", "Great post!", "互粉", "https://[x"])
)
_AT = st.one_of(
    st.none(),
    st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2026, 1, 2), timezones=st.just(UTC)),
    st.datetimes(timezones=st.just(UTC)),
)
_ACT = st.builds(
    Act,
    kind=st.sampled_from(ActKind),
    at=_AT,
    precise=st.booleans(),
    count=st.integers(-1, 60),
    target_url=_TEXT,
    target_author=st.one_of(st.none(), st.sampled_from("abcdef")),
    text=_TEXT,
)
_ACTS = st.lists(_ACT, max_size=40).map(tuple)
_CHANGE = (
    st.tuples(_AT, _AT)
    .filter(lambda pair: all(pair))
    .map(
        lambda pair: FollowChange(since=min(pair), until=max(pair), added=tuple(map(str, range(300))))  # type: ignore[type-var]
    )
)
_ACTIVITY = st.builds(
    Activity,
    claps=_ACTS,
    highlights=_ACTS,
    bookmarks=_ACTS,
    responses=_ACTS,
    follow_changes=st.lists(_CHANGE, max_size=3).map(tuple),
    sessions=st.lists(st.builds(Session, at=_AT, agent=st.one_of(st.none(), _TEXT)), max_size=9).map(tuple),
    comments=st.lists(
        st.builds(
            Comment, publication=_TEXT, post=st.none(), name=_TEXT, handle=st.one_of(st.none(), _TEXT), text=_TEXT
        ),
        max_size=9,
    ).map(tuple),
)
_POST = st.builds(
    RiskPost,
    key=_TEXT,
    publication=_TEXT,
    platform=st.just("medium"),
    title=_TEXT,
    kind=st.sampled_from(PostKind),
    published=_AT,
    paragraphs=st.lists(st.builds(Paragraph, text=_TEXT), max_size=4).map(tuple),
    links=st.lists(st.builds(Link, href=_TEXT, own=st.booleans()), max_size=4).map(tuple),
    mentions=st.lists(_TEXT, max_size=14).map(tuple),
)
_LOW = dict.fromkeys(thresholds(), 1.0)


@settings(deadline=None, max_examples=60)
@given(st.builds(Corpus, posts=st.lists(_POST, max_size=8).map(tuple), activity=_ACTIVITY))
def test_no_corpus_makes_a_rule_raise(corpus: Corpus) -> None:
    for rule in RULES:
        for numbers in (thresholds(), _LOW):
            for finding in rule.examine(corpus, numbers):
                assert finding.rule == rule.id
                assert finding.title and "\n" not in finding.title
                assert finding.confidence in Confidence
                assert all(len(one.passage) <= 300 and len(one.rows) <= 20 for one in finding.evidence)
