"""Requests are signed as Amazon's own test suite has it (aws-sig-v4-test-suite, the cases by their names there)."""

from datetime import UTC, datetime

import pytest

from mailer.providers._signature_v4 import Scope, signed_headers

SCOPE = Scope(key_id="AKIDEXAMPLE", region="us-east-1", service="service")
SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
NOW = datetime(2015, 8, 30, 12, 36, tzinfo=UTC)
HOST = "https://example.amazonaws.com"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("name", "method", "url", "headers", "body", "signature"),
    [
        (
            "get-vanilla",
            "GET",
            f"{HOST}/",
            {},
            b"",
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        ),
        (
            "get-vanilla-query-order-key-case",
            "GET",
            f"{HOST}/?Param2=value2&Param1=value1",
            {},
            b"",
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        ),
        (
            "post-vanilla",
            "POST",
            f"{HOST}/",
            {},
            b"",
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        ),
        (
            "post-header-value-case",
            "POST",
            f"{HOST}/",
            {"My-Header1": "VALUE1"},
            b"",
            "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
        ),
        (
            "post-x-www-form-urlencoded",
            "POST",
            f"{HOST}/",
            FORM,
            b"Param1=value1",
            "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
        ),
    ],
)
def test_the_suite_gives_the_same_signature(name, method, url, headers, body, signature):
    signed = signed_headers(SCOPE, SECRET, method, url, body, NOW, headers)
    assert signed["X-Amz-Date"] == "20150830T123600Z"
    assert signed["Authorization"].startswith(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders="
    )
    assert signed["Authorization"].endswith(f"Signature={signature}")


def test_the_secret_is_in_no_header():
    signed = signed_headers(SCOPE, SECRET, "GET", f"{HOST}/", b"", NOW)
    assert SECRET not in "".join(signed.values())
