"""Files of single items of an agenda: given to delegates, brought with the result, named in the record."""

from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from unionhall.bargaining import actions
from unionhall.bargaining.models import AgendaItem, AgendaPaper, Congress
from unionhall.bargaining.refusals import NotNow, TooManyPapers
from unionhall.documents import queries as documents
from unionhall.documents.models import Document

from .test_congress import call, congress  # noqa: F401  the fixture

pytestmark = pytest.mark.django_db
THAT_DAY = date(2026, 3, 12)


def shot(n: int) -> SimpleUploadedFile:
    """A photo unlike those of other numbers."""
    body = BytesIO()
    Image.new("RGB", (20 + n, 20), "white").save(body, "JPEG")
    return SimpleUploadedFile(f"{n}.jpg", body.getvalue(), content_type="image/jpeg")


def test_an_item_keeps_its_own_files(congress: Congress, house: Any, as_: Any, clock: Any) -> None:  # noqa: F811
    session, unit = call(congress, house), congress.unit.code
    browser = as_(house.chair)

    def url(name: str, *more: Any) -> str:
        return reverse(f"bargaining:{name}", args=[unit, session.pk, *more])

    given = {"type": "pass", "title": "工资集体合同草案"}
    bad = SimpleUploadedFile("草案.exe", b"MZ" * 400)
    refused = browser.post(url("item-new"), given | {"papers": [bad]})
    assert set(refused.context["form"].errors) == {"papers"}
    assert browser.post(url("item-new"), given | {"papers": [shot(0)]}).status_code == 302
    other = actions.put_on_agenda(session=session, type="hear", title="报告", by=house.chair)
    clock.move_to("2026-03-12")
    browser = as_(house.chair)
    actions.open_session(session=session, on=THAT_DAY, total=54, present=50, by=house.chair)
    item = AgendaItem.objects.get(type="pass")
    votes = {"issued": 50, "returned": 50, "yes": 40, "no": 10, "abstain": 0, "resolution": "通过"}
    assert browser.post(url("item-count", item.pk), votes | {"papers": [shot(9)]}).status_code == 302
    assert list(AgendaPaper.objects.order_by("at", "pk").values_list("item_id", "outcome")) == [
        (item.pk, False), (item.pk, True),
    ]  # fmt: skip
    page = browser.get(url("session")).content.decode()
    assert page.count("会议材料") == page.count("结果材料") == 1
    first = AgendaPaper.objects.order_by("at", "pk")[0]
    answer = browser.get(url("item-paper", first.pk))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert sha256(answer.getvalue()).hexdigest() == first.sha256
    assert as_(house.outsider_chair).get(url("item-paper", first.pk)).status_code == 404
    actions.draw_record(session=session, congress=congress, by=house.chair)
    listed = documents.facts_of(Document.objects.get())["papers"]
    assert [(n, kind, digest) for n, _name, kind, digest in listed] == [
        ("1", "会议材料", first.sha256[:16]),
        ("1", "结果材料", AgendaPaper.objects.order_by("-at", "-pk")[0].sha256[:16]),
    ]
    actions.count_item(session=session, item=other, opinions="好", papers=[shot(0)], by=house.chair)
    actions.count_item(session=session, item=other, opinions="好", papers=[shot(0)], by=house.chair)
    assert AgendaPaper.objects.filter(item_id=other.pk).count() == 1  # the same file once
    actions.report_session(session=session, on=THAT_DAY, by=house.chair)
    with pytest.raises(NotNow, match="归档"):
        actions.count_item(session=session, item=other, opinions="改", by=house.chair)


def test_there_is_an_end_to_files(congress: Congress, house: Any) -> None:  # noqa: F811
    session = call(congress, house)
    with pytest.raises(TooManyPapers):
        actions.put_on_agenda(
            session=session, type="hear", title="报告", papers=[shot(n) for n in range(13)], by=house.chair
        )
    assert not AgendaItem.objects.exists()
