"""Which way of unsubscribing a letter offers."""

import pytest

from mailer.unsubscribe.kind import UnsubscribeKind, kind_of


@pytest.mark.parametrize(
    ("drop_box", "provider", "kind"),
    [
        (None, False, UnsubscribeKind.MAILTO),
        ("", False, UnsubscribeKind.MAILTO),
        ("https://u.writer.example", False, UnsubscribeKind.DROP_BOX),
        (None, True, UnsubscribeKind.PROVIDER),
        ("https://u.writer.example", True, UnsubscribeKind.PROVIDER),
    ],
)
def test_the_provider_goes_before_the_drop_box_and_that_before_the_mailbox(drop_box, provider, kind):
    assert kind_of(drop_box=drop_box, provider_does_it=provider) is kind


def test_only_a_link_takes_one_click():
    assert [kind for kind in UnsubscribeKind if not kind.one_click] == [UnsubscribeKind.MAILTO]
