"""What other services show inside a post: short messages, pictures, charts, bets. All of the ids are made up."""

from random import Random

from backup.model import Json
from outlast.demo_writer.widgets._attrs import attrs, picture_address

_SAID = (
    "The 23:04 is cancelled. The 23:04 has always been cancelled. We are on it now.",
    "Low water 11:58. Bring the dog.",
    "The bell on the bank rang nine times tonight, and there was no wind.",
)


def tweet(chance: Random) -> str:
    """Return a short message with its text in the markup."""
    said, number, likes = chance.choice(_SAID), chance.randrange(10**17, 10**18), chance.randrange(3, 400)
    page = f"https://twitter.com/example/status/{number}"
    values: dict[str, Json] = {"url": page, "full_text": said, "username": "example", "name": "Harbour Office"}
    values |= {"date": "Fri Dec 15 15:40:28 +0000 2023", "photos": [], "quoted_tweet": {}, "retweet_count": 1}
    values |= {"like_count": likes, "expanded_url": {}, "video_url": None, "belowTheFold": False}
    return (
        f'<div data-component-name="Twitter2ToDOM" class="tweet" {attrs(values)}><a class="tweet-link-top" '
        f'href="{page}" target="_blank"><div class="tweet-header"><img class="tweet-header-avatar" '
        'src="https://substackcdn.com/image/twitter_name/w_96/example.jpg" alt="Twitter avatar for @example">'
        '<div class="tweet-header-text"><span class="tweet-author-name">Harbour Office </span>'
        f'<span class="tweet-author-handle">@example</span></div></div><div class="tweet-text">{said}</div></a>'
        f'<a class="tweet-link-bottom" href="{page}" target="_blank"><div class="tweet-footer">'
        '<span class="tweet-date">3:40 PM ∙ Dec 15, 2023</span><hr><div class="tweet-ufi">'
        f'<span href="{page}/likes" class="likes"><span class="like-count">{likes}</span>Likes</span>'
        f'<span href="{page}/retweets" class="retweets"><span class="rt-count">1</span>Retweet</span></div></div></a>'
        "</div>"
    )


def empty_tweet(chance: Random) -> str:
    """Return a short message of the newer kind, which is empty but for its attributes."""
    page = f"https://x.com/example/status/{chance.randrange(10**18, 2 * 10**18)}"
    photos: Json = [{"img_url": "https://pbs.substack.com/media/example.jpg", "link_url": "https://t.co/example"}]
    values: dict[str, Json] = {"url": page, "full_text": chance.choice(_SAID), "username": "example", "photos": photos}
    values |= {"name": "Harbour Office", "profile_image_url": "", "date": "2026-01-01T00:00:00.000Z", "video_url": None}
    values |= {"quoted_tweet": {}, "reply_count": 1, "retweet_count": 2, "like_count": 3, "impression_count": 0}
    values |= {"expanded_url": None, "belowTheFold": True}
    return f'<div class="twitter-embed" {attrs(values)} data-component-name="Twitter2ToDOM"></div>'


def instagram(chance: Random) -> str:
    """Return a picture at Instagram."""
    name, picture = f"NL{chance.randrange(10**8, 10**9)}", picture_address(chance, 640, 640)
    values: dict[str, Json] = {"instagram_id": name, "title": "A post shared by Example (@example)"}
    values |= {"author_name": "example", "thumbnail_url": picture, "timestamp": None, "belowTheFold": True}
    return (
        f'<div class="instagram" {attrs(values)}><div class="instagram-top-bar"><a class="instagram-author-name" '
        'href="https://instagram.com/example" target="_blank">example</a></div><a class="instagram-image" '
        f'href="https://instagram.com/p/{name}" target="_blank"><img src="{picture}"></a>'
        '<div class="instagram-bottom-bar"><div class="instagram-title">A post shared by Example</div></div></div>'
    )


def chart(chance: Random) -> str:
    """Return a chart at Datawrapper."""
    page = f"https://datawrapper.dwcdn.net/nl{chance.randrange(100, 1000)}/1/"
    values: dict[str, Json] = {"url": page, "thumbnail_url": "", "thumbnail_url_full": "", "height": 536}
    return (
        '<div id="datawrapper-iframe" class="datawrapper-wrap outer" '
        f"{attrs(values | {'title': 'High water at the quay, 1841 to now', 'description': ''})} "
        'data-component-name="DatawrapperToDOM"><iframe id="iframe-datawrapper" class="datawrapper-iframe" '
        f'src="{page}" width="730" height="536" frameborder="0" scrolling="no"></iframe></div>'
    )


def bet(chance: Random) -> str:
    """Return a prediction market at Manifold."""
    page = f"https://manifold.markets/embed/Example/will-the-late-train-run-{chance.randrange(100)}"
    return (
        '<div id="prediction-market-iframe" class="prediction-market-wrap outer" '
        f'{attrs({"url": page, "thumbnail_url": ""})} data-component-name="PredictionMarketToDOM">'
        f'<iframe id="iframe-prediction-market" class="prediction-market-iframe" src="{page}" width="560px" '
        'height="405px" frameborder="0"></iframe></div>'
    )


def other_bet(chance: Random) -> str:
    """Return a prediction market at Polymarket, which is empty but for its attributes."""
    name = f"first-frost-in-oxmouth-{chance.randrange(100)}"
    values: dict[str, Json] = {"eventSlug": name, "marketSlug": "", "profileName": "", "belowTheFold": True}
    values |= {"fullEmbedUrl": f"https://substack.com/embed/polymarket/{name}", "isGraphMode": False}
    return f'<div class="polymarket-embed" {attrs(values)} data-component-name="PolymarketToDOM"></div>'


ASIDES = (tweet, chart, empty_tweet, instagram, bet, other_bet)
