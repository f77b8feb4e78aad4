"""Placement: every model says where it lives, and the guard names a statement that asks all shards."""

import pytest
from django.core.management import call_command
from django.db import connection

from unionhall.kit import shards
from unionhall.kit.guard import AsksEveryShard, fixes_shards, unfixed
from unionhall.kit.models import Job


def test_every_model_can_be_placed() -> None:
    assert shards.refusals() == []


@pytest.mark.parametrize(
    ("sql", "missing"),
    [
        ('SELECT "kit_job"."id" FROM "kit_job" WHERE "kit_job"."desk_id" = %s', []),
        ('SELECT "kit_job"."id" FROM "kit_job" WHERE "kit_job"."desk_id" IN (%s, %s)', []),
        ('SELECT "kit_job"."id" FROM "kit_job" WHERE "kit_job"."id" = %s', ["kit_job"]),
        ('DELETE FROM "kit_job" WHERE "kit_job"."id" IN (%s)', ["kit_job"]),
        ('UPDATE "kit_job" SET "state" = %s WHERE "kit_job"."state" = %s', ["kit_job"]),
        ('SELECT 1 FROM "orgs_unit" WHERE "orgs_unit"."id" = %s', []),
        ('SELECT 1 FROM "kit_job" U0 WHERE U0."desk_id" = %s', []),
        ('SELECT 1 FROM "kit_job" U0 WHERE U0."id" = %s', ["kit_job"]),
        ('INSERT INTO "kit_job" ("id") VALUES (%s)', []),
    ],
)
def test_guard_reads_statements(sql: str, missing: list[str]) -> None:
    assert unfixed(sql) == missing


@pytest.mark.django_db
def test_guard_stops_a_question_to_all_desks() -> None:
    with fixes_shards():
        assert list(Job.objects.at_desks([1])) == []
        with pytest.raises(AsksEveryShard, match="kit_job"):
            list(Job.objects.filter(by_id=1))


@pytest.mark.django_db
def test_distribute_gives_the_keys_once_and_then_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("distribute")
    call_command("distribute", "--check")
    assert "every" in capsys.readouterr().out
    if connection.vendor == "postgresql":
        assert shards.primary_key_now("kit_job")[1] == ["id", "desk_id"]
