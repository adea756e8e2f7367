"""The widgets that nearly every post on Substack has, as the words a reader of them gets, without building a tree.

Only the very markup that the editor writes today is known here (formats: substack.md, section 2: picture, sign-up
form, button); whatever differs in the least is left as it is, and so goes the sure way. Lengths are bounded, so that
a body of a thousand openings and no end takes no longer than others.
"""

import re

_TEXT_OF_DATA = r"(?=[^\"]*&quot;text&quot;:&quot;(?P<text>[^&\"\\]+)&quot;)"
_PICTURE = re.compile(
    r'<div class="captioned-image-container"><figure><a class="image-link image2[^>]*>.{0,20000}?</figure></div>',
    re.DOTALL,
)
_ALT = re.compile(r'<img\b[^>"]*(?:"[^"]*"[^>"]*)*?\balt="([^"]*)"')
_ALT_OF_DATA = re.compile(r"&quot;alt&quot;:(?:null|&quot;(.*?)&quot;)")
_CAPTION = re.compile(r'<figcaption class="image-caption">(.*?)</figcaption>', re.DOTALL)
_FORM = re.compile(
    rf'<div class="subscription-widget-wrap(?:-editor)?" data-attrs="{_TEXT_OF_DATA}[^"]*"[^>]*>'
    r'<div class="subscription-widget show-subscribe"><div class="preamble"><p class="cta-caption">'
    r'(?P<caption>.{0,4000}?)</p></div><form class="subscription-widget-subscribe">'
    r"(?:(?!<form|</form>).){0,4000}</form></div></div>",
    re.DOTALL,
)
_BUTTON = re.compile(
    rf'<p class="button-wrapper" data-attrs="{_TEXT_OF_DATA}[^"]*" data-component-name="ButtonCreateButton">'
    r'<a class="button primary" href="[^"]*"[^>]*><span>[^<]*</span></a></p>'
)


def without_widgets(html: str) -> str:
    """Return `html` with the words of pictures, sign-up forms and buttons in the place of their markup."""
    if "data-" not in html:
        return html
    html = _PICTURE.sub(_words_of_picture, html)
    html = _FORM.sub(r"<p>\g<text> \g<caption></p>", html)
    return _BUTTON.sub(r"<p>\g<text></p>", html)


def _words_of_picture(match: re.Match[str]) -> str:
    picture = match[0]
    shown, said = _ALT.search(picture), _ALT_OF_DATA.search(picture)
    alt = shown[1] if shown else ""
    if picture.count("<img") != 1 or (said and said[1] and said[1] != alt):
        return picture
    caption = _CAPTION.search(picture)
    return f"<p>{alt} {caption[1] if caption else ''}</p>"
