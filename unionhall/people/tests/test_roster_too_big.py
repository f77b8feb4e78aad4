"""A file far over the limit, sent to the page on a running server: told so in words before it has been taken."""

import re
import socket
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from unionhall.people.models import RosterImport

PAGE = "/desk/people/rosters/new/"
ANNOUNCED = 200 * 1024 * 1024  # bytes
PIECE = 64 * 1024
MOST_PIECES = 64  # 4 MB: far from the whole
EDGE = "----hall"


@pytest.fixture
def signed_in(house, client):
    """The chair's session, with the token of the page's own form."""
    client.force_login(house.chair)
    page = client.get(PAGE)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    return cookies, token


def send(server, cookies, token):
    """(what the server answered, how many bytes of the file were sent) by a sender who stops once it has an answer."""
    host = urlsplit(server.url)
    field = (
        f'--{EDGE}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
        f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="big.xlsx"\r\n\r\n'
    )
    head = (
        f"POST {PAGE} HTTP/1.1\r\nHost: {host.netloc}\r\nCookie: {cookies}\r\nOrigin: {server.url}\r\n"
        f"Content-Type: multipart/form-data; boundary={EDGE}\r\nContent-Length: {ANNOUNCED}\r\n"
        "Accept-Language: zh-CN\r\nConnection: close\r\n\r\n"
    )
    sent = 0
    with socket.create_connection((host.hostname, host.port), timeout=20) as line:
        line.sendall((head + field).encode())
        line.settimeout(0.2)
        answer = b""
        while not answer and sent < MOST_PIECES * PIECE:
            with suppress(TimeoutError):
                answer = line.recv(PIECE)
            if not answer:
                line.sendall(b"x" * PIECE)
                sent += PIECE
        line.shutdown(socket.SHUT_WR)
        line.settimeout(20)
        while more := line.recv(PIECE):
            answer += more
    return answer.decode(), sent


@pytest.mark.django_db(transaction=True)
def test_two_hundred_megabytes_are_refused_in_words_before_they_arrive(live_server, signed_in):
    answer, sent = send(live_server, *signed_in)
    assert answer.startswith("HTTP/1.1 413")
    assert f"不能超过 {settings.HALL_MAX_UPLOAD // 1024 // 1024} MB" in answer
    assert sent < MOST_PIECES * PIECE
    assert not RosterImport.objects.exists()
