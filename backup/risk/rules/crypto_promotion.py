"""Finds posts that seem to sell a crypto-currency; posts about them, and warnings, are left alone."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from backup.risk.corpus import Corpus
from backup.risk.hosts import known_as
from backup.risk.model import Confidence, Finding, Severity, Source
from backup.risk.pointing import FILTER_UNKNOWN, days, point, spread, stories
from backup.risk.post import Part, RiskPost
from backup.risk.unknowns import of_medium

_SEVERAL: Final = 3
_DENSE: Final = 1.0
"""Words of the trade per 100, from which on a post is about it."""
_WARNINGS: Final = 2
"""So many words of warning make a post one against it."""
_WORDS: Final = frozenset(
    """
    crypto cryptos cryptocurrency cryptocurrencies bitcoin btc ethereum eth altcoin altcoins memecoin memecoins token
    tokens tokenomics blockchain defi nft nfts airdrop airdrops presale staking stablecoin usdt solana dogecoin shiba
    web3 ico ido whitepaper wallet metamask binance coinbase kucoin bybit hodl
    criptomoneda criptomonedas criptomoeda criptomoedas cryptomonnaie cryptomonnaies kryptowährung kryptowährungen
    criptovaluta criptovalute क्रिप्टो बिटकॉइन криптовалюта биткоин
    """.split()  # noqa: SIM905  # a list that people read
)
_UNSPACED: Final = ("仮想通貨", "暗号資産", "ビットコイン", "加密货币", "比特币")
_WARNING: Final = frozenset(
    """
    scam scams scammer scammers fraud frauds fraudulent phishing drainer drainers ponzi victim victims stolen rug
    rugpull malware warning beware estafa estafas arnaque arnaques betrug golpe golpes fraude fraudes truffa 詐欺 骗局
    """.split()  # noqa: SIM905
)
# What those write who sell one; our own list.
_SELLING = re.compile(
    r"\b(?:pre-?sale|token sale|public sale|ico|ido|whitelist|airdrop)"
    r" (?:is (?:now )?(?:live|open)|(?:starts|opens|ends) (?:now|today|tomorrow|soon|in \d))\b"
    r"|\b(?:join|enter|claim|get in on) (?:our|the|your) (?:pre-?sale|airdrop|whitelist|token sale|free tokens?)\b"
    r"|\b(?:buy|grab|claim|get) (?:your|our|some free|your free|our free|free) (?:tokens?|coins?|nfts?)\b"
    r"|\bguaranteed (?:daily |weekly |monthly )?(?:returns?|profits?|gains?|roi)\b"
    r"|\b\d{2,4}x (?:returns?|gains?|potential|gem)\b|\bnext 100x\b"
    r"|\bsign up (?:on|to|with|at) (?:binance|bybit|kucoin|okx|coinbase)\b"
    r"|\b(?:compra|consigue) (?:ya |ahora )?(?:tus?|nuestros?) (?:tokens?|monedas)\b|\bganancias garantizadas\b"
    r"|\bpreventa (?:abierta|exclusiva)\b|\bprévente (?:ouverte|exclusive)\b|\bpré-venda (?:aberta|exclusiva)\b"
    r"|\bgains garantis\b|\bgarantierte (?:gewinne|renditen?)\b|\bvorverkauf läuft\b"
    r"|\b(?:lucros?|ganhos?) garantidos?\b",
    re.IGNORECASE,
)
_EXCHANGES: Final = frozenset(
    """
    binance.com binance.us accounts.binance.com bybit.com okx.com kucoin.com gate.io mexc.com bitget.com huobi.com
    htx.com coinbase.com crypto.com kraken.com bingx.com
    """.split()  # noqa: SIM905
)
_REFERRED = re.compile(
    r"[?&](?:ref|ref_?id|refcode|referral\w*|r|rcode|affiliate_id|invite\w*|vipcode|clickid|channelid)=[^&]"
    r"|/(?:join|invite|r|referral)/\w",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sale:
    post: RiskPost
    lines: tuple[str, ...]
    referrals: tuple[str, ...]


class CryptoPromotion:
    """To write about it is allowed and is no finding."""

    id: ClassVar[str] = "crypto-promotion"
    title: ClassVar[str] = "Posts that seem to sell a crypto-currency"
    number: ClassVar[int] = 0
    by_writer: ClassVar[bool] = True
    source: ClassVar[Source] = of_medium(
        "Posts and accounts that launch, announce or inform about crypto-currencies are restricted; a policy of their "
        "own says how."
    )
    platforms: ClassVar[tuple[str, ...]] = ("medium",)

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        """Yield one finding for all such posts."""
        posts = [post for post in stories(corpus) if post.platform != "substack"]
        found = [sale for post in posts if (sale := _sale(post))]
        if found and len(found) >= thresholds["crypto_posts"]:
            yield _finding(found, len(posts))


def _sale(post: RiskPost) -> _Sale | None:
    referrals = tuple(
        link.href for link in post.links if known_as(link.host, _EXCHANGES) and _REFERRED.search(link.href)
    )
    if not referrals and not _is_about_it(post):
        return None
    if sum(word in _WARNING for word in post.words) >= _WARNINGS and not referrals:
        return None
    lines = tuple(_lines(post))
    return _Sale(post=post, lines=lines, referrals=referrals) if lines or referrals else None


def _is_about_it(post: RiskPost) -> bool:
    count = len(_WORDS.intersection(post.words)) and sum(word in _WORDS for word in post.words)
    count += sum(post.text.count(words) * len(words) for words in _UNSPACED) if not post.text.isascii() else 0
    return count * 100 >= _DENSE * max(len(post.words), 1)


def _lines(post: RiskPost) -> Iterator[str]:
    for text in (post.title, *(each.text for each in post.paragraphs if each.kind not in (Part.QUOTE, Part.CODE))):
        if _SELLING.search(text):
            yield text


def _finding(found: list[_Sale], of: int) -> Finding:
    posts = [sale.post for sale in found]
    referrals = sum(len(sale.referrals) for sale in found)
    several = len(found) >= _SEVERAL
    return Finding(
        rule=CryptoPromotion.id,
        title=f"{len(found)} of {of} posts seem to sell a crypto-currency or an exchange",
        severity=Severity.MEDIUM,
        confidence=Confidence.MEDIUM if several else Confidence.LOW,
        why=f"Posts published{days(posts)} have phrases by which such things are sold, or links that bring somebody a "
        f"reward when a reader signs up at an exchange ({referrals} of them). Medium restricts posts on "
        "crypto-currencies.",
        unknown=f"{FILTER_UNKNOWN} Which posts its crypto policy means is a judgement: a report on a sale may use the "
        "same phrases.",
        remedy="Read Medium’s policy on crypto-currencies; take out calls to buy and links that pay you, and say what "
        "you own of what you write about.",
        evidence=tuple(
            point(sale.post, sale.lines[0] if sale.lines else "", (*sale.lines[1:], *sale.referrals))
            for sale in spread(found)
        ),
        numbers={"posts": len(found), "of": of, "referral_links": referrals},
    )


RULE = CryptoPromotion()
