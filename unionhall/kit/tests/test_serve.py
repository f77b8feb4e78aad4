from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError

from unionhall.kit.management.commands import serve
from unionhall.kit.supervision import Household


@pytest.fixture
def command(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    asked = []
    monkeypatch.setattr(serve, "call_command", lambda name, *_, **__: asked.append(name))
    monkeypatch.setattr(serve, "get_commands", lambda: {"demo": "unionhall.demo"})
    made = serve.Command(stdout=StringIO())
    made.asked = asked
    return made


def test_an_uninhabited_house_is_filled_once(command, db):
    command.seed()
    assert command.asked == ["demo"]
    assert not serve.unfinished().exists()


def test_an_inhabited_house_is_left_alone(command, db):
    get_user_model().objects.create(username="somebody")
    command.seed()
    assert command.asked == []


def test_a_filling_cut_short_is_begun_again_but_not_in_another_database(command, db):
    get_user_model().objects.create(username="somebody")
    serve.unfinished().write_text(serve.database_name())
    command.seed()
    assert command.asked == ["demo"]
    serve.unfinished().write_text("postgresql elsewhere:5432 other")
    command.seed()
    assert command.asked == ["demo"]


def test_a_current_database_is_not_touched(command, db):
    command.migrate(demo=True)
    assert command.asked == []
    assert not serve.unfinished().exists()


def test_rules_of_a_newer_version_come_in_at_every_start(command, monkeypatch):
    command.bring_rules()
    assert command.asked == []
    monkeypatch.setattr(serve, "get_commands", lambda: {"rules": "unionhall.rules"})
    command.bring_rules()
    assert command.asked == ["rules"]


def test_a_child_that_ends_at_the_start_is_named():
    with Household() as house:
        house.start("the web server", ["false"], {})
        house.children["the web server"].wait()
        with pytest.raises(CommandError, match="the web server ended with status 1"):
            serve.wait_for("http://127.0.0.1:9/", house)
