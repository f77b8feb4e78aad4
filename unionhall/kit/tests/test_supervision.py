import os
import signal
import sys

import pytest

from unionhall.kit.supervision import Household, Stopped

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


def test_when_one_child_ends_the_others_are_stopped():
    with Household() as house:
        house.start("the sleeper", SLEEPER, dict(os.environ))
        house.start("the quitter", [sys.executable, "-c", "raise SystemExit(3)"], dict(os.environ))
        assert house.watch() == "the quitter ended with status 3"
    assert house.children["the sleeper"].returncode == -signal.SIGTERM


def stopped_in(house: Household) -> None:
    with house:
        house.start("the sleeper", SLEEPER, dict(os.environ))
        os.kill(os.getpid(), signal.SIGTERM)
        house.watch()


def test_a_stop_signal_ends_every_child():
    before, house = signal.getsignal(signal.SIGTERM), Household()
    with pytest.raises(Stopped):
        stopped_in(house)
    assert house.children["the sleeper"].returncode == -signal.SIGTERM
    assert signal.getsignal(signal.SIGTERM) is before
