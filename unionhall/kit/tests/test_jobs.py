from datetime import datetime

import pytest

from unionhall.kit import jobs


@pytest.mark.parametrize(
    ("said", "runs", "rests"),
    [
        ({"minutes": 5}, datetime(2026, 3, 5, 10, 10), datetime(2026, 3, 5, 10, 11)),
        ({"hours": 6}, datetime(2026, 3, 5, 12, 0), datetime(2026, 3, 5, 12, 1)),
        ({"daily_at": "03:10"}, datetime(2026, 3, 5, 3, 10), datetime(2026, 3, 5, 4, 10)),
    ],
)
def test_a_schedule_says_when_it_is_time(said, runs, rests):
    is_time = jobs.schedule(**{"minutes": None, "hours": None, "daily_at": None} | said)
    assert is_time(runs)
    assert not is_time(rests)


def test_a_schedule_says_one_thing():
    with pytest.raises(ValueError, match="either"):
        jobs.periodic(minutes=1, hours=1)


def test_a_periodic_job_skips_its_turn_while_the_last_one_runs():
    turns = []

    def sweep():
        turns.append(len(turns))
        if len(turns) == 1:
            locked()

    locked = jobs.one_at_a_time(sweep)
    locked()
    locked()
    assert turns == [0, 1]


def test_every_task_file_can_be_loaded():
    jobs.load()
