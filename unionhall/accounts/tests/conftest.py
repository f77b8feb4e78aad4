"""A province, two counties beneath it, a township and a grassroots union: enough to hold roles at."""

from itertools import count
from types import SimpleNamespace

import pytest

from unionhall.accounts import actions, queries
from unionhall.kit.ids import new_id
from unionhall.orgs.models import Unit

GOOD = "Laodong-2026"


@pytest.fixture
def places(db):
    def add(above, code, name, level, *, kind="federation", desk=None):
        values = {"code": code, "name": name, "level": level, "kind": kind, "form": "1"}
        unit = Unit.objects.add_child(above, values) if above else Unit.objects.add_root(values)
        unit.desk_id = desk.pk if desk else unit.pk
        unit.save(update_fields=["desk_id"])
        return unit

    province = add(None, "33", "甲省总工会", 1)
    city = add(province, "3301", "乙市总工会", 2)
    county = add(city, "330110", "丙区总工会", 3)
    other = add(city, "330113", "丁区总工会", 3)
    town = add(county, "330110001", "戊镇总工会", 4, kind="township", desk=county)
    union = add(town, "330110-0001", "己厂工会", 5, kind="single", desk=county)
    return SimpleNamespace(province=province, city=city, county=county, other=other, town=town, union=union)


@pytest.fixture
def console():
    return queries.system_user("console")


_number = count(1)


@pytest.fixture
def account(db, console):
    """`account("王芳", role="caseworker", at=places.county)` makes a user with a sign-in name and the good password."""

    def make(name="王芳", *, role="", at=None, password=GOOD, phone=None, **more):
        person_id = new_id()
        actions.open_account(
            person_id=person_id, name=name, password=password, phone=phone, username=f"user{next(_number)}", by=console
        )
        if role:
            actions.give_role(
                person_id=person_id, name=name, role=role, unit=at, by=console, because="任命文件", **more
            )
        return queries.user(person_id)

    return make
