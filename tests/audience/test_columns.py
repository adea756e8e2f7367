import pytest

from backup.audience.columns import ListVariant, address_column, detect, key_function

A = "email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at"
B = "email,active_subscription,expiry,plan,email_disabled,digest_enabled,created_at"
C = "email,active_subscription,expiry,plan,email_disabled,created_at"
D = "email,active_subscription,expiry,email_disabled,prefer_digests,created_at"
E = "email,expiry,email_disabled,prefer_digests,stripe_connected_customer_id,type"
F = "Name,Email,Country,Type,Start date,Subscription interval,Revenue,Emails opened (6mo)"


@pytest.mark.parametrize(
    ("header", "variant"),
    [
        (A, ListVariant.A),
        (B, ListVariant.B),
        (C, ListVariant.C),
        (D, ListVariant.D),
        (E, ListVariant.E),
        (F, ListVariant.F),
        (A.upper(), ListVariant.A),
        ("\ufeff" + A, ListVariant.A),
        (A + ",favourite_colour", ListVariant.A),
        ("email_address,name", ListVariant.OTHER),
    ],
)
def test_a_list_is_told_by_its_header(header: str, variant: ListVariant) -> None:
    assert detect(header.split(",")) is variant


def test_a_table_without_addresses_is_no_list() -> None:
    assert detect(["title", "post_date", "views"]) is None
    assert detect(["email_disabled", "emails opened (6mo)"]) is None


@pytest.mark.parametrize(
    "name",
    [
        "E-Mail",
        "Email Address",
        "E-Mail-Adresse",
        "Adresse e-mail",
        "Courriel",
        "Correo electrónico",
        "e-post",
        "Indirizzo e-mail",
        "Электронная почта",
        "メールアドレス",
        "邮箱",
        "이메일",
        "ईमेल",
        "Contact (email)",
    ],
)
def test_the_address_column_is_known_in_the_writers_language(name: str) -> None:
    assert address_column(["Name", name, "x"]) == 1


def test_email_wins_over_other_names_for_it() -> None:
    assert address_column(["mail", "Email"]) == 1


@pytest.mark.parametrize(
    ("header", "record", "key"),
    [
        ("email,x", b"Ada@Example.ORG,1", "ada@example.org"),
        ("email,x", b" ada@example.org\t,1", "ada@example.org"),
        ("email,x", b'"Ada@example.org",1', "ada@example.org"),
        ("email,x", "STRASSE@ßÖ.example,1".encode(), "strasse@ßö.example"),
        ("x,email,y", b'"a,b",Ada@example.org,c', "ada@example.org"),
        ("x,email,y", b"1,Ada@example.org,c", "ada@example.org"),
        ("x,email,y", b"1", ""),
        ("x,email,y", b'"1"', ""),
        ("email", b"Ada@example.org", "ada@example.org"),
    ],
)
def test_the_key_is_the_address_in_lower_case(header: str, record: bytes, key: str) -> None:
    assert key_function(header.split(","))(record) == key


def test_a_header_without_an_address_has_no_key() -> None:
    with pytest.raises(ValueError, match="address"):
        key_function(["name", "plan"])
