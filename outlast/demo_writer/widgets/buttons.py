"""Buttons, subscribe forms and what else asks a subscriber to do something."""

from random import Random

from outlast.demo_writer.widgets._attrs import PUBLICATION, attrs, raw_attrs

_SHARE = f"{PUBLICATION}/?utm_source=substack&utm_medium=email&utm_content=share&action=share"
PAYWALL = '<div class="paywall-jump" data-component-name="PaywallToDOM"></div>'


def _button(url: str, text: str) -> str:
    values = raw_attrs({"url": url, "text": text, "action": None, "class": None})
    link = url.replace("&", "&amp;")
    return (
        f'<p class="button-wrapper" {values} data-component-name="ButtonCreateButton">'
        f'<a class="button primary" href="{link}"><span>{text}</span></a></p>'
    )


def share_button(chance: Random) -> str:
    """Return a button that shares."""
    return _button(_SHARE, chance.choice(("Share", "Share Night Letters")))


def comment_button(chance: Random) -> str:
    """Return a button that leads to the comments of a letter."""
    slug = chance.choice(("the-2304-to-the-coast", "one-chair-one-lamp"))
    return _button(f"{PUBLICATION}/p/{slug}/comments", "Leave a comment")


def gift_button(chance: Random) -> str:
    """Return a button that gives a subscription."""
    return _button(
        f"{PUBLICATION}/subscribe?gift=true", chance.choice(("Give a gift subscription", "Give Night Letters"))
    )


def subscribe_button(chance: Random) -> str:
    """Return a button that subscribes."""
    return _button(f"{PUBLICATION}/subscribe?", chance.choice(("Subscribe now", "Get the next one")))


def own_button(chance: Random) -> str:
    """Return a button with a link of the writer's own."""
    return _button(
        "https://example.org/tide-table-2026", chance.choice(("See the tide table", "The table for this year"))
    )


def captioned_button(chance: Random) -> str:
    """Return a button under a line of text."""
    line = chance.choice(
        ("This letter is public, so feel free to pass it on.", "Know somebody who is up at this hour?")
    )
    return (
        f'<div class="captioned-button-wrap" {raw_attrs({"url": _SHARE, "text": "Share"})} '
        f'data-component-name="CaptionedButtonToDOM"><div class="preamble"><p class="cta-caption">{line}</p></div>'
        f"{_button(_SHARE, 'Share')}</div>"
    )


def subscribe_form(chance: Random, *, old: bool = False) -> str:
    """Return the form to subscribe, of today or as it was."""
    line = chance.choice(
        (
            "Thanks for reading Night Letters! Subscribe for free to receive new posts.",
            "Night Letters is kept up by its readers. Subscribe, and a letter will come on Sunday.",
        )
    )
    outside, component = "subscription-widget-wrap-editor", ' data-component-name="SubscribeWidgetToDOM"'
    if old:
        outside, component = "subscription-widget-wrap", ""
    values = attrs({"url": f"{PUBLICATION}/subscribe?", "text": "Subscribe", "language": "en"})
    return (
        f'<div class="{outside}" {values}{component}><div class="subscription-widget show-subscribe">'
        f'<div class="preamble"><p class="cta-caption">{line}</p></div><form class="subscription-widget-subscribe">'
        '<input type="email" class="email-input" name="email" placeholder="Type your email…" tabindex="-1">'
        '<input type="submit" class="button primary" value="Subscribe"><div class="fake-input-wrapper">'
        '<div class="fake-input"></div><div class="fake-button"></div></div></form></div></div>'
    )


def old_subscribe_form(chance: Random) -> str:
    """Return the form to subscribe as it was."""
    return subscribe_form(chance, old=True)


def for_guests(chance: Random) -> str:
    """Return a block that only some people see."""
    audience = chance.choice(("non_sub", "free_sub"))
    return (
        '<div class="dynamic-content-block" data-dynamic-content="true" data-attrs="{}" '
        f'data-dynamic-audiences="{audience}"><div class="dynamic-content-match" data-dynamic-content-match="true">'
        "<p>If you are only passing through: there is a chair by the stove.</p></div></div>"
    )


def app_promotion(chance: Random) -> str:
    """Return the advertisement for Substack's own app."""
    systems = chance.choice(("Available for iOS and Android", "Available on iOS and Android"))
    return (
        '<div class="install-substack-app-embed install-substack-app-embed-web" '
        'data-component-name="InstallSubstackAppToDOM"><img class="install-substack-app-embed-img" '
        'src="https://substackcdn.com/image/fetch/w_120/app.png"><div class="install-substack-app-embed-text">'
        '<div class="install-substack-app-header">Get more from Maya Lindqvist in the Substack app</div>'
        f'<div class="install-substack-app-text">{systems}</div></div>'
        '<a href="https://substack.com/app/app-store-redirect?utm_campaign=app-marketing" target="_blank" '
        'class="install-substack-app-embed-link"><button class="install-substack-app-embed-btn button primary">'
        "Get the app</button></a></div>"
    )


ASIDES = (
    share_button,
    comment_button,
    gift_button,
    own_button,
    captioned_button,
    subscribe_button,
    old_subscribe_form,
    for_guests,
    app_promotion,
)
