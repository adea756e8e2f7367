"""What is said of the provider's web interface when it is tried."""

import pytest

from outlast.mailing.reaching import Reaching
from tests.mailer.providers.interface import SECRET, interface, says
from tests.outlast.mailing.test_checking import settings


@pytest.mark.parametrize(
    ("quota", "left"),
    [
        (
            {"Max24HourSend": 50_000.0, "SentLast24Hours": 120.0},
            " Of 50,000 letters in 24 hours it would take 49,880 now.",
        ),
        ({"Max24HourSend": 200.0, "SentLast24Hours": 201.0}, " Of 200 letters in 24 hours it would take 0 now."),
        ({"Max24HourSend": -1, "SentLast24Hours": 9.0}, ""),
        ({"Max24HourSend": 200.0}, ""),
    ],
)
def test_how_much_of_the_days_quota_is_left_is_told_where_the_provider_tells(quota, left):
    mail = settings(provider="ses", server="email-smtp.eu-west-1.amazonaws.com:465", api_secret="env:KEY")
    answer = {"SendQuota": quota, "ProductionAccessEnabled": True, "SendingEnabled": True}
    with interface({"/v2/email/account": says(answer)}) as (session, _):
        reaching = Reaching(mail, environ={"KEY": SECRET}, session=lambda: session)
        tried = reaching._tried("interface", reaching._inquire)
    assert tried.works
    assert tried.sentence == f"Amazon SES lets Outlast see who gets no more letters.{left}"
