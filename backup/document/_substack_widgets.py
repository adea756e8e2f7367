"""Substack's widgets: class or component name → what reads it (formats: section 2, the table).

A reader returns `None` for markup that is not as it should be; it is then read as plain HTML, or kept raw.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from backup.document import _substack_buttons as buttons
from backup.document import _substack_cards as cards
from backup.document import _substack_embeds as embeds
from backup.document import _substack_pictures as pictures
from backup.document import _substack_social as social
from backup.document import _substack_text as text
from backup.document.blocks import Block
from backup.document.inlines import Inline
from backup.document.tree import Element

if TYPE_CHECKING:
    from backup.document._reader import Reader

Widget: TypeAlias = Callable[["Reader", Element], list[Block] | None]
InlineWidget: TypeAlias = Callable[["Reader", Element], list[Inline] | None]

BY_CLASS: Final[dict[str, Widget]] = {
    "captioned-image-container": pictures.captioned_image,
    "captioned-image-container-static": pictures.captioned_image,
    "image3": pictures.stock_image,
    "image-gallery-embed": pictures.gallery,
    "subscription-widget-wrap-editor": buttons.subscribe_form,
    "subscription-widget-wrap": buttons.subscribe_form,
    "subscribe-widget": buttons.subscribe_form,
    "button-wrapper": buttons.button,
    "captioned-button-wrap": buttons.button,
    "directMessage": buttons.direct_message,
    "community-chat": buttons.chat_button,
    "paywall-jump": text.paywall,
    "dynamic-content-block": text.audience_block,
    "footnote": text.footnote,
    "pullquote": text.pull_quote,
    "callout-block": text.callout,
    "preformatted-block": text.verse,
    "highlighted_code_block": text.code,
    "latex-rendered": embeds.latex,
    "digest-post-embed": cards.digest_post,
    "embedded-post-wrap": cards.embedded_post,
    "embedded-publication-wrap": cards.embedded_publication,
    "file-embed-wrapper": cards.file_download,
    "comment": social.note,
    "community-post": social.chat_post,
    "tweet": social.tweet,
    "twitter-embed": social.tweet,
    "bluesky-wrap": social.bluesky,
    "native-video-embed": embeds.video,
    "native-audio-embed": embeds.audio,
    "youtube-wrap": embeds.video_site("youtube"),
    "vimeo-wrap": embeds.video_site("vimeo"),
    "spotify-wrap": embeds.player("spotify"),
    "soundcloud-wrap": embeds.player("soundcloud"),
    "bandcamp-wrap": embeds.player("bandcamp"),
    "apple-podcast-container": embeds.player("apple-podcasts"),
    "apple-podcast": embeds.player("apple-podcasts"),
    "tiktok-wrap": embeds.player("tiktok"),
    "datawrapper-wrap": embeds.player("datawrapper"),
    "prediction-market-wrap": embeds.player(""),
    "polymarket-embed": embeds.polymarket,
    "instagram": embeds.instagram,
    "instagram-embed-wrap": embeds.instagram,
    "github-gist": embeds.gist,
    "code-embed": embeds.code_embed,
    "poll-embed": embeds.platform_only("poll"),
    "recipe-embed": embeds.platform_only("recipe"),
    "sponsorship-campaign-embed": embeds.platform_only("sponsorship"),
    "install-substack-app-embed": text.strip,
    "image-link-expand": text.strip,
    "header-anchor-parent": text.strip,
    "visibility-check": text.strip,
}
"""Classes of the export and the API."""

BY_COMPONENT: Final[dict[str, Widget]] = {
    "Image2ToDOMStatic": pictures.captioned_image,
    "ImageGallery": pictures.drawn_gallery,
    "SubscribeWidgetToDOM": buttons.subscribe_form,
    "SubscribeWidget": buttons.subscribe_form,
    "ButtonCreateButton": buttons.button,
    "CaptionedButtonToDOM": buttons.button,
    "DirectMessageToDOM": buttons.direct_message,
    "CommunityChatRenderPlaceholder": buttons.chat_button,
    "PaywallToDOM": text.paywall,
    "FootnoteToDOM": text.footnote,
    "PreformattedTextBlockToDOM": text.verse,
    "HighlightedCodeBlockToDOM": text.code,
    "LatexBlockToDOM": embeds.latex,
    "DigestPostEmbed": cards.digest_post,
    "EmbeddedPostToDOM": cards.embedded_post,
    "EmbeddedPublicationToDOM": cards.embedded_publication,
    "EmbeddedPublicationToDOMWithSubscribe": cards.embedded_publication,
    "FileToDOM": cards.file_download,
    "CommentPlaceholder": social.note,
    "CommunityPostPlaceholder": social.chat_post,
    "Twitter2ToDOM": social.tweet,
    "BlueskyCreateBlueskyEmbed": social.bluesky,
    "VideoPlaceholder": embeds.video,
    "VideoEmbedPlayer": embeds.video,
    "AudioPlaceholder": embeds.audio,
    "Youtube2ToDOM": embeds.video_site("youtube"),
    "VimeoToDOM": embeds.video_site("vimeo"),
    "Spotify2ToDOM": embeds.player("spotify"),
    "SoundcloudToDOM": embeds.player("soundcloud"),
    "BandcampToDOM": embeds.player("bandcamp"),
    "ApplePodcastToDom": embeds.player("apple-podcasts"),
    "TikTokCreateTikTokEmbed": embeds.player("tiktok"),
    "DatawrapperToDOM": embeds.player("datawrapper"),
    "PredictionMarketToDOM": embeds.player(""),
    "PolymarketToDOM": embeds.polymarket,
    "InstagramToDOM": embeds.instagram,
    "GitgistToDOM": embeds.gist,
    "CodeEmbedToDOM": embeds.code_embed,
    "PollToDOM": embeds.platform_only("poll"),
    "RecipeToDOM": embeds.platform_only("recipe"),
    "SponsorshipCampaignToDOM": embeds.platform_only("sponsorship"),
    "InstallSubstackAppToDOM": text.strip,
}
"""Component names: the same widgets where the class is another, as on web pages."""

BY_CLASS_PREFIX: Final[dict[str, Widget]] = {
    "ImageGallery": pictures.drawn_gallery,
    "gallery-": pictures.drawn_gallery,
    "imageRow": pictures.drawn_gallery,
}
"""Classes of web pages end in a hash that changes with every release: `imageRow-_Y6x8T`."""

INLINE_BY_CLASS: Final[dict[str, InlineWidget]] = {
    "footnote-anchor": text.footnote_reference,
    "mention-wrap": text.mention,
    "cashtag-wrap": text.cashtag,
    "hide-text": text.strip_inline,
    "image-link-expand": text.strip_inline,
}
INLINE_BY_COMPONENT: Final[dict[str, InlineWidget]] = {
    "FootnoteAnchorToDOM": text.footnote_reference,
    "MentionToDOM": text.mention,
    "MentionUser": text.mention,
    "MentionPub": text.mention,
    "CashtagToDOM": text.cashtag,
}
