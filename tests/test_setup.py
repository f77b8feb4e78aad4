"""The ground the other tests stand on: closed network, set clock, strict templates, keys, jobs, one real page."""

import json
import socket
import stat
import urllib.request

import pytest
from django.template import Context, Template
from django.utils import timezone
from pytest_socket import SocketConnectBlockedError

from config import secrets
from unionhall.kit import jobs

DONE: list[int] = []


@jobs.task()
def remember(number: int) -> None:
    DONE.append(number)


@pytest.mark.filterwarnings("ignore:A test tried to use:UserWarning")
def test_the_network_is_closed():
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_the_clock_is_set(clock):
    assert timezone.localtime().strftime("%Y-%m-%d %H:%M") == "2026-03-05 10:00"
    clock.move_to("2026-04-01")
    assert timezone.localdate().isoformat() == "2026-04-01"
    clock.shift(days=1, hours=14)
    assert timezone.localdate().isoformat() == "2026-04-03"


def test_a_missing_template_variable_is_an_error():
    with pytest.raises(LookupError, match="nobody"):
        Template("{{ nobody.name }}").render(Context({}))
    assert Template("{% if nobody %}x{% endif %}").render(Context({})) == ""


def test_keys_are_made_once_and_only_their_owner_reads_them(tmp_path):
    first, second = secrets.load(tmp_path, {}), secrets.load(tmp_path, {})
    assert first == second == json.loads((tmp_path / "secrets.json").read_text())
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secrets.json"]


def test_keys_from_the_environment_leave_no_file(tmp_path):
    given = {"SECRET_KEY": "s", "FIELD_KEYS": "k1:AAAA, k2:BBBB", "BLIND_KEY": "CCCC"}
    assert secrets.load(tmp_path, given) == {
        "secret_key": "s",
        "field_keys": {"k1": "AAAA", "k2": "BBBB"},
        "blind_key": "CCCC",
    }
    assert not list(tmp_path.iterdir())


def test_a_job_waits_for_the_commit(db, django_capture_on_commit_callbacks):
    DONE.clear()
    with django_capture_on_commit_callbacks(execute=True):
        jobs.enqueue(remember, 7)
        assert DONE == []
    assert DONE == [7]


def test_the_health_page_asks_the_database(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get("/healthz")
    assert answer.json() == {"ok": True}
    assert "script-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.browser
@pytest.mark.slow
def test_chromium_reaches_this_house_and_nothing_else(phone, live_server):
    assert phone.goto("/healthz").ok
    with urllib.request.urlopen(f"{live_server.url}/healthz", timeout=5) as answer:
        assert answer.status == 200
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        phone.goto("http://example.com/")
