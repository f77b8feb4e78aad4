"""The engine of matters, seen through one of its tables, a hazard: what every room that builds on it shares."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from unionhall.accounts.queries import system_user
from unionhall.channels.models import Notice
from unionhall.kit import workdays
from unionhall.kit.access import NotAllowed
from unionhall.matters import actions, queries
from unionhall.matters.choices import StepKind
from unionhall.matters.models import MatterPaper, Step
from unionhall.matters.refusals import Changed, NotNow, NotThere, OwnReport, SameHands, WordsNeeded
from unionhall.orgs import actions as orgs
from unionhall.orgs.choices import ChangeKind
from unionhall.rules import queries as rules
from unionhall.safety import actions as safety
from unionhall.safety.choices import Grade, HazardKind
from unionhall.safety.models import Hazard


@pytest.fixture
def photo():
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "orange").save(made, "JPEG")
    return SimpleUploadedFile("盖子.jpg", made.getvalue())


@pytest.fixture
def hazard(house):
    return safety.report_hazard(
        unit=house.unions[0], by=house.chair, kind=HazardKind.ELECTRIC, grade=Grade.GENERAL, spot="二车间",
        employer=house.employers[0],
    )  # fmt: skip


def dismiss(hazard, by, **more):
    return actions.move(matter=hazard, name="dismiss", by=by, **{"says": "看过，盖子在", **more})


def test_it_opens_with_number_stage_clock_and_a_first_step(hazard, house):
    year = timezone.localdate().year
    assert hazard.number == f"YH-{house.counties[0].code}-{year}-00001"
    assert (hazard.stage_code, hazard.desk_id) == ("reported", house.counties[0].pk)
    days, unit, _rule = rules.limit("safety.verify-general", place="330110005", on=timezone.localdate())
    assert unit == "wd"
    assert hazard.due_on == workdays.add_working_days(timezone.localdate(), int(days)).due
    assert [step.what for step in queries.steps_of(hazard)] == [StepKind.OPENED]


def test_numbers_of_a_desk_run_on(hazard, house):
    more = safety.report_hazard(unit=house.townships[0], by=house.township, kind="03", grade=Grade.GENERAL, spot="仓库")
    assert more.number.endswith("-00002")


@pytest.mark.parametrize("who", ["outsider", "outsider_chair", "worker"])
def test_outside_its_reach_it_does_not_exist(hazard, house, who):
    with pytest.raises(Http404):
        queries.matter_for(Hazard, getattr(house, who), hazard.number)
    assert queries.matter_for(Hazard, house.caseworker, hazard.number) == hazard


@pytest.mark.parametrize("who", ["outsider", "outsider_chair", "auditor"])
def test_without_the_permission_there_is_no_move(hazard, house, who):
    by = getattr(house, who)
    assert queries.moves_for(hazard, by) == []
    with pytest.raises(NotAllowed):
        dismiss(hazard, by)
    hazard.refresh_from_db()
    assert hazard.stage_code == "reported"


def test_a_move_wants_the_words_it_asks_for(hazard, chair):
    with pytest.raises(WordsNeeded):
        dismiss(hazard, chair, says="  ")


def test_a_final_move_closes_it_once(hazard, chair):
    dismiss(hazard, chair)
    hazard.refresh_from_db()
    assert (hazard.is_closed, hazard.outcome, hazard.due_on) == (True, "declined", None)
    with pytest.raises(NotNow):
        dismiss(hazard, chair)
    assert Step.objects.filter(matter_id=hazard.pk, move="dismiss").count() == 1


def test_of_two_who_decide_at_once_the_second_is_told(hazard, chair, caseworker):
    seen = queries.matter_for(Hazard, caseworker, hazard.number)
    actions.note(matter=hazard, words="电话问过了", by=chair)  # a line of the timeline is no decision
    actions.take(matter=hazard, by=chair)
    with pytest.raises(Changed):
        dismiss(seen, caseworker)


def test_a_move_only_the_house_makes_is_nobodys_button(hazard, house):
    hazard.stage_code = "notified"
    hazard.save()
    assert "lapse" not in [move.name for move in queries.moves_for(hazard, house.caseworker)]
    with pytest.raises(NotAllowed):
        actions.move(matter=hazard, name="lapse", by=house.caseworker)


def test_whoever_rechecked_does_not_close(hazard, house):
    hazard.stage_code = "rechecked"
    hazard.save()
    actions.note(matter=hazard, words="复查过", by=house.chair)
    Step.objects.filter(matter_id=hazard.pk, what=StepKind.NOTE).update(move="recheck")
    with pytest.raises(SameHands):
        actions.move(matter=hazard, name="close", by=house.chair)
    assert "close" not in [move.name for move in queries.moves_for(hazard, house.chair)]
    assert "close" in [move.name for move in queries.moves_for(hazard, house.reviewer)]


def test_only_someone_who_could_act_is_named(hazard, house):
    with pytest.raises(NotThere):
        actions.assign(matter=hazard, to_person=house.outsider.pk, by=house.chair)
    actions.assign(matter=hazard, to_person=house.chair.pk, by=house.chair)
    hazard.refresh_from_db()
    assert hazard.holder_id == house.chair.pk


def test_it_is_passed_on_within_the_county_only(hazard, house):
    with pytest.raises(NotThere):
        actions.pass_to(matter=hazard, unit=house.counties[1], by=house.chair, reason="属邻县")
    actions.pass_to(matter=hazard, unit=house.townships[0], by=house.chair, reason="跨单位")
    hazard.refresh_from_db()
    assert (hazard.unit, hazard.holder_id) == (house.townships[0], None)


def test_what_is_late_is_told_to_the_level_above_once(hazard, house, clock):
    clock.move_to(timezone.now() + timedelta(days=20))
    by = system_user("clock")
    assert actions.watch(by=by) == 1
    assert actions.watch(by=by) == 0
    assert Step.objects.filter(matter_id=hazard.pk, what=StepKind.LATE).count() == 1
    assert Notice.objects.filter(person_id=house.township.pk, kind__endswith="/late").count() == 1
    hazard.refresh_from_db()
    assert queries.is_late(hazard)


def test_words_lie_sealed_in_the_database(hazard, chair):
    actions.note(matter=hazard, words="张师傅说的", by=chair)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM matters_step WHERE matter_id = %s AND what = 'note'", [hazard.pk])
        assert "张师傅" not in cursor.fetchone()[0]
    assert queries.steps_of(hazard)[0].words.reveal() == "张师傅说的"


def test_a_move_of_the_union_takes_timeline_and_papers_to_the_new_desk(
    hazard, house, photo, django_capture_on_commit_callbacks
):
    actions.add_papers(matter=hazard, papers=[photo], by=house.chair)
    county = house.counties[2]
    with django_capture_on_commit_callbacks(execute=True):
        change = orgs.draw_up(
            kind=ChangeKind.MOVE, unit=house.townships[0], target=county, by=house.province_leader, reason="区划调整",
            approval_no="浙工发〔2026〕3号",
        )  # fmt: skip
        orgs.carry_out(change=change, by=house.province_leader)
    row = Hazard.objects.get(number=hazard.number)
    assert row.desk_id == county.pk
    assert {step.desk_id for step in Step.objects.filter(matter_id=hazard.pk)} == {county.pk}
    assert [paper.desk_id for paper in MatterPaper.objects.filter(matter_id=hazard.pk)] == [county.pk]
    assert queries.matter_for(Hazard, house.province_leader, hazard.number).pk == hazard.pk
    with pytest.raises(Http404):
        queries.matter_for(Hazard, house.caseworker, hazard.number)


def test_a_matter_of_a_union_that_ends_lies_with_its_heir_at_another_desk_and_nobody_has_it(
    hazard, house, photo, django_capture_on_commit_callbacks
):
    actions.add_papers(matter=hazard, papers=[photo], by=house.chair)
    actions.take(matter=hazard, by=house.chair)
    heir = house.unions[4]
    assert heir.desk_id != hazard.desk_id
    with django_capture_on_commit_callbacks(execute=True):
        change = orgs.draw_up(
            kind=ChangeKind.MERGE, unit=house.unions[0], target=heir, by=house.province_leader, reason="企业合并",
            approval_no="浙工发〔2026〕4号",
        )  # fmt: skip
        orgs.carry_out(change=change, by=house.province_leader)
    row = Hazard.objects.get(number=hazard.number)
    assert (row.unit, row.desk_id) == (heir, heir.desk_id)
    assert (row.holder_id, row.holder_name) == (None, "")  # whoever held it worked for the union that ended
    steps = queries.steps_of(row)
    assert [(step.what, step.unit) for step in steps][:1] == [(StepKind.TAKEN, house.unions[0])]
    assert len(steps) == 3
    assert len(queries.papers_of(row)) == 1
    with pytest.raises(Http404):
        queries.matter_for(Hazard, house.caseworker, hazard.number)
    row = queries.matter_for(Hazard, house.outsider_chair, hazard.number)
    actions.take(matter=row, by=house.outsider_chair)  # it is worked on as any other there
    row.refresh_from_db()
    assert row.holder_id == house.outsider_chair.pk


def test_a_line_names_the_union_whose_post_the_actor_used(hazard, house, as_, django_assert_num_queries):
    for who in (house.chair, house.township, house.caseworker):
        actions.note(matter=hazard, words="问过了", by=who)
    dismiss(hazard, house.reviewer)
    with django_assert_num_queries(1):
        seats = [(step.what, step.seat or step.unit) for step in queries.steps_of(hazard)]
    assert seats == [
        (StepKind.MOVED, house.counties[0]),
        (StepKind.NOTE, house.counties[0]),
        (StepKind.NOTE, house.townships[0]),
        (StepKind.NOTE, house.unions[0]),
        (StepKind.OPENED, house.unions[0]),
    ]
    page = as_(house.chair).get(reverse("safety:hazard", args=[hazard.number])).content.decode()
    assert f"{house.counties[0]} · {house.caseworker}" in page
    assert f"{house.unions[0]} · {house.caseworker}" not in page


def test_a_refused_form_keeps_what_was_typed_and_can_be_sent_again(hazard, house, as_):
    page = reverse("safety:hazard-move", args=[hazard.number, "dismiss"])
    hazard.stage_code = "verified"
    hazard.save()
    client = as_(house.chair)
    assert client.post(page, {"version": hazard.version, "says": "  "}).status_code == 422
    assert client.post(page, {"version": hazard.version, "says": "看过，盖子在"}).status_code == 302
    again = client.post(page, {"version": hazard.version, "says": "再来一次"}, follow=True)
    assert again.status_code == 404  # closed: the stage has no such move
    hazard.refresh_from_db()
    assert hazard.stage_code == "unfounded"


def test_what_somebody_changed_since_is_shown_before_it_is_decided_again(hazard, house, as_):
    page = reverse("safety:hazard-move", args=[hazard.number, "dismiss"])
    actions.take(matter=hazard, by=house.township)
    answer = as_(house.chair).post(page, {"version": 0, "says": "看过，盖子在"}, follow=True)
    assert "刚刚有人办理了这件工作" in answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("safety:hazard", args=[hazard.number])
    hazard.refresh_from_db()
    assert hazard.stage_code == "reported"


def test_nobody_works_on_what_came_from_their_own_report(hazard, house):
    hazard.origin, hazard.origin_person_id = "330110202603050001", house.chair.pk
    hazard.save()
    for act in (
        lambda: dismiss(hazard, house.chair),
        lambda: actions.take(matter=hazard, by=house.chair),
        lambda: actions.note(matter=hazard, words="看过", by=house.chair),
    ):
        with pytest.raises(OwnReport, match="回避"):
            act()
    assert queries.moves_for(hazard, house.chair) == []
    assert not queries.may_work(house.chair, hazard)
    dismiss(hazard, house.caseworker)
    assert hazard.is_closed
