"""ntfy and webhook, against a real web server: what is posted, what is told of the answer, and what never is."""

import socket

import pytest

from outlast.errors import AlertFailed
from tests.outlast.alerts.some_news import DOWN, way
from tests.outlast.alerts.web_server import running

TOPIC = "maya-long-secret-topic"


def test_a_webhook_gets_the_news_as_json():
    with running() as server:
        said = way("webhook", f"http://127.0.0.1:{server.port}/hook/s3cret?key=abcd").send(DOWN)
    ((path, headers, posted),) = server.posts
    assert path == "/hook/s3cret?key=abcd"
    assert headers["content-type"] == "application/json"
    assert posted == {
        "type": "outlast.news",
        "kind": "down",
        "state": "suspended",
        "severity": "alarm",
        "title": DOWN.title,
        "text": DOWN.text,
        "next": DOWN.next,
        "account": "nightletters",
        "incident": DOWN.incident,
        "when": "2026-11-20T12:00:00+00:00",
    }
    assert said == '127.0.0.1 answered: 200 {"id":"x1"}'


def test_ntfy_gets_topic_title_and_priority_as_its_own_json():
    with running() as server:
        way("ntfy", f"http://127.0.0.1:{server.port}/{TOPIC}").send(DOWN)
    ((path, headers, posted),) = server.posts
    assert path == "/"
    assert "authorization" not in headers
    assert (posted["topic"], posted["title"], posted["priority"]) == (TOPIC, DOWN.title, 5)
    assert posted["tags"] == ["rotating_light"]
    assert DOWN.text in posted["message"]
    assert "outlast incident timeline" in posted["message"]


@pytest.mark.parametrize(
    ("before", "sent"), [(":tk_abc123@", "Bearer tk_abc123"), ("maya:p%40ss@", "Basic bWF5YTpwQHNz")]
)
def test_ntfy_signs_in_with_what_stands_in_the_address(before, sent):
    with running() as server:
        way("ntfy", f"http://{before}127.0.0.1:{server.port}/{TOPIC}").send(DOWN)
    assert server.posts[0][1]["authorization"] == sent


@pytest.mark.parametrize(
    ("status", "permanent"),
    [(400, True), (401, True), (404, True), (408, False), (429, False), (500, False), (503, False)],
)
def test_a_refusal_is_told_in_the_servers_words_without_the_secret(status, permanent):
    with running() as server:
        server.status, server.answer = status, f'{{"error":"no /{TOPIC} for tk_abc123"}}'.encode()
        with pytest.raises(AlertFailed) as failed:
            way("ntfy", f"http://:tk_abc123@127.0.0.1:{server.port}/{TOPIC}").send(DOWN)
    assert failed.value.permanent is permanent
    assert failed.value.what == f'127.0.0.1 answered: {status} {{"error":"no /… for …"}}'


def test_a_redirect_is_not_followed():
    with running() as server, running() as other:
        server.status, server.headers = 307, {"Location": f"http://localhost:{other.port}/elsewhere"}
        with pytest.raises(AlertFailed, match="redirects to localhost") as failed:
            way("webhook", f"http://127.0.0.1:{server.port}/hook").send(DOWN)
    assert failed.value.permanent
    assert other.posts == []


def test_the_netrc_of_the_computer_is_not_sent(home):
    (home / ".netrc").write_text("machine 127.0.0.1 login maya password fromnetrc\n")
    (home / ".netrc").chmod(0o600)
    with running() as server:
        way("webhook", f"http://127.0.0.1:{server.port}/hook").send(DOWN)
    assert "authorization" not in server.posts[0][1]


@pytest.mark.parametrize("kind", ["ntfy", "webhook"])
@pytest.mark.parametrize(
    "address", ["not an address", "ftp://example.org/x", "https://", "http://[::1/x", "https://a b/c"]
)
def test_what_is_no_address_is_told_without_repeating_it(kind, address):
    with pytest.raises(AlertFailed, match="no web address") as failed:
        way(kind, address).send(DOWN)
    assert failed.value.permanent
    assert address not in failed.value.what


def test_an_ntfy_address_without_a_topic_is_told():
    with pytest.raises(AlertFailed, match="no topic"):
        way("ntfy", "https://ntfy.sh/").send(DOWN)


def test_nobody_at_the_port_is_tried_again_and_the_address_stays_secret():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(AlertFailed, match=r"^127\.0\.0\.1 cannot be reached\.$") as failed:
        way("webhook", f"http://127.0.0.1:{port}/hook/s3cret").send(DOWN)
    assert not failed.value.permanent
    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__


def test_a_server_that_never_answers_is_left_after_the_time():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(AlertFailed, match="did not answer"):
            way("webhook", f"http://127.0.0.1:{port}/hook", means={"patience": 0.05}).send(DOWN)
