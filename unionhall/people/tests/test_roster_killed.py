"""kill -9 in the middle: a process of its own dies while it writes a roster, and another one finishes the work."""

import os
import signal
import traceback

import pytest
from django.db import connections

from unionhall.people import actions
from unionhall.people.models import Membership, Person, RollEntry, RosterChunk, RosterImport
from unionhall.people.roster import reading, writing

from .rosters import checked, xlsx
from .test_rosters import row, stock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(reading, "CHUNK", 2)


def dies_while(work) -> int:
    """Run `work` in a forked process with database connections of its own; the signal that ended it."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:  # never returns to the test
        try:
            work()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    _pid, status = os.waitpid(pid, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


@pytest.mark.parametrize("where", ["_enter", "_admit"])
def test_killed_in_the_second_chunk(house, chair, where):
    union = house.unions[0]
    before, members = stock(union), Membership.objects.filter(unit=union).count()
    roster = checked(union, xlsx([row(n) for n in range(1, 6)]), chair)
    roster = actions.confirm_roster(roster=roster, by=chair, in_background=False)
    real, calls = getattr(writing.Writer, where), []

    def die(self, pairs):
        real(self, pairs)
        calls.append(1)
        if len(calls) == 2:
            os.kill(os.getpid(), signal.SIGKILL)

    def work():
        setattr(writing.Writer, where, die)
        actions.apply_roster(roster=roster, by=chair)

    assert dies_while(work) == signal.SIGKILL
    assert Membership.objects.filter(unit=union).count() == members + 2
    assert RosterChunk.objects.filter(roster_id=roster.pk, applied_at=None).count() == 2
    done = actions.apply_roster(roster=RosterImport.objects.get(), by=chair)
    assert done.applied == {"new": 5}
    assert Membership.objects.filter(unit=union).count() == members + 5
    assert RollEntry.objects.filter(unit=union, name="例新人").count() == 5
    assert Person.objects.filter(name="例新人").count() == 5
    assert stock(union) == before + 5
