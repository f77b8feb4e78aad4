"""HTML typed into any text field is shown as the text it is, on every page, in every sheet's page and search."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.test import Client
from django.urls import reverse

from tests.cast import build_house
from tests.scope.addresses import ADDRESSES
from tests.scope.test_every_route import LISTS, _close, is_open, is_open_somewhere, place_and_url
from tests.scope.world import build
from unionhall.accounts.models import User
from unionhall.cases.models import Appointment, Attachment, Case, CaseEvent, DeskCase, Helper, Hop
from unionhall.channels.models import Notice
from unionhall.kit.models import Job
from unionhall.orgs.models import Employer, Unit, UnitChange
from unionhall.people.models import Person, RollEntry, RosterExport, RosterImport, StaffPost
from unionhall.worklist.models import Evidence, Item, Share, Slip

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]

SCRIPT = "<script>alert(1)</script>"
PICTURE = '"><img src=x>'
MARKS = (SCRIPT, "<img src=x>")
TYPED: dict[type[models.Model], tuple[str, ...]] = {
    Unit: ("name", "short_name", "address", "contact", "opening_hours"),
    Employer: ("name", "address"),
    UnitChange: ("reason", "approval_no"),
    User: ("name",),
    Person: ("name", "job", "ethnicity"),
    RollEntry: ("name",),
    StaffPost: ("name", "title", "duties"),
    RosterImport: ("file_name", "message"),
    RosterExport: ("purpose", "asked_by_name"),
    Case: ("title", "holder_name", "routed_because"),
    DeskCase: ("title", "who", "holder_name"),
    CaseEvent: ("by_name",),
    Hop: ("reason",),
    Helper: ("asked", "answer"),
    Appointment: ("place", "with_name"),
    Attachment: ("name",),
    Item: ("title", "purpose", "basis", "checker"),
    Share: ("owner_name",),
    Evidence: ("words", "document_no", "decided_because"),
    Slip: ("answer",),
    Notice: ("title", "words"),
    Job: ("message",),
}


WHO = ("reviewer", "chair", "caseworker", "organiser", "province_leader", "auditor", "security_admin")


@pytest.fixture(scope="module")
def spoiled(keeping: Any) -> Iterator[Any]:
    """Both sides, with markup in every field somebody types."""
    with keeping(lambda clock: _spoil(build_house())) as made:
        yield made


def _spoil(house: Any) -> Any:
    sides = build(house)
    for model, names in TYPED.items():
        for name in names:
            room = _room(model, name)
            text = f"{SCRIPT}{PICTURE}" if room >= 40 else PICTURE if room >= 14 else "<b>"
            model._base_manager.update(**{name: text})
    return house, sides


def _room(model: type[models.Model], name: str) -> int:
    try:
        return getattr(model._meta.get_field(name), "max_length", None) or 1000
    except FieldDoesNotExist as error:
        raise AssertionError(f"{model.__name__} has no field {name} any more") from error


def test_no_page_lets_markup_through(spoiled: Any) -> None:
    house, sides = spoiled
    clients = {role: Client() for role in WHO}
    for role, client in clients.items():
        client.force_login(house.cast[role])
    pages = [(reverse(name), [r for r in WHO if is_open_somewhere(house.cast[r], name)]) for name in LISTS]
    for name in ADDRESSES:
        place, url = place_and_url(name, sides[0])
        pages.append((url, [role for role in WHO if is_open(house.cast[role], name, place)]))
    wrong = [
        f"{role}: {url}"
        for url, roles in pages
        for role in {*roles[:1], *roles[-1:]}  # two who see different things on it
        if _lets_through(clients[role], url)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_markup_is_there_as_text(spoiled: Any) -> None:
    """Else the two tests here would pass on pages that show none of it."""
    house, sides = spoiled
    client = Client()
    client.force_login(house.reviewer)
    for name in ("cases:detail", "orgs:unit-detail", "orgs:employer-detail", "people:person", "worklist:share"):
        answer = client.get(place_and_url(name, sides[0])[1])
        assert "&lt;script&gt;" in answer.content.decode(), name


def test_workers_pages_let_no_markup_through(spoiled: Any) -> None:
    house, sides = spoiled
    client = Client()
    client.force_login(house.worker)
    names = ("faces:home", "faces:mine", "faces:services", "cases:mine", "channels:notices", "people:my-data")
    urls = [reverse(name) for name in (*names, "people:my-membership", "people:my-card", "worklist:promises")]
    urls += [reverse("cases:my-detail", args=[sides[0].case.number]), reverse("indicators:board")]
    assert not [url for url in urls if _lets_through(client, url)]


def _lets_through(client: Client, url: str) -> bool:
    answer: Any = client.get(url, follow=True)
    if answer.streaming or not answer["Content-Type"].startswith("text/html"):
        _close(answer)
        return False
    text = answer.content.decode()
    return any(mark in text for mark in MARKS)
