"""Sealing, and every way someone with the database in their hands might tamper with the log."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from unionhall.audit import actions, chain, heads
from unionhall.audit.models import AppendedOnly, DeskLine, PersonLine, Seal
from unionhall.audit.verify import Trouble, verify

pytestmark = pytest.mark.django_db
WANG = actions.Duty(77, "王芳")


@pytest.fixture(autouse=True)
def own_heads_file(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def write(count, clock):
    for number in range(count):
        if number % 2:
            actions.record("people.person.edited", by=WANG, about=9, because=f"第{number}次", fields=["job"], n=1.5)
        else:
            actions.record("orgs.unit.edited", by=WANG, 字段={"乙": None, "甲": number})
        clock.shift(seconds=1)


def seal(clock):
    clock.shift(minutes=1)
    return actions.seal(by=actions.SEALER)


@pytest.fixture
def log(clock):
    """Three seals: lines 1–4, 5–8, 9–12."""
    for _batch in range(3):
        write(4, clock)
        clock.shift(minutes=20)
        assert seal(clock) == 4


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def first_finding():
    return next(iter(verify().findings), None)


def test_sm_3_the_worked_example():
    rows = ["1;2025-01-01T00:00:00+08:00;u1;login;ok", "2;2025-01-01T00:01:00+08:00;u1;view;file:12"]
    first = chain.link(chain.START, rows[0])
    assert first == "9e11d805fe0ba7b788fe0090d4b4e894509d0bc7013a6866b2564effff6ab6d4"
    assert chain.link(first, rows[1]) == "e3cbe7ad3f0d1119769ec4f99a80fd119e8164959d647e886e6ab382ef764093"


def test_lines_of_both_tables_are_sealed_in_order_of_time(log):
    kinds = [type(line).__name__ for line in chain.sealed(0)]
    assert kinds == ["DeskLine", "PersonLine"] * 6
    assert [line.seq for line in chain.sealed(5)] == list(range(6, 13))
    assert list(Seal.objects.order_by("number").values_list("number", "first_seq", "last_seq")) == [
        (1, 1, 4),
        (2, 5, 8),
        (3, 9, 12),
    ]
    report = verify()
    assert (report.whole, report.lines, report.seals, report.waiting) == (True, 12, 3, 0)
    assert verify(since=2).lines == 4


def test_young_lines_wait_and_nothing_is_sealed_twice(clock):
    write(1, clock)
    assert actions.seal(by=actions.SEALER) == 0
    assert seal(clock) == 1
    assert seal(clock) == 0
    assert Seal.objects.count() == 1


def test_a_backlog_is_sealed_in_batches(clock, monkeypatch):
    monkeypatch.setattr(chain, "BATCH", 3)
    monkeypatch.setattr(chain, "ROWS_A_STATEMENT", 2)
    monkeypatch.setattr(chain, "READ_AT_ONCE", 2)
    write(8, clock)
    assert seal(clock) == 8
    assert list(Seal.objects.order_by("number").values_list("last_seq", flat=True)) == [3, 6, 8]
    assert verify().whole


def test_lines_of_one_moment_are_walked_and_counted(clock, monkeypatch):
    monkeypatch.setattr(chain, "READ_AT_ONCE", 2)
    now = timezone.now()
    actions.record_many(
        [
            PersonLine(person_id=n, at=now, action="people.person.registered", by_id=1, by_name="x", details={})
            for n in range(7)
        ]
    )
    assert seal(clock) == 7
    assert verify().lines == 7


def test_lines_are_only_ever_added(log):
    line = PersonLine.objects.first()
    for attempt in (
        line.save,
        line.delete,
        PersonLine.objects.all().delete,
        lambda: PersonLine.objects.update(by_id=1),
        lambda: DeskLine.objects.at_desks([0]).update(by_id=1),
        lambda: DeskLine.objects.bulk_update([], ["by_id"]),
    ):
        with pytest.raises(AppendedOnly):
            attempt()


@pytest.mark.parametrize(
    ("column", "value"),
    [("because", "别的理由"), ("by_id", 1), ("action", "people.person.merged"), ("person_id", 10), ("details", "{}")],
)
def test_a_changed_line_is_named(log, column, value):
    assert sql(f"UPDATE audit_personline SET {column} = %s WHERE seq = 6", value) == 1
    found = first_finding()
    assert (found.trouble, found.seq) == (Trouble.CHANGED, 6)
    assert found.line.startswith("PersonLine ")


def test_a_changed_moment_is_named(log):
    sql("UPDATE audit_personline SET at = %s WHERE seq = 6", timezone.now())
    assert first_finding().trouble == Trouble.CHANGED


@pytest.mark.parametrize("seq", [1, 5, 8])
def test_a_dropped_line_is_named(log, seq):
    table = "audit_personline" if seq % 2 == 0 else "audit_deskline"
    sql(f"DELETE FROM {table} WHERE seq = %s", seq)
    found = first_finding()
    assert (found.trouble, found.seq) == (Trouble.DROPPED, seq)


def test_lines_dropped_from_the_end_are_missed(log):
    sql("DELETE FROM audit_personline WHERE seq = 12")
    found = first_finding()
    assert (found.trouble, found.seq) == (Trouble.DROPPED, 12)


def test_a_line_hidden_by_taking_its_place_away_is_missed(log):
    sql("UPDATE audit_personline SET seq = NULL WHERE seq = 6")
    assert [(one.trouble, one.seq) for one in verify().findings] == [(Trouble.DROPPED, 6)]


def slip_in(seq, at, text=""):
    DeskLine.objects.create(
        desk_id=0, at=at, action="orgs.unit.edited", by_id=1, by_name="x", seq=seq, chain=text or "0" * 64
    )


def test_a_line_slipped_in_between_is_named(log):
    slip_in(6, timezone.now())
    found = first_finding()
    assert (found.trouble, found.seq) == (Trouble.SLIPPED_IN, 6)


def test_a_line_slipped_in_behind_the_last_seal_is_named(log):
    last = Seal.objects.get(number=3)
    line = DeskLine(desk_id=0, at=timezone.now(), action="orgs.unit.edited", by_id=1, by_name="x")
    line.seq, line.chain = 13, chain.link(last.head, chain.text_of(line, 13))
    line.save(force_insert=True)
    found = first_finding()
    assert (found.trouble, found.seq) == (Trouble.SLIPPED_IN, 13)


def test_an_old_line_added_later_is_named_before_and_after_it_is_sealed(log, clock):
    slip_in(None, timezone.now() - timedelta(days=1), "x")
    found = first_finding()
    assert (found.trouble, found.seq) == (Trouble.SLIPPED_IN, 0)
    assert found.line.startswith("DeskLine")
    assert seal(clock) == 1
    found = first_finding()
    assert (found.trouble, found.seq) == (Trouble.SLIPPED_IN, 13)


def test_a_long_transaction_is_no_tampering(log, clock):
    actions.record_many(
        [DeskLine(desk_id=0, at=timezone.now() - timedelta(minutes=5), action="a.b.c", by_id=1, by_name="x")]
    )
    assert verify().whole
    assert seal(clock) == 1
    assert verify().whole


def test_a_backlog_of_several_batches_is_no_tampering(clock, monkeypatch):
    """The job worker was away for hours; its first batches are full, and the lines after them are old."""
    monkeypatch.setattr(chain, "BATCH", 4)
    for _hour in range(3):
        write(3, clock)
        clock.shift(hours=1)
    assert seal(clock) == 9
    assert [(s.first_seq, s.last_seq) for s in Seal.objects.order_by("number")] == [(1, 4), (5, 8), (9, 9)]
    assert verify().whole
    assert verify(since=1).whole


def chain_anew(first):
    """What someone would do who knows the code: recompute every hash after the change."""
    head = chain.START
    for line in list(chain.sealed(0)):
        head = chain.link(head, chain.text_of(line, line.seq))
        sql(f"UPDATE {line._meta.db_table} SET chain = %s WHERE id = %s", head, line.pk)
        sql("UPDATE audit_seal SET head = %s WHERE last_seq = %s AND number >= %s", head, line.seq, first)


def test_a_chain_computed_anew_does_not_end_in_the_sealed_head(log):
    sql("UPDATE audit_personline SET by_id = 1 WHERE seq = 6")
    chain_anew(first=99)
    found = first_finding()
    assert (found.trouble, found.seq) == (Trouble.REWRITTEN, 5)
    assert "封存 2" in found.words


def test_seals_written_anew_too_do_not_match_the_published_heads(log):
    sql("UPDATE audit_personline SET by_id = 1 WHERE seq = 6")
    chain_anew(first=1)
    found = first_finding()
    assert (found.trouble, found.seq) == (Trouble.REWRITTEN, 5)
    assert "公布" in found.words


def test_a_seal_taken_away_with_its_lines_is_missed(log):
    for table in ("audit_personline", "audit_deskline"):
        sql(f"DELETE FROM {table} WHERE seq BETWEEN 5 AND 8")
    sql("DELETE FROM audit_seal WHERE number = 2")
    found = first_finding()
    assert found.trouble == Trouble.DROPPED
    for table in ("audit_personline", "audit_deskline", "audit_seal"):
        sql(f"DELETE FROM {table}")
    assert first_finding().trouble == Trouble.REWRITTEN  # the file still knows


def test_heads_are_published_once_even_if_a_run_was_killed(log, clock):
    before = heads.file().read_text()
    assert before.count("\n") == 3
    Seal.objects.update(published_to="")  # killed between the file and this
    heads.file().write_text(before + "4 13 1")  # or in the middle of a line
    write(1, clock)
    assert seal(clock) == 1
    assert [number for number, _first, _head in heads.published()] == [1, 2, 3, 4]
    assert verify().whole
    assert not Seal.objects.filter(published_to="").exists()


def test_the_newest_head_is_mailed_once(log, settings):
    assert not actions.send_head(by=actions.SEALER)
    settings.AUDIT_HEADS_TO = ["keeper@example.org"]
    assert actions.send_head(by=actions.SEALER)
    assert not actions.send_head(by=actions.SEALER)
    assert Seal.objects.get(number=3).head in mail.outbox[0].body


def test_no_head_is_mailed_before_it_stands_in_the_file(log, settings, clock):
    settings.AUDIT_HEADS_TO = ["keeper@example.org"]
    Seal.objects.filter(number=3).update(published_to="")  # killed between sealing and publishing
    assert actions.send_head(by=actions.SEALER)
    assert Seal.objects.get(number=2).head in mail.outbox[0].body
    assert Seal.objects.get(number=3).published_to == ""


def test_the_command_ends_with_1_when_the_log_is_broken(log):
    out = StringIO()
    call_command("audit", "verify", "--json", "--note", stdout=out)
    facts = json.loads(out.getvalue())
    assert facts["whole"] is True
    assert facts["lines"] == 12
    sql("UPDATE audit_personline SET by_id = 1 WHERE seq = 6")
    out = StringIO()
    with pytest.raises(SystemExit) as ending:
        call_command("audit", "verify", stdout=out)
    assert ending.value.code == 1
    assert "changed at 6" in out.getvalue()
    out = StringIO()
    call_command("audit", "heads", "--json", stdout=out)
    assert [one["number"] for one in json.loads(out.getvalue())] == [3, 2, 1]
    call_command("audit", "seal", stdout=out)


def test_anyone_may_read_the_heads(log, client):
    answer = client.get("/audit/heads/")
    assert answer.status_code == 200
    assert Seal.objects.get(number=3).head in answer.content.decode()


def test_a_line_says_what_was_done_to_what(house):
    case = house.case()
    line = PersonLine.objects.get(action="cases.case.opened", subject_id=str(case.pk))
    assert (line.said, line.about_what) == ("提交诉求或申请", f"诉求 {case.number}")
    odd = DeskLine(action="nobody.ever.did", subject_type="nobody.Thing", subject_id="7", details={})
    assert (odd.said, odd.about_what) == ("nobody.ever.did", "nobody.Thing")
