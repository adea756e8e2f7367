"""The editor's names of nodes, and the markup that Substack writes for each of them.

Sources: christopher-s/substack-api, docs/substack-editor-formatting-reference.md (seen in the editor, 2026-04), and
drafts that other clients write. Two spellings are about (`bullet_list` and `bulletList`), so names are compared in
lower case and without `_`.
"""

from typing import Final

CONTAINERS: Final[dict[str, tuple[str, str]]] = {
    "blockquote": ("blockquote", ""),
    "bulletlist": ("ul", ""),
    "listitem": ("li", ""),
    "pullquote": ("div", "pullquote"),
    "calloutblock": ("div", "callout-block"),
    "paywall": ("div", "paywall-jump"),
    "doc": ("div", ""),
    "fragmentnode": ("div", ""),
    "collapsedcontent": ("div", ""),
    "dynamiccontentmatch": ("div", ""),
    "dynamiccontentelse": ("div", ""),
}
"""Nodes that hold blocks → tag and class."""

LINES: Final[dict[str, tuple[str, str]]] = {
    "paragraph": ("p", ""),
    "ctacaption": ("p", "cta-caption"),
    "caption": ("figcaption", "image-caption"),
}
"""Nodes that hold words → tag and class. Headings, code and verse are read on their own."""

WIDGETS: Final[dict[str, str]] = {
    "image3": "image3",
    "imagegallery": "image-gallery-embed",
    "directmessage": "directMessage",
    "communitychat": "community-chat",
    "latexblock": "latex-rendered",
    "digestpostembed": "digest-post-embed",
    "embeddedpost": "embedded-post-wrap",
    "embeddedpublication": "embedded-publication-wrap",
    **dict.fromkeys(("file", "pdf", "xlsx", "ebook", "kindle"), "file-embed-wrapper"),
    "comment": "comment",
    "communitypost": "community-post",
    **dict.fromkeys(("twitter", "twitter2"), "tweet"),
    "bluesky": "bluesky-wrap",
    "video": "native-video-embed",
    "audio": "native-audio-embed",
    **dict.fromkeys(("youtube", "youtube2"), "youtube-wrap"),
    "vimeo": "vimeo-wrap",
    **dict.fromkeys(("spotify", "spotify2"), "spotify-wrap"),
    "soundcloud": "soundcloud-wrap",
    "bandcamp": "bandcamp-wrap",
    "applepodcast": "apple-podcast-container",
    "tiktok": "tiktok-wrap",
    "datawrapper": "datawrapper-wrap",
    **dict.fromkeys(("predictionmarket", "manifold"), "prediction-market-wrap"),
    "polymarket": "polymarket-embed",
    "instagram": "instagram",
    "poll": "poll-embed",
    "recipe": "recipe-embed",
    "sponsorshipcampaign": "sponsorship-campaign-embed",
    "installsubstackapp": "install-substack-app-embed",
}
"""Nodes that are all attributes → the class whose reader knows these attributes (`_substack_widgets`)."""

INLINE_WIDGETS: Final[dict[str, str]] = {
    **dict.fromkeys(("mention", "substackmention", "substackmentions", "substackmentionsextension"), "mention-wrap"),
    "cashtag": "cashtag-wrap",
    # Without a class the formula is told from its data.
    **dict.fromkeys(("inlinelatex", "latex"), ""),
}

CAPTIONED: Final[dict[str, str]] = {
    "subscribewidget": "subscription-widget-wrap-editor",
    **dict.fromkeys(
        ("captionedbutton", "captionedsharebutton", "captionedwriterreferralbutton"), "captioned-button-wrap"
    ),
}
"""Widgets with the writer's own words above them → their class."""

MARKS: Final[dict[str, str]] = {
    "link": "a",
    **dict.fromkeys(("bold", "strong"), "strong"),
    **dict.fromkeys(("italic", "em"), "em"),
    "underline": "u",
    **dict.fromkeys(("strike", "strikethrough"), "s"),
    "superscript": "sup",
    "subscript": "sub",
    "highlight": "mark",
    "code": "code",
}
"""Marks → tags, the outermost first; an unknown mark is read through to its words."""


def plain_name(kind: str) -> str:
    """Return a node's or mark's name as it is in these tables."""
    return kind.replace("_", "").replace("-", "").lower()
