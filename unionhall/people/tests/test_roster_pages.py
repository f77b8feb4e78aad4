"""The roster pages: upload to report without JavaScript, scope, the second person's yes, the file and its end."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from unionhall.accounts import directory
from unionhall.audit.models import DeskLine
from unionhall.kit.refusal import Refusal
from unionhall.kit.sheets import open_sheet
from unionhall.people import actions, queries, tasks
from unionhall.people.actions import roster_exports
from unionhall.people.choices import ExportState, RosterState
from unionhall.people.models import RosterExport, RosterImport
from unionhall.people.roster import files

from .numbers import id_number
from .rosters import applied, checked, xlsx
from .test_rosters import row, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def as_chair(client, chair):
    client.force_login(chair)
    return client


def at(name, one):
    return reverse(f"people:{name}", args=[one.desk_id, one.pk])


def test_from_upload_to_report(house, chair, as_chair, django_capture_on_commit_callbacks):
    page = as_chair.get(reverse("people:roster-new"))
    assert house.unions[0].name in page.text
    rows = [row(1, name="<b>例</b>"), row(2, number="12345")]
    file = SimpleUploadedFile("名册.xlsx", xlsx(rows).getvalue())
    with django_capture_on_commit_callbacks(execute=True):
        sent = as_chair.post(reverse("people:roster-new"), {"unit": house.unions[0].code, "file": file})
    roster = RosterImport.objects.get()
    assert sent.url == at("roster", roster)
    preview = as_chair.get(sent.url)
    assert "将写入 1 行" in preview.text
    assert "<b>例" not in preview.text
    assert as_chair.get(sent.url, {"state": "error"}).context["total"] == 1
    assert as_chair.get(sent.url, {"page": "9"}).status_code == 404
    assert "正在检查" not in as_chair.get(at("roster-progress", roster), headers={"HX-Request": "true"}).text
    errors = as_chair.get(at("roster-errors", roster)).content
    with open_sheet(io.BytesIO(errors), name="a.xlsx") as sheet:
        (_one, heads), (_two, cells) = list(sheet)
    assert heads[-1] == "问题说明"
    assert "18 位" in cells[-1]
    assert checked(house.unions[0], io.BytesIO(errors), chair).counts == {"error": 1}, "the error sheet comes back"
    with django_capture_on_commit_callbacks(execute=True):
        as_chair.post(at("roster-confirm", roster))
    roster.refresh_from_db()
    assert (roster.state, roster.applied) == (RosterState.DONE, {"new": 1, "error": 1})
    assert "导入完成" in as_chair.get(at("roster", roster)).text
    assert roster.file_name in as_chair.get(reverse("people:rosters")).text


def test_nobody_else_sees_a_roster(house, chair, client):
    roster = checked(house.unions[0], xlsx([row(1)]), chair)
    export = actions.ask_export(
        unit=house.unions[0], purpose="核对会员名册", with_numbers=True, by=chair, in_background=False
    )
    for stranger in (house.outsider_chair, house.outsider_organiser, house.worker, house.auditor):
        client.force_login(stranger)
        for name in ("roster", "roster-progress", "roster-errors", "roster-confirm", "roster-drop", "roster-resume"):
            assert client.get(at(name, roster)).status_code == 404, (stranger, name)
            assert client.post(at(name, roster)).status_code in (404, 405), (stranger, name)
        for name in ("roster-export", "roster-export-progress", "roster-decide", "roster-file"):
            assert client.get(at(name, export)).status_code == 404, (stranger, name)
    client.force_login(house.outsider_chair)
    assert "还没有导入过名册" in client.get(reverse("people:rosters")).text
    assert "没有导出申请" in client.get(reverse("people:roster-exports")).text


def test_a_broken_job_can_be_taken_up_again(house, chair, as_chair, monkeypatch, django_capture_on_commit_callbacks):
    def broken(**_):
        raise RuntimeError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(tasks.actions, "check_roster", broken)
        with django_capture_on_commit_callbacks(execute=True):
            actions.bring_roster(unit=house.unions[0], file=xlsx([row(1)]), name="a.xlsx", by=chair)
    roster = RosterImport.objects.get()
    assert "接着做" in as_chair.get(at("roster", roster)).text
    with django_capture_on_commit_callbacks(execute=True):
        as_chair.post(at("roster-resume", roster))
    assert RosterImport.objects.get().state == RosterState.READY


def test_template_has_every_column(as_chair):
    body = as_chair.get(reverse("people:roster-template")).content
    with open_sheet(io.BytesIO(body), name="a.xlsx") as sheet:
        ((_line, heads),) = list(sheet)
    assert heads[:4] == ["姓名", "证件类型", "证件号码", "手机号"]
    assert len(heads) == 21


def test_plain_numbers_need_a_second_person(house, chair, organiser, client, django_capture_on_commit_callbacks):
    applied(house.unions[0], xlsx([row(1), row(2)]), chair)
    client.force_login(chair)
    asked = {"unit": house.unions[0].code, "purpose": "核对会员名册", "with_numbers": "on"}
    sent = client.post(reverse("people:roster-export-new"), asked)
    export = RosterExport.objects.get()
    assert (sent.url, export.state) == (at("roster-export", export), ExportState.ASKED)
    assert "是否同意" not in client.get(sent.url).text
    with pytest.raises(Refusal):
        actions.agree_export(export=export, by=chair)
    with pytest.raises(Refusal):
        actions.hand_out_export(export=export, by=chair)
    client.force_login(organiser)
    assert "是否同意" in client.get(sent.url).text
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("roster-decide", export), {"answer": "yes"})
    export.refresh_from_db()
    assert (export.state, export.decided_by_id) == (ExportState.DONE, organiser.pk)
    assert id_number(1).encode() not in files.place(export.file).read_bytes()
    client.post(at("roster-file", export))
    assert not DeskLine.objects.filter(action="people.roster.export-taken").exists(), "only who asked gets it"
    client.force_login(chair)
    body = client.post(at("roster-file", export)).content
    again = checked(house.unions[0], io.BytesIO(body), chair)
    assert [one for one in told(again) if one[1] != "same"] == []
    assert again.counts["same"] >= 2
    line = DeskLine.objects.get(action="people.roster.export-taken")
    assert (line.because, line.details["with_numbers"]) == ("核对会员名册", True)


def test_a_small_masked_export_needs_nobody_and_expires(house, chair, clock, monkeypatch):
    applied(house.unions[0], xlsx([row(1)]), chair)
    with pytest.raises(Refusal):
        actions.ask_export(unit=house.unions[0], purpose="看看", with_numbers=False, by=chair)
    ask = {"unit": house.unions[0], "purpose": "核对会员名册", "with_numbers": False, "in_background": False}
    export = actions.make_export(export=actions.ask_export(**ask, by=chair, as_csv=True), by=chair)
    name, body = actions.hand_out_export(export=export, by=chair)
    assert name.endswith(".csv")
    assert id_number(1) not in body.decode("utf-8-sig")
    assert "330***********" in body.decode("utf-8-sig")
    clock.shift(days=8)
    with pytest.raises(Refusal):
        actions.hand_out_export(export=export, by=chair)
    assert actions.expire_exports(by=chair) == 1
    assert list(files.place("rosters").glob("*.sealed")) == []
    monkeypatch.setattr(roster_exports, "ALONE_ROWS", 0)
    assert actions.ask_export(**ask, by=chair).state == ExportState.ASKED
    refused = actions.refuse_export(export=RosterExport.objects.latest("pk"), because="用途不清", by=house.organiser)
    assert refused.state == ExportState.REFUSED


def test_at_the_console(house, chair, tmp_path, capsys):
    source, target = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    source.write_bytes(xlsx([row(1), row(2)]).getvalue())
    call_command("roster", "import", str(source), "--unit", house.unions[0].code, "--json")
    assert '"new": 2' in capsys.readouterr().out
    call_command("roster", "import", str(source), "--unit", house.unions[0].code, "--apply", "--json")
    assert '"state": "done"' in capsys.readouterr().out
    person = queries.person(directory.find("id", id_number(1)))
    assert queries.standing_membership(person).unit == house.unions[0]
    ask = ["--unit", house.unions[0].code, "--purpose", "核对会员名册"]
    call_command("roster", "export", str(target), *ask)
    call_command("roster", "import", str(target), "--unit", house.unions[0].code, "--json")
    assert '"same"' in capsys.readouterr().out
