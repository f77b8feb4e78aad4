"""成卷: one PDF of everything, for who works on the case and for the worker; others' names and numbers are masked."""

import io
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader, PdfWriter

from unionhall.audit.models import PersonLine
from unionhall.cases import actions, bundle, queries
from unionhall.cases.bundle.masking import Masking
from unionhall.cases.models import Attachment, Case
from unionhall.cases.refusals import NotNow, WordsNeeded
from unionhall.cases.tests.making import a_case
from unionhall.documents import actions as documents
from unionhall.kit.access import NotAllowed
from unionhall.kit.models import Job

pytestmark = pytest.mark.django_db


def _picture(size: tuple[int, int] = (300, 200)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "navy").save(made, "JPEG")
    return made.getvalue()


def _pdf(*sizes: tuple[float, float], turned: int = 0) -> bytes:
    writer = PdfWriter()
    for width, height in sizes:
        page = writer.add_blank_page(width, height)
        if turned:
            page.rotate(turned)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _paper(case: Case, name: str, kind: str, content: bytes) -> Attachment:
    made: Attachment = Attachment.objects.create(
        person_id=case.person_id, case_id=case.pk, name=name, kind=kind, size=len(content), sha256="0" * 64,
        file=default_storage.save(f"cases/test/{name}", ContentFile(content)), by_id=case.person_id,
    )  # fmt: skip
    return made


@pytest.fixture
def case(house: Any) -> Case:
    """With the union, with papers of every sort, a signed letter and a note about somebody else."""
    made = a_case(house, employer=house.uncovered[0])
    actions.take(case=made, by=house.township)
    made = queries.case_for(house.township, made.number)
    actions.note(
        case=made, by=house.township, words="厂长电话13800138000，证件33010219000101123X，例镇办已去过。",
    )  # fmt: skip
    _paper(made, "欠条.jpg", "jpeg", _picture())
    _paper(made, "合同.pdf", "pdf", _pdf((595, 842), (842, 1191)))
    _paper(made, "工资表.xlsx", "xlsx", b"PK")
    _paper(made, "坏的.pdf", "pdf", b"%PDF-1.7 broken")
    letter = documents.draw_up(
        kind="documents.letter", unit=made.unit, facts={"title": "关于支付工资的函", "text": "请支付工资。"},
        by=house.township, subject=made, addressee="例单位",
    )  # fmt: skip
    documents.sign_off(document=letter, by=house.reviewer)
    return queries.case_for(house.township, made.number)


def bound(case: Case, by: Any) -> PdfReader:
    actions.ask_bundle(case=case, by=by, reason="移送仲裁")
    return made(case, by)


def made(case: Case, by: Any) -> PdfReader:
    return PdfReader(io.BytesIO(actions.take_bundle(case=case, by=by)))


def text_of(reader: PdfReader) -> list[str]:
    return ["".join(page.extract_text().split()) for page in reader.pages]


@pytest.fixture(autouse=True)
def _at_once(django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The job runs when its row is written, as after the commit."""
    from unionhall.kit import background

    ask = actions.ask_bundle

    def asked(**given: Any) -> Job:
        with django_capture_on_commit_callbacks(execute=True):
            job = ask(**given)
        found = background.job(job.desk_id, job.pk)
        assert found is not None
        return found

    monkeypatch.setattr(actions, "ask_bundle", asked)


def test_everything_is_in_it_with_index_bookmarks_and_numbers(case: Case, house: Any) -> None:
    reader = bound(case, house.township)
    pages = text_of(reader)
    outline = {str(one["/Title"]): reader.get_destination_page_number(one) + 1 for one in reader.outline}  # type: ignore[call-overload,arg-type]
    letter = next(title for title in outline if title.startswith("关于支付工资的函"))
    assert list(outline) == ["封面和目录", "诉求内容", "办理经过", letter, "欠条.jpg", "合同.pdf"]
    assert case.number in pages[0]
    index = pages[1]
    for title, number in list(outline.items())[1:]:
        assert "".join(title.split()) in index
        assert f"第{number}页共{len(pages)}页" in pages[number - 1]
    for row in (
        f"欠条.jpg{outline['欠条.jpg']}",
        f"合同.pdf{outline['合同.pdf']}",
        "工资表.xlsx原件另附—",
        "文件无法读取",
    ):
        assert row in index
    assert "两个月没发工资" in pages[outline["诉求内容"] - 1]
    assert "请支付工资。" in pages[outline[letter] - 1]
    assert len(pages) == outline["合同.pdf"] + 1
    assert all(abs(float(page.mediabox.width) - 595) < 2 for page in reader.pages)


def test_others_are_masked_in_what_we_write_of_it(case: Case, house: Any) -> None:
    pages = text_of(bound(case, house.township))
    timeline = next(page for page in pages if page.startswith("办理经过") or "办理经过时间经过" in page)
    assert "138****8000" in timeline
    assert "330***********123X" in timeline
    for hidden in ("13800138000", "33010219000101123X", str(house.township)):
        assert hidden not in "".join(pages)
    assert str(house.worker) in pages[0]


def test_masking_keeps_the_claimants_own_and_what_only_looks_like_a_number() -> None:
    masking = Masking(own=["13900000001", "33010219000101123X"], names=["例办事", "例"])
    said = masking("13900000001 33010219000101123x 13800138000 1380013800012 例办事到场，编号3301102026030500001")
    assert said == "13900000001 33010219000101123x 138****8000 1380013800012 例*事到场，编号3301102026030500001"


def test_the_worker_gets_what_the_worker_may_read(case: Case, house: Any) -> None:
    pages = "".join(text_of(bound(case, house.worker)))
    assert "两个月没发工资" in pages
    assert "厂长电话" not in pages  # an internal note
    assert "关于支付工资的函" not in pages  # the union's letter, not one about the worker
    assert "欠条.jpg" in pages


def test_a_hidden_identity_stays_hidden(house: Any) -> None:
    hidden = a_case(house, secrecy="hidden", employer=house.uncovered[0])
    pages = "".join(text_of(bound(hidden, house.township)))
    assert "身份已隐藏" in pages
    assert str(house.worker) not in pages


def test_who_may_have_it_bound(case: Case, house: Any) -> None:
    for nobody in (house.outsider, house.auditor, house.newcomer, house.chair):
        with pytest.raises(NotAllowed):
            actions.ask_bundle(case=case, by=nobody, reason="好奇")
    with pytest.raises(WordsNeeded):
        actions.ask_bundle(case=case, by=house.township, reason=" ")
    with pytest.raises(NotNow):
        actions.take_bundle(case=case, by=house.township)
    bound(case, house.township)
    with pytest.raises(NotNow):
        actions.take_bundle(case=case, by=house.reviewer)  # everyone asks for the own
    acts = PersonLine.objects.filter(action__startswith="cases.bundle.").order_by("pk")
    assert [(line.action, line.because) for line in acts] == [
        ("cases.bundle.asked", "移送仲裁"), ("cases.bundle.made", ""), ("cases.bundle.taken", ""),
    ]  # fmt: skip


def test_the_file_lies_sealed_and_is_forgotten(case: Case, house: Any, clock: Any) -> None:
    bound(case, house.township)
    job = queries.bundle_of(case, house.township)
    assert job is not None
    with default_storage.open(job.result["bundle"]) as file:
        assert not file.read().startswith(b"%PDF")
    assert actions.drop_bundles(by=house.township) == 0
    clock.move_to("2026-03-13 04:00")
    assert actions.drop_bundles(by=house.township) == 1
    assert actions.drop_bundles(by=house.township) == 0
    assert bundle.open_kept(job.result["bundle"]) is None
    with pytest.raises(NotNow):
        actions.take_bundle(case=case, by=house.township)


def test_pages_of_the_desk_and_of_the_worker(case: Case, house: Any) -> None:
    desk, worker, outsider = Client(), Client(), Client()
    desk.force_login(house.township)
    worker.force_login(house.worker)
    outsider.force_login(house.outsider)
    at = reverse("cases:bundle", args=[case.number])
    assert at in desk.get(reverse("cases:detail", args=[case.number])).content.decode()
    assert desk.post(at, {"says": ""}).status_code == 422
    assert desk.post(at, {"says": "移送仲裁"}).status_code == 302
    assert "案卷已生成" in desk.get(at).content.decode()
    assert desk.post(reverse("cases:bundle-file", args=[case.number])).content.startswith(b"%PDF")
    assert outsider.get(at).status_code == 404
    mine = reverse("cases:my-bundle", args=[case.number])
    assert mine in worker.get(reverse("cases:my-detail", args=[case.number])).content.decode()
    assert worker.post(mine).status_code == 302
    assert worker.post(reverse("cases:my-bundle-file", args=[case.number])).content.startswith(b"%PDF")
    assert outsider.get(mine).status_code == 404


def test_a_photo_gets_as_many_points_as_paper_shows_and_a_small_one_stays(case: Case, house: Any) -> None:
    noise = Image.effect_noise((2448, 3264), 60).convert("RGB")
    large = io.BytesIO()
    noise.save(large, "JPEG", quality=85)
    small = _picture((900, 600))
    _paper(case, "现场.jpg", "jpeg", large.getvalue())
    _paper(case, "小图.jpg", "jpeg", small)
    pages = [page for page in bound(case, house.township).pages if page.images]
    assert [page.images[0].image.size for page in pages[-2:]] == [(1224, 1632), (900, 600)]  # type: ignore[union-attr]
    assert pages[-1].images[0].data == small


def test_turned_and_large_pages_become_upright_a4(case: Case, house: Any) -> None:
    _paper(case, "横.pdf", "pdf", _pdf((842, 595), turned=90))
    reader = bound(case, house.township)
    assert {(round(float(p.mediabox.width)), round(float(p.mediabox.height)), p.rotation) for p in reader.pages} == {
        (595, 842, 0)
    }
