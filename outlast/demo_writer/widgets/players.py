"""Sound and moving pictures, uploaded or from elsewhere. All of the ids are made up."""

from random import Random

from backup.model import Json
from outlast.demo_writer.chance import uuid
from outlast.demo_writer.widgets._attrs import attrs, picture_address


def youtube(chance: Random) -> str:
    """Return a film at YouTube."""
    name = f"nightltr{chance.randrange(100, 1000)}"
    values = attrs({"videoId": name, "startTime": None, "endTime": None})
    return (
        f'<div id="youtube2-{name}" class="youtube-wrap" {values} '
        'data-component-name="Youtube2ToDOM"><div class="youtube-inner"><iframe '
        f'src="https://www.youtube-nocookie.com/embed/{name}?rel=0&amp;autoplay=0&amp;showinfo=0&amp;enablejsapi=0" '
        'frameborder="0" loading="lazy" gesture="media" allow="autoplay; fullscreen" allowautoplay="true" '
        'allowfullscreen="true" width="728" height="409"></iframe></div></div>'
    )


def vimeo(chance: Random) -> str:
    """Return a film at Vimeo."""
    name = str(chance.randrange(10**11, 10**12))
    return (
        f'<div id="vimeo-{name}" class="vimeo-wrap" {attrs({"videoId": name, "videoKey": "", "belowTheFold": True})} '
        f'data-component-name="VimeoToDOM"><div class="vimeo-inner"><iframe src="https://player.vimeo.com/video/{name}'
        '?autoplay=0" frameborder="0" loading="lazy"></iframe></div></div>'
    )


def spotify(chance: Random) -> str:
    """Return an album at Spotify."""
    name = uuid(chance).replace("-", "")[:22]
    values: dict[str, Json] = {"image": f"https://i.scdn.co/image/{name}", "title": "Music for platforms"}
    values |= {"subtitle": "The Oxmouth Quartet", "description": "", "url": f"https://open.spotify.com/album/{name}"}
    return (
        f'<iframe class="spotify-wrap album" {attrs(values | {"belowTheFold": True, "noScroll": False})} '
        f'src="https://open.spotify.com/embed/album/{name}" frameborder="0" data-component-name="Spotify2ToDOM">'
        "</iframe>"
    )


def soundcloud(chance: Random) -> str:
    """Return a track at SoundCloud."""
    number = chance.randrange(10**11, 10**12)
    values: dict[str, Json] = {"url": f"https://api.soundcloud.com/tracks/{number}", "title": "Fog signal, from bed"}
    values |= {"description": "Recorded through a window.", "thumbnail_url": "", "author_name": "Night Letters"}
    values |= {"author_url": "https://soundcloud.com/nightletters-example", "targetUrl": ""}
    return (
        f'<div class="soundcloud-wrap" {attrs(values)} data-component-name="SoundcloudToDOM"><iframe '
        f'src="https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F{number}" '
        'frameborder="0"></iframe></div>'
    )


def bandcamp(chance: Random) -> str:
    """Return a track at Bandcamp."""
    number = chance.randrange(10**9, 10**10)
    player = f"https://bandcamp.com/EmbeddedPlayer/track={number}/"
    values: dict[str, Json] = {"url": "https://oxmouth.example.com/track/slack-water", "title": "Slack Water"}
    values |= {"description": "", "thumbnail_url": "", "author": "The Oxmouth Quartet", "embed_url": player}
    return (
        f'<div class="bandcamp-wrap" {attrs(values | {"is_album": False})} data-component-name="BandcampToDOM">'
        f'<iframe src="{player}" frameborder="0"></iframe></div>'
    )


def tiktok(chance: Random) -> str:
    """Return a film at TikTok."""
    page = f"https://www.tiktok.com/@example/video/{chance.randrange(10**18, 10**19)}"
    picture = picture_address(chance, 1080, 1920)
    values: dict[str, Json] = {"url": page, "title": "The lens, turned with one finger", "thumbnail_url": picture}
    values |= {"author": "example", "embed_url": f"https://cdn.iframe.ly/api/iframe?url={page}", "belowTheFold": True}
    return (
        f'<div id="tiktok-iframe" class="tiktok-wrap outer" {attrs(values)} '
        'data-component-name="TikTokCreateTikTokEmbed"><iframe id="iframe-tiktok-1" class="tiktok-iframe" '
        f'src="https://cdn.iframe.ly/api/iframe?url={page}"></iframe><div class="tiktok-wrap static" '
        f'data-component-name="TikTokCreateStaticTikTokEmbed"><a href="{page}" target="_blank">'
        f'<img class="tiktok thumbnail" src="{picture}"></a></div></div>'
    )


def own_film(chance: Random) -> str:
    """Return an uploaded film, which is empty but for its attributes."""
    values = attrs({"mediaUploadId": uuid(chance), "duration": None})
    return f'<div class="native-video-embed" data-component-name="VideoPlaceholder" {values}></div>'


def own_sound(chance: Random) -> str:
    """Return an uploaded recording, which is empty but for its attributes."""
    values: dict[str, Json] = {"label": None, "mediaUploadId": uuid(chance), "duration": chance.randrange(20_000) / 100}
    values |= {"downloadable": False, "isEditorNode": True}
    return f'<div class="native-audio-embed" data-component-name="AudioPlaceholder" {attrs(values)}></div>'


ASIDES = (youtube, own_sound, spotify, vimeo, soundcloud, bandcamp, own_film, tiktok)
