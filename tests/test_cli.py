import pytest

from unionhall import __version__, cli


def test_help_names_each_command_of_the_rooms_with_one_line(capsys):
    cli.main(["--help"])
    shown = capsys.readouterr().out
    for name, room in cli.room_commands().items():
        assert room.startswith("unionhall.")
        assert any(line.split()[:1] == [name] and len(line.split()) > 2 for line in shown.splitlines()), name
    assert "serve" in cli.room_commands()
    assert "collectstatic" not in shown


def test_an_unknown_command_is_refused(capsys):
    with pytest.raises(SystemExit) as ending:
        cli.main(["dance"])
    assert ending.value.code == 2
    assert "no command 'dance'" in capsys.readouterr().err


def test_the_version_is_the_package_s(capsys):
    cli.main(["--version"])
    assert capsys.readouterr().out.strip() == __version__
