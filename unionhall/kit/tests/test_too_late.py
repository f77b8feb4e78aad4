"""A form whose session or mark has gone: refused, told in plain words, with the way back to what was typed."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = "http://testserver/my/cases/33010620260305000017/message/"


def send(client, **headers):
    return client.post(PAGE, {"says": "写了很久的话"}, headers={"Referer": PAGE, **headers})


def test_after_the_session_ended_it_is_said_and_nothing_is_lost(house):
    answer = send(Client())
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "没有丢" in text
    assert f'href="{PAGE}" data-hall-back' in text
    assert 'href="/sign-in/?next=http%3A%2F%2Ftestserver%2Fmy%2Fcases%2F33010620260305000017%2Fmessage%2F"' in text


def test_a_part_of_a_page_still_leads_to_signing_in(house):
    assert send(Client(), **{"HX-Request": "true"})["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(("cookie", "said"), [("", "Cookie"), ("a" * 32, "放得太久")])
def test_without_a_valid_mark(house, cookie, said):
    client = Client(enforce_csrf_checks=True)
    client.force_login(house.worker)
    if cookie:
        client.cookies["csrftoken"] = cookie
    answer = send(client)
    text = answer.content.decode()
    assert answer.status_code == 403
    assert said in text
    assert "没有丢" in text
    assert "data-hall-back" in text
    assert "/sign-in/?next" not in text  # signed in already


def test_no_way_back_to_another_house(house):
    assert "evil.example" not in send(Client(), Referer="https://evil.example/form").content.decode()
