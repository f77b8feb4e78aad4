"""`unionhall divisions load`."""

import json

import pytest
from django.core.management import call_command

from unionhall.orgs.models import Division


@pytest.mark.slow
def test_villages_load_once(db, capsys):
    call_command("divisions", "load", "--json")
    first = json.loads(capsys.readouterr().out)
    call_command("divisions", "load", "--json")
    again = json.loads(capsys.readouterr().out)
    assert first["new"] == Division.objects.count() > 27_000
    assert (again["new"], again["changed"], again["same"]) == (0, 0, first["new"])
    assert Division.objects.get(code="330102001051").parent_id == "330102001"
