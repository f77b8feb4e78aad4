"""Shipping rules and entering them."""

import json
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from unionhall.audit.models import DeskLine
from unionhall.kit.access import NotAllowed
from unionhall.rules import actions, queries
from unionhall.rules.models import Rule
from unionhall.rules.refusals import NotInOrder, TooLate
from unionhall.rules.shipped import shipped

CODE = "rights.mediation"


def enter(by, **more):
    given = {
        "code": CODE,
        "place": "330110",
        "valid_from": timezone.localdate() + timedelta(days=30),
        "value": Decimal(10),
        "unit": "cd",
        "source": "余杭区试行",
    }
    return actions.enter_rule(**(given | more), by=by)


def run(*words):
    out = StringIO()
    call_command("rules", *words, stdout=out)
    return out.getvalue()


def test_every_room_s_file_can_be_read_and_is_in_the_book(db):
    rows = shipped()
    assert rows
    assert {row.name for row in rows} <= set(Rule.objects.values_list("code", "key", "place", "valid_from"))


def test_loading_twice_changes_nothing(db):
    first = json.loads(run("load", "--json"))
    assert (first["new"], first["changed"]) == (0, 0)
    assert first["same"] == len(shipped())


def test_what_a_newer_version_ships_comes_in_and_what_an_office_entered_stays(db):
    row = Rule.objects.get(code=CODE, place="CN")
    Rule.objects.filter(pk=row.pk).update(value=99)
    Rule.objects.filter(code="rights.arbitration-claim").delete()
    other = Rule.objects.filter(shipped=True).exclude(pk=row.pk).first()
    Rule.objects.filter(pk=other.pk).update(value=77, shipped=False)
    counts = json.loads(run("load", "--json"))
    assert (counts["new"], counts["changed"]) == (1, 1)
    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.value, other.value) == (15, 77)
    assert DeskLine.objects.get(action="rules.book.loaded").details["was"][0]["from"] == "99"


def test_what_moved_to_another_place_ends_in_a_house_that_has_it(db):
    """The reach of a quota was shipped for the nation once, and is Ningbo's alone."""
    name = {"code": "bargaining.quota-reach", "place": "CN", "valid_from": date(2014, 7, 1)}
    assert Rule.objects.filter(**name).update(valid_to=None) == 1  # as it was brought in before
    queries.refresh()
    assert queries.value("bargaining.quota-reach", place="3303") == 90
    assert json.loads(run("load", "--json"))["changed"] == 1
    queries.refresh()
    with pytest.raises(queries.NotSet):
        queries.value("bargaining.quota-reach", place="3303")
    assert queries.value("bargaining.quota-reach", place="3302") == 90


def test_show_prints_what_holds(db):
    (row,) = json.loads(run("show", CODE, "--place", "330110", "--on", "2025-01-01", "--json"))
    assert (row["value"], row["unit"], row["source"]) == ("15", "cd", "劳动争议调解仲裁法")
    assert "15日" in run("show", CODE)


def test_a_leader_enters_a_rule_for_the_own_place(house, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = enter(house.reviewer)
    later = row.valid_from
    assert queries.value(CODE, place="330110005", on=later) == 10
    assert queries.value(CODE, place="330110", on=later - timedelta(days=1)) == 15
    assert queries.value(CODE, place="330109", on=later) == 15
    line = DeskLine.objects.get(action="rules.rule.entered")
    assert line.details["rule"]["value"] == "10"


@pytest.mark.parametrize("who", ["outsider_reviewer", "caseworker", "chair", "worker"])
def test_others_may_not(house, who):
    by = house.cast[who]
    with pytest.raises(NotAllowed):
        enter(by)


def test_not_above_the_own_place(house):
    for place in ("3301", "33", "CN", "330109"):
        with pytest.raises(NotAllowed):
            enter(house.reviewer, place=place)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"code": "rights.new-thing"}, "没有"),
        ({"unit": "wd"}, "不能改用"),
        ({"valid_to": date(2020, 1, 1)}, "失效日期"),
        ({"place": "330199"}, "没有"),
        ({"place": "999999"}, "没有"),
    ],
)
def test_what_contradicts_the_book_is_refused(house, more, words):
    with pytest.raises(NotInOrder, match=words):
        enter(house.reviewer, **more)


def test_the_past_is_not_rewritten(house):
    today = timezone.localdate()
    enter(house.reviewer, valid_from=today)
    with pytest.raises(NotInOrder, match="已有"):
        enter(house.reviewer, valid_from=today - timedelta(days=1))
    with pytest.raises(NotInOrder):
        enter(house.reviewer, valid_from=today)


def test_only_what_has_not_begun_can_be_taken_back(house):
    coming, begun = enter(house.reviewer), enter(house.reviewer, valid_from=timezone.localdate())
    with pytest.raises(TooLate):
        actions.drop_rule(rule=begun, reason="写错", by=house.reviewer)
    with pytest.raises(NotAllowed):
        actions.drop_rule(rule=coming, reason="写错", by=house.caseworker)
    actions.drop_rule(rule=coming, reason="写错", by=house.reviewer)
    assert not Rule.objects.filter(pk=coming.pk).exists()
    assert DeskLine.objects.get(action="rules.rule.dropped").because == "写错"
