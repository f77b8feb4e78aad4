"""建会 from the application to the certificate, through the pipeline of cases."""

from datetime import date

import pytest
from django.utils import timezone

from tests.cast import credit_code
from unionhall.kit.figures import Period
from unionhall.kit.models import FigureDelta
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries
from unionhall.orgs.choices import UnitState
from unionhall.orgs.figures import UNIONS
from unionhall.orgs.models import Employer, Unit
from unionhall.orgs.refusals import NotInOrder
from unionhall.orgs.services.founding import FOUNDING, Application, Result

GROUP = {"approval_no": "余工筹〔2026〕1号"}
RESULT = {"elected_on": date(2026, 3, 5), "members": 12, "voters": 11, "committee": 3}
APPROVAL = {"approval_no": "余工〔2026〕2号", "term_start": date(2026, 3, 5), "term_years": 3}
WAY = {"approve_group": GROUP, "report_result": RESULT, "approve": APPROVAL}


def answers(house, **more):
    firm = house.uncovered[0]
    return {
        "credit_code": firm.credit_code, "name": firm.name, "division": firm.division_id, "kind": "single",
        "others": [], "union_name": "样例商贸0店工会", "headcount": 12, "contact": "例联系",
    } | more  # fmt: skip


def typed(house, **more):
    return {
        "credit_code": house.uncovered[0].credit_code, "kind": "single", "willing": 12, "opinion": "agrees",
        "union_name": "样例商贸0店工会", "group": 3, "contact": "例联系", "phone": "13900000001",
    } | more  # fmt: skip


@pytest.fixture
def founding(house):
    def at(stage="", **more):
        return house.case(FOUNDING, stage=stage, answers=answers(house, **more), facts=WAY)

    return at


def test_an_application_goes_to_the_township_of_the_place_of_work(house, founding):
    case = founding()
    assert case.unit == house.townships[0]
    assert queries.unit_of_case(case.pk) is None


def test_an_approved_group_makes_a_union_in_preparation_that_does_not_count(house, founding):
    unit = queries.unit_of_case(founding("preparing").pk)
    assert (unit.state, unit.kind, unit.level) == (UnitState.PREPARING, "single", 5)
    assert queries.parent_of(unit) == house.townships[0]
    assert queries.unions_covering(house.uncovered[0]) == []
    assert not FigureDelta.objects.filter(unit_id=unit.pk).exists()


def test_an_approved_union_is_at_work_and_covers_its_employer(house, founding):
    case = founding("approved")
    unit = queries.unit_of_case(case.pk)
    assert unit.state == UnitState.ACTIVE
    assert (unit.term_start, unit.term_end) == (date(2026, 3, 5), date(2029, 3, 4))
    assert queries.unions_covering(house.uncovered[0]) == [unit]
    today = FigureDelta.objects.filter(day=timezone.localdate()).values_list("count", "unit_id", "n")
    assert ("orgs.unions", unit.pk, 1) in today
    assert ("orgs.employers_covered", house.townships[0].pk, 1) in today
    assert case.unit == house.counties[0]  # which registers legal persons


def test_the_certificate_ends_it(house, founding):
    case = founding("approved")
    with pytest.raises(NotInOrder, match="81"):
        house.move(case, name="register", by=house.organiser, credit_code=credit_code(5))
    case.refresh_from_db()
    code = credit_code(5, registry="81")
    house.move(case, name="register", by=house.organiser, credit_code=code)
    assert queries.unit_of_case(case.pk).credit_code == code
    assert case.stage.final


def test_an_employer_not_yet_known_is_registered_with_the_group(house, founding):
    code = credit_code(800)
    founding(
        "preparing", credit_code=code, name="新单位", ownership="170", industry="H", headcount=30, address="一号路1号"
    )
    employer = Employer.objects.get(credit_code=code)
    assert (employer.unit, employer.headcount) == (house.townships[0], 30)


def test_a_joint_union_covers_all_its_employers(house, founding):
    other = house.uncovered[1]
    case = founding("approved", kind="joint", others=[other.credit_code])
    unit = queries.unit_of_case(case.pk)
    assert queries.unions_covering(other) == queries.unions_covering(house.uncovered[0]) == [unit]


def test_declined_after_the_election_the_preparation_is_closed(house, founding):
    case = founding("reported")
    house.move(case, name="decline", by=house.organiser, says="选举程序不合规")
    unit = queries.unit_of_case(case.pk)
    assert unit.state == UnitState.CLOSED
    assert unit not in Unit.objects.open()
    assert not FigureDelta.objects.filter(unit_id=unit.pk).exists()


def test_withdrawn_before_anything_was_approved_leaves_no_unit(house, founding):
    case = founding()
    house.move(case, name="withdraw", by=house.worker)
    assert queries.unit_of_case(case.pk) is None


def test_sent_back_after_the_report_only_the_result_is_reported_again(house, founding):
    case = founding("reported")
    house.move(case, name="send_back", by=house.organiser, says="请补选票统计")
    with pytest.raises(NotInOrder):
        house.move(case, name="send_again", by=house.worker, says="好")
    case.refresh_from_db()
    house.move(case, name="report_result", by=house.worker, **RESULT)
    assert case.stage_code == "reported"


def test_a_county_next_door_does_not_decide(house, founding):
    with pytest.raises(Refusal):
        house.move(founding(), name="approve_group", by=house.outsider_organiser, **GROUP)


def test_what_the_register_knows_is_not_asked_again(house):
    form = Application(typed(house))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["division"] == house.uncovered[0].division_id
    assert "phone" in form.sealed_answers()
    assert "phone" not in form.open_answers()


def test_an_unknown_employer_is_asked_for_its_facts(house):
    form = Application(typed(house, credit_code=credit_code(801)))
    assert not form.is_valid()
    assert {"name", "place", "ownership", "industry", "headcount"} <= form.errors.keys()
    form = Application(
        typed(
            house, credit_code=credit_code(801), name="新单位", place="余杭五常", ownership="170", industry="H",
            headcount=5,
        )
    )  # fmt: skip
    assert form.is_valid(), form.errors
    assert form.cleaned_data["division"] == "330110005"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"credit_code": "91330106673959654Q"}, "credit_code"),
        ({"kind": "joint"}, "others"),
        ({"group": 2}, "group"),
        ({"kind": "joint", "others": "91330106673959654P"}, "others"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(house, wrong, field):
    form = Application(typed(house, **wrong))
    assert not form.is_valid()
    assert field in form.errors


def test_an_employer_with_a_union_of_its_own_is_told_to_join_it(house):
    form = Application(typed(house, credit_code=house.employers[0].credit_code))
    assert not form.is_valid()
    assert "已经独立建会" in str(form.errors["credit_code"])


def test_two_thirds_must_have_voted():
    typed = {"elected_on": "2026-03-05", "members": 12, "voters": 7, "committee": 3}
    assert "三分之二" in str(Result(typed).errors["voters"])
    assert Result(typed | {"voters": 8}).is_valid()


def test_a_founding_that_came_to_nothing_counts_on_no_day(house, founding, clock):
    case, yesterday = founding("preparing"), timezone.localdate()
    unit = queries.unit_of_case(case.pk)
    clock.move_to("2026-03-09")
    house.move(case, name="withdraw", by=house.worker)
    assert Unit.objects.get(pk=unit.pk).state == UnitState.CLOSED
    assert unit.pk not in UNIONS.recount(Period(yesterday, yesterday))
    assert not FigureDelta.objects.filter(unit_id=unit.pk).exists()
