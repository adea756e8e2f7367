"""What stands between the paragraphs of a Medium story: code, cards, players, quotes, rows of pictures."""

from collections.abc import Callable

from outlast.demo_writer.chance import hex_id
from outlast.demo_writer.medium.grafs import Grafs


def _quote(grafs: Grafs) -> None:
    grafs.paragraph("“Wind NW, later none. Saw nothing. It was very fine.”", "blockquote")
    grafs.paragraph("The keeper’s log, in pencil", "blockquote")


def _pull_quote(grafs: Grafs) -> None:
    grafs.paragraph("Static is not nothing.", "pullquote", tag="blockquote")


def _lists(grafs: Grafs) -> None:
    grafs.paragraph("What to bring:")
    grafs.items(("a torch with a *red* glass", "two pencils", "the wrong map"))
    grafs.items(("Leave before it is quite dark.", "Take the slow one."), ordered=True)


def _old_code(grafs: Grafs) -> None:
    # One block of code is several of these in a row.
    grafs.add("pre", "$ tide --at quay<br>high  05:41   4.9 m")
    grafs.add("pre", "low   11:58   0.6 m")


def _code(grafs: Grafs) -> None:
    text = (
        '<span class="pre--content"><span class="hljs-keyword">def</span> next_water(now):<br />'
        '    <span class="hljs-keyword">return</span> now + <span class="hljs-number">12.42</span></span>'
    )
    attributes = ' data-code-block-mode="2" spellcheck="false" data-code-block-lang="python"'
    grafs.add("pre", text, "graf--preV2", attributes=attributes)


def _link_card(grafs: Grafs) -> None:
    address = "https://example.org/pamphlets/on-waiting"
    grafs.add(
        "mixtapeEmbed",
        f'<a href="{address}" data-href="{address}" class="markup--anchor markup--mixtapeEmbed-anchor" '
        f'title="{address}"><strong class="markup--strong markup--mixtapeEmbed-strong">On Waiting</strong><br>'
        '<em class="markup--em markup--mixtapeEmbed-em">A pamphlet, with a drawing of a heron.</em>example.org</a>'
        f'<a href="{address}" class="js-mixtapeImage mixtapeImage mixtapeImage--empty u-ignoreBlock" '
        f'data-media-id="{hex_id(grafs.chance, 32)}"></a>',
        tag="div",
    )


def _film(grafs: Grafs) -> None:
    name = f"nightltr{grafs.chance.randrange(100, 1000)}"
    frame = (
        f'<iframe src="https://www.youtube.com/embed/{name}?feature=oembed" width="700" height="393" frameborder="0" '
        'scrolling="no"></iframe>'
    )
    grafs.add("figure", f'{frame}<figcaption class="imageCaption">The lens, turning</figcaption>', "graf--iframe")


def _gist(grafs: Grafs) -> None:
    script = f'<script src="https://gist.github.com/example/{hex_id(grafs.chance, 32)}.js"></script>'
    grafs.add("figure", script, "graf--iframe")


def _tweet(grafs: Grafs) -> None:
    address = f"https://twitter.com/example/status/{grafs.chance.randrange(10**17, 10**18)}"
    grafs.add(
        "figure",
        f'<blockquote class="twitter-tweet"><a href="{address}"></a></blockquote><script async '
        'src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>',
        "graf--iframe",
    )


def _row(grafs: Grafs) -> None:
    grafs.raw('</div><div class="section-inner sectionLayout--outsetRow" data-paragraph-count="2">')
    grafs.picture("The quay at six", "graf--layoutOutsetRow", "is-partialWidth")
    grafs.picture("The quay at seven", "graf--layoutOutsetRowContinue", "is-partialWidth")
    grafs.raw('</div><div class="section-inner sectionLayout--insetColumn">')


def _mention(grafs: Grafs) -> None:
    user = hex_id(grafs.chance)
    address = f"https://medium.com/u/{user}"
    grafs.add(
        "p",
        f'I owe the heron to <a href="{address}" data-href="{address}" data-anchor-type="2" data-user-id="{user}" '
        'data-action="show-user-card" data-action-type="hover" class="markup--user markup--p-user" target="_blank">'
        "Corin Ashdown</a>, who saw it first.",
    )


def _break(grafs: Grafs) -> None:
    section = f"{grafs.chance.randrange(16**4):04x}"
    grafs.raw(
        f'</div></div></section><section name="{section}" class="section section--body"><div class="section-divider">'
        '<hr class="section-divider"></div><div class="section-content">'
        '<div class="section-inner sectionLayout--insetColumn">'
    )


EXTRAS: tuple[Callable[[Grafs], None], ...] = (
    _quote,
    _link_card,
    _lists,
    _film,
    _break,
    _pull_quote,
    _row,
    _old_code,
    _mention,
    _tweet,
    _code,
    _gist,
)
