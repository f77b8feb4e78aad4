"""The worker's clock strikes once a minute; a figure is wanted on the Board within one."""

from datetime import timedelta

import pytest
from huey.contrib.djhuey import HUEY

from unionhall.indicators import tasks
from unionhall.kit.models import FigureDay

pytestmark = pytest.mark.django_db


@pytest.fixture
def schedule():
    """What the worker has been asked to do later."""
    HUEY.storage.flush_schedule()
    yield HUEY.scheduled
    HUEY.storage.flush_schedule()


def test_between_two_strikes_figures_are_settled_once_more(schedule, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tasks.settle_figures.call_local()
    (later,) = schedule()
    assert later.name == "indicators.settle_between"
    # it is due half a minute on, not at once and not with the next strike
    assert not HUEY.ready_to_run(later, HUEY._get_timestamp() + timedelta(seconds=20))
    assert HUEY.ready_to_run(later, HUEY._get_timestamp() + timedelta(seconds=31))


def test_the_run_between_settles_and_asks_for_no_further_one(house, schedule, django_capture_on_commit_callbacks):
    assert not FigureDay.objects.filter(unit_id=house.province.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        tasks.settle_between.call_local()
    assert FigureDay.objects.filter(unit_id=house.province.pk).exists()
    assert schedule() == []
