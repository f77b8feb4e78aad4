"""Work people wait for: run once, and what is said of it when it fails."""

import pytest

from unionhall.kit import background
from unionhall.kit.models import Job, JobState
from unionhall.kit.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(monkeypatch):
    def make(runner):
        monkeypatch.setitem(background.RUNNERS, "test.work", runner)
        return Job.objects.create(kind="test.work", desk_id=1, unit_id=1, by_id=1)

    return make


def raises(error):
    def runner(job):
        raise error

    return runner


def ended(job):
    return Job.objects.get(desk_id=1, pk=job.pk)


def test_a_job_runs_once(job):
    turns = []
    one = job(turns.append)
    background.run(1, one.pk)
    background.run(1, one.pk)
    assert len(turns) == 1
    assert ended(one).state == JobState.DONE


def test_a_refusal_is_shown_in_its_own_words(job):
    one = job(raises(Refusal("文件读不出来")))
    with pytest.raises(Refusal):
        background.run(1, one.pk)
    assert (ended(one).state, ended(one).message) == (JobState.FAILED, "文件读不出来")


def test_the_words_of_an_error_which_may_name_somebody_are_not_shown(job):
    one = job(raises(ValueError("Failing row contains (王芳, 13800138000)")))
    with pytest.raises(ValueError, match="王芳"):
        background.run(1, one.pk)
    assert ended(one).state == JobState.FAILED
    assert "ValueError" in ended(one).message
    assert "王芳" not in ended(one).message


def test_what_a_killed_worker_left_is_found_and_taken_over(job, clock):
    turns = []
    one = job(turns.append)
    Job.objects.filter(pk=one.pk).update(state=JobState.RUNNING, beat_at=one.asked_at)
    background.run(1, one.pk)  # its worker may be alive yet
    assert turns == []
    assert background.left_behind() == []
    clock.shift(minutes=3)
    assert [left.pk for left in background.left_behind()] == [one.pk]
    background.run(1, one.pk)
    assert len(turns) == 1
