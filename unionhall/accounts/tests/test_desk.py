"""Pages of the Desk: giving roles, absences, who can see, and the three consoles."""

from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from python_calamine import load_workbook

from unionhall.accounts import actions, directory, queries
from unionhall.accounts.models import Delegation, RoleHeld, User
from unionhall.audit import actions as audit
from unionhall.audit.models import DeskLine, PersonLine
from unionhall.kit.access import NotAllowed
from unionhall.kit.ids import new_id

from .conftest import GOOD

pytestmark = pytest.mark.django_db
WORK = "cases.case.work"
BUSINESS = (
    WORK, "orgs.unit.view", "cases.case.view", "people.person.view", "worklist.item.view", "people.roster.export",
)  # fmt: skip


@pytest.fixture
def security(account, places):
    return account("安管", role="security-admin", at=places.county)


def test_roles_are_given_and_ended_on_the_unit_s_page(as_, account, places, security):
    user, page = account(), f"/desk/accounts/units/{places.town.code}/roles/"
    client = as_(security)
    assert places.town.name in client.get("/desk/accounts/units/").content.decode()
    assert client.get("/desk/accounts/units/", {"q": "丁区"}).content.decode().count("<tr>") == 0
    given = {"handle": user.username, "role": "caseworker", "valid_from": "2026-03-05", "because": "任命文件"}
    assert client.post(page, given).status_code == 302
    held = RoleHeld.objects.get(person_id=user.pk)
    assert user.name in client.get(page).content.decode()
    assert "已有这个角色" in client.post(page, given).content.decode()
    assert "没有这个" in client.post(page, {**given, "handle": "nobody"}).content.decode()
    assert client.get(f"{page}{held.pk}/end/").status_code == 200
    assert client.post(f"{page}{held.pk}/end/", {"because": "调离"}).status_code == 302
    assert not queries.user(user.pk).held


def test_roles_elsewhere_do_not_exist(as_, account, places, security):
    client = as_(security)
    held = RoleHeld.objects.get(pk=RoleHeld.objects.get(person_id=account(role="caseworker", at=places.other).pk).pk)
    assert client.get(f"/desk/accounts/units/{places.other.code}/roles/").status_code == 404
    assert client.post(f"/desk/accounts/units/{places.county.code}/roles/{held.pk}/end/").status_code == 404
    assert as_(account(role="leader", at=places.county)).get("/desk/accounts/units/").status_code == 404


@pytest.fixture
def away(account, places):
    """The caseworker of the township is away, the county's stands in."""
    gone, there = (
        account("李工", role="caseworker", at=places.town),
        account("陈工", role="caseworker", at=places.county),
    )
    return gone, there


def delegate(gone, there, first="2026-03-06", last="2026-03-10", by=None):
    return actions.delegate(
        role_held=RoleHeld.objects.get(person_id=gone.pk), to_person_id=there.pk, because="出差", by=by or gone,
        first_day=date.fromisoformat(first), last_day=date.fromisoformat(last),
    )  # fmt: skip


def test_a_stand_in_may_what_the_absent_one_may_on_those_days_and_leaves_a_trace(account, places, clock):
    gone = account("李工", role="leader", at=places.town)
    there = account("陈工", role="caseworker", at=places.town)
    delegate(gone, there)
    seen = {}
    for day in ("2026-03-05", "2026-03-06", "2026-03-10", "2026-03-11"):
        clock.move_to(day)
        user = queries.user(there.pk)
        seen[day] = user.may("cases.case.decide", at=places.union)
    assert list(seen.values()) == [False, True, True, False]
    clock.move_to("2026-03-08")
    user = queries.user(there.pk)
    assert user.may(WORK, at=places.town)  # the own role does that
    assert audit.record("cases.case.moved", by=user, unit=places.town).for_person_id is None
    assert user.may("cases.case.decide", at=places.town)
    assert audit.record("cases.case.decided", by=user, unit=places.town).for_person_id == gone.pk
    assert queries.holders("cases.case.decide", places.town) == sorted([(gone.pk, "李工"), (there.pk, "陈工")])
    assert [one.from_name for one in queries.standing_in(user)] == ["李工"]
    words = queries.why(user, "cases.case.decide", places.union)
    assert len(words) == 1
    assert "代李工" in words[0]
    assert "您是" in queries.why(user, WORK, places.union)[0]


def test_only_near_colleagues_stand_in_and_never_an_administrator(account, places, away, security):
    gone, _there = away
    for stranger in (account(role="caseworker", at=places.other), account(role="leader", at=places.city), account()):
        with pytest.raises(actions.absence.CannotStandIn, match="同事"):
            delegate(gone, stranger)
    with pytest.raises(actions.absence.CannotStandIn):
        delegate(gone, security)
    with pytest.raises(actions.absence.CannotStandIn):
        delegate(gone, gone)


def test_a_stand_in_passes_nothing_on_and_keeps_nothing(account, places, away, console, client):
    """What was lent is the lender's: no third gets it, and it ends with the role itself."""
    gone, there = away
    third = account("赵工", role="caseworker", at=places.county)
    delegate(gone, there, first="2026-03-05")
    lent = RoleHeld.objects.get(person_id=gone.pk)
    with pytest.raises(NotAllowed):
        delegate(gone, third, "2026-03-11", "2026-03-12", by=there)
    client.force_login(there)
    days = {"first_day": "2026-03-11", "last_day": "2026-03-12", "because": "转托"}
    client.post("/desk/accounts/absences/", {"role_held": lent.pk, "colleague": third.pk, **days})
    assert Delegation.objects.count() == 1
    assert gone.pk in {held.for_person_id for held in queries.user(there.pk).held}
    actions.end_role(role_held=lent, by=console, because="调离")
    assert {held.for_person_id for held in queries.user(there.pk).held} == {None}


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [("2026-03-10", "2026-03-09", "早于"), ("2026-03-01", "2026-03-04", "过去"), ("2026-03-06", "2026-07-01", "92 天")],
)
def test_absences_have_sensible_days(away, first, last, says):
    with pytest.raises(actions.absence.CannotStandIn, match=says):
        delegate(*away, first=first, last=last)


def test_one_stand_in_at_a_time_and_either_ends_it(away, account, places, security, clock):
    gone, there = away
    made = delegate(gone, there)
    with pytest.raises(actions.absence.CannotStandIn, match="已经安排"):
        delegate(gone, there, "2026-03-10", "2026-03-12")
    with pytest.raises(NotAllowed):
        actions.end_delegation(delegation=made, by=account(role="leader", at=places.city))
    clock.move_to("2026-03-07")
    actions.end_delegation(delegation=made, by=there)
    assert not queries.standing_in(there)
    with pytest.raises(actions.absence.CannotStandIn, match="已经结束"):
        actions.end_delegation(delegation=made, by=gone)
    delegate(gone, there, "2026-03-08", "2026-03-09", by=security)  # for one who fell ill


def test_an_ended_role_is_stood_in_for_no_longer(away, console, clock):
    gone, there = away
    delegate(gone, there)
    clock.move_to("2026-03-07")
    actions.end_role(role_held=RoleHeld.objects.get(person_id=gone.pk), by=console, because="调离")
    assert [h.for_person_id for h in queries.user(there.pk).held] == [None]


def test_the_absence_page_arranges_and_ends(as_, away):
    gone, there = away
    client = as_(gone)
    page = client.get("/desk/accounts/absences/").content.decode()
    assert "陈工" in page
    role = RoleHeld.objects.get(person_id=gone.pk)
    given = {"role_held": role.pk, "colleague": there.pk, "first_day": "2026-03-05", "last_day": "2026-03-06"}
    assert "理由" in client.post("/desk/accounts/absences/", given).content.decode()
    assert client.post("/desk/accounts/absences/", {**given, "because": "出差"}).status_code == 302
    made = Delegation.objects.get()
    assert "代办中" in as_(there).get("/desk/accounts/absences/").content.decode()
    assert client.get(f"/desk/accounts/absences/{made.pk}/end/").status_code == 200
    assert client.post(f"/desk/accounts/absences/{made.pk}/end/", {"because": "已回"}).status_code == 302
    made.refresh_from_db()
    assert made.ended_at


def test_a_stranger_s_absence_does_not_exist(as_, away, account):
    made = delegate(*away)
    assert as_(account()).post(f"/desk/accounts/absences/{made.pk}/end/", {"because": "x"}).status_code == 404


def test_who_can_see_a_unit(as_, account, places, security, clock):
    near = account("近者", role="caseworker", at=places.town)
    account("上级", role="leader", at=places.province)
    account("下级", role="chair", at=places.union)
    account("旁人", role="caseworker", at=places.other)
    delegate(near, account("代者", role="caseworker", at=places.county), "2026-03-05", "2026-03-06")
    page = f"/desk/accounts/units/{places.town.code}/seen-by/"
    shown = as_(security).get(page).content.decode()
    assert all(name in shown for name in ("近者", "上级", "代者"))
    assert not any(name in shown for name in ("下级", "旁人", security.name + "</th>"))
    assert as_(security).get(f"/desk/accounts/units/{places.other.code}/seen-by/").status_code == 404
    assert as_(near).get(page).status_code == 404  # a caseworker may not ask


def test_who_can_see_costs_the_same_for_one_and_for_many(as_, account, places, security, django_assert_max_num_queries):
    client, page = as_(security), f"/desk/accounts/units/{places.union.code}/seen-by/"
    client.get(page)
    for number in range(60):
        account(f"同事{number}", role="caseworker", at=places.town)
    with django_assert_max_num_queries(12):
        answer = client.get(page).content.decode()
    assert answer.count("<tr>") == 51
    assert 'rel="next"' in answer


def test_exports_want_a_purpose_and_leave_a_line(as_, places, security):
    page = f"/desk/accounts/units/{places.town.code}/seen-by/file/"
    client = as_(security)
    assert client.get(page).status_code == 200
    assert client.post(page, {"purpose": " "}).status_code == 302
    assert not DeskLine.objects.filter(action="kit.export.made").exists()
    answer = client.post(page, {"purpose": "年度检查"})
    assert answer["Content-Type"].endswith("sheet")
    assert BytesIO(answer.content).read(2) == b"PK"
    assert DeskLine.objects.get(action="kit.export.made").because == "年度检查"


def test_accounts_are_found_only_by_the_whole_handle(as_, account, security):
    user = account("王小明", phone="13900139000")
    for text, found in (("13900139000", True), (user.username, True), ("1390013900", False), ("王小明", False)):
        shown = as_(security).get("/desk/accounts/people/", {"q": text}).content.decode()
        assert (str(user.pk) in shown) is found


def test_the_security_administrator_locks_unlocks_and_resets(as_, account, places, security):
    user = account(role="caseworker", at=places.town)
    client, page = as_(security), f"/desk/accounts/people/{user.pk}/"
    assert client.get(page).status_code == 200
    assert client.post(f"{page}lock/", {"because": "离岗"}).status_code == 302
    assert User.objects.get(pk=user.pk).locked_because == "离岗"
    assert client.get(f"{page}unlock/").status_code == 200
    client.post(f"{page}unlock/", {"because": "返岗"})
    once = client.post(f"{page}reset/", {"because": "忘记"}).content.decode().split("<code>")[1].split("</code>")[0]
    assert queries.user(user.pk).check_password(once)
    actions.begin_second_factor(user=user, by=user)
    client.post(f"{page}second-factor/", {"because": "丢手机"})
    assert queries.second_factor(user) is None
    assert PersonLine.objects.of(user).filter(by_id=security.pk).count() == 4


def test_an_account_with_a_role_elsewhere_does_not_exist(as_, account, places, security):
    user = account(role="caseworker", at=places.other)
    for part in ("", "lock/", "reset/"):
        assert as_(security).get(f"/desk/accounts/people/{user.pk}/{part}").status_code == 404


def test_the_system_administrator_sees_health_and_no_content(as_, account, places, client):
    admin = account(role="system-admin", at=places.province)
    shown = as_(admin).get("/desk/accounts/system/").content.decode()
    for word in ("后台工作", "留痕封存", "Django", "Python"):
        assert word in shown
    assert as_(account(role="leader", at=places.province)).get("/desk/accounts/system/").status_code == 404


def test_administrators_hold_no_permission_to_read_business(account, places):
    for role in ("system-admin", "security-admin", "audit-admin"):
        user = account(role=role, at=places.province)
        for permission in BUSINESS:
            assert not user.may(permission)
            assert not user.may(permission, at=places.union)
        assert user.pk not in queries.who_can_see(places.province).values_list("person_id", flat=True)


def test_the_log_is_read_within_reach_by_day_person_unit_and_action(as_, account, places, clock, security):
    user = account("王芳")
    give = {"person_id": user.pk, "name": "王芳", "because": "文件", "by": security}
    actions.give_role(role="caseworker", unit=places.town, **give)
    audit.record("people.person.unmasked", by=security, about=user.pk, unit=places.town, because="核对身份", phone="x")
    audit.record("orgs.unit.edited", by=security, unit=places.other, because="隔壁的事")
    clock.shift(minutes=1)
    audit.seal(by=audit.SEALER)
    near, top = account(role="audit-admin", at=places.county), account(role="audit-admin", at=places.province)

    def shown(reader, **asked):
        return as_(reader).get("/desk/accounts/log/", asked).content.decode().split("<main")[1]

    assert "accounts.role.given" in shown(near)
    assert "隔壁的事" not in shown(near)
    assert "隔壁的事" in shown(top)
    assert "&quot;phone&quot;" not in shown(near)
    assert "隔壁的事" not in shown(top, unit=places.town.code)
    assert "范围内没有" in shown(near, unit=places.other.code)
    reads = shown(top, group="reads")
    assert "people.person.unmasked" in reads
    assert "accounts.role.given" not in reads
    assert "核对身份" in shown(top, about=user.username)
    assert "隔壁的事" in shown(top, by=security.username)
    assert "没有账号" in shown(top, by="nobody")
    assert "orgs.unit.edited" not in shown(top, action="accounts.")
    assert "更正工会信息" in shown(top)
    assert "查看完整号码" in shown(top, action="完整号码")
    assert "<code>accounts.role.given</code>" not in shown(top, action="完整号码")
    assert "没有记录" in shown(top, action="没有这种事")
    assert "accounts.role.given" not in shown(top, first_day="2026-03-01", last_day="2026-03-04")
    assert "accounts.role.given" in shown(top, first_day="2026-03-05", last_day="2026-03-05")
    assert as_(security).get("/desk/accounts/log/").status_code == 404


def test_the_log_pages_by_place_in_the_chain(as_, account, places, clock, console):
    reader = account(role="audit-admin", at=places.province)
    for number in range(120):
        audit.record("orgs.unit.edited", by=console, unit=places.town, because=f"第{number}次")
    clock.shift(minutes=1)
    audit.seal(by=audit.SEALER)
    audit.record("orgs.unit.edited", by=console, unit=places.town, because="刚才")
    client, seen, page = as_(reader), [], "/desk/accounts/log/"
    address = f"{page}?action=orgs."
    for _page in range(3):
        text = client.get(address).content.decode()
        seen += [part.split("<")[0] for part in text.split('data-label="理由">')[1:]]
        address = (
            page + text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
            if 'rel="next"' in text
            else ""
        )
    assert address == ""
    assert seen == ["刚才", *(f"第{number}次" for number in reversed(range(120)))]


def test_the_log_is_exported_with_a_purpose(as_, account, places):
    reader = account(role="audit-admin", at=places.province)
    assert as_(reader).get("/desk/accounts/log/file/").status_code == 200
    assert as_(reader).post("/desk/accounts/log/file/", {"purpose": "等保测评"}).content[:2] == b"PK"
    assert DeskLine.objects.get(action="kit.export.made").details["what"] == "audit.log"


def test_users_are_created_from_the_command_line(places, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO(GOOD + "\n"))
    out = StringIO()
    call_command(
        "users", "create", "--name", "安管", "--username", "anguan", "--role", "security-admin", "--unit", "33",
        "--password-stdin", "--json", stdout=out,
    )  # fmt: skip
    assert '"anguan"' in out.getvalue()
    user = queries.user_behind("anguan")
    assert user.check_password(GOOD)
    assert user.may("accounts.role.give", at=places.town)
    monkeypatch.setattr("sys.stdin", StringIO(GOOD + "\n"))
    with pytest.raises(CommandError, match="已有人使用"):
        call_command("users", "create", "--name", "x", "--username", "anguan", "--password-stdin")
    monkeypatch.setattr("sys.stdin", StringIO(GOOD + "\n"))
    with pytest.raises(CommandError, match="这一级"):
        call_command(
            "users", "create", "--name", "x", "--username", "xxx", "--role", "chair", "--unit", "33", "--password-stdin"
        )
    assert queries.user_behind("xxx") is None


def one_time(answer):
    return answer.content.decode().split("<code>")[1].split("</code>")[0]


def test_the_security_administrator_opens_an_account_with_a_role_and_tells_its_password_once(
    as_, places, security, client
):
    client, page = as_(security), "/desk/accounts/people/new/"
    assert page in client.get("/desk/accounts/people/").content.decode()
    given = {"name": "何新", "phone": "139 0013 9111", "username": "hexin", "because": "任命文件"}
    answer = client.post(page, {**given, "unit": places.town.code, "role": "caseworker"})
    once = one_time(answer)
    user = queries.user_behind("13900139111")
    assert user == queries.user_behind("hexin")
    assert user.password_once
    assert user.check_password(once)
    assert [(held.role, held.unit_id) for held in user.held] == [("caseworker", places.town.pk)]
    actions_written = PersonLine.objects.of(user).order_by("pk").values_list("action", "because")
    assert ("accounts.user.opened", "任命文件") in list(actions_written)
    assert once not in client.get(f"/desk/accounts/people/{user.pk}/").content.decode()
    assert "已有账号" in client.post(page, {**given, "username": "hexin2"}).content.decode()
    client.logout()
    assert client.post("/sign-in/", {"username": "hexin", "password": once}).status_code == 302


def test_an_account_is_opened_under_the_record_that_bears_the_phone(as_, security):
    member = new_id()
    directory.claim("phone", "13900139112", member)
    once = one_time(
        as_(security).post(
            "/desk/accounts/people/new/", {"name": "会员", "phone": "13900139112", "because": "任命文件"}
        )
    )
    assert queries.user(member).check_password(once)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({}, "至少一项"),
        ({"phone": "12345"}, "手机号"),
        ({"username": "hexin", "role": "caseworker"}, "一起填"),
        ({"username": "hexin", "role": "caseworker", "unit": "330113"}, "您的范围内没有"),
        ({"username": "hexin", "role": "caseworker", "unit": "330110-0001"}, "不设在这一级"),
        ({"username": "1"}, "用户名为 3 至 60 位"),
    ],
)
def test_nothing_is_opened_when_something_is_wrong(as_, places, security, wrong, says):
    before = User.objects.count()
    answer = as_(security).post("/desk/accounts/people/new/", {"name": "何新", "because": "任命文件", **wrong})
    assert says in answer.content.decode()
    assert "<code>" not in answer.content.decode()
    assert User.objects.count() == before


def test_only_the_security_administrator_opens_accounts(as_, account, places):
    for role in ("system-admin", "audit-admin", "leader"):
        assert as_(account(role=role, at=places.county)).get("/desk/accounts/people/new/").status_code == 404


def test_an_export_of_the_log_keeps_what_was_asked_for(as_, account, places, console):
    reader = account(role="audit-admin", at=places.province)
    for action in ("orgs.unit.edited", "orgs.employer.edited"):
        audit.record(action, by=console, unit=places.town, because="核对")
    asked = "?action=orgs.unit&first_day=2026-03-05&last_day=2026-03-05"
    client = as_(reader)
    link = f"/desk/accounts/log/file/{asked}"
    assert link in client.get(f"/desk/accounts/log/{asked}").content.decode().replace("&amp;", "&")
    shown = client.get(link).content.decode()
    assert 'name="action" value="orgs.unit"' in shown
    assert 'name="first_day" value="2026-03-05"' in shown
    fields = {"action": "orgs.unit", "first_day": "2026-03-05", "last_day": "2026-03-05"}
    assert client.post(link, {**fields, "purpose": " "}).headers["Location"] == link
    sheet = load_workbook(BytesIO(client.post(link, {**fields, "purpose": "检查"}).content)).get_sheet_by_index(0)
    sent = {tuple(row[2:4]) for row in sheet.to_python() if len(row) > 3}
    assert ("更正工会信息", "orgs.unit.edited") in sent
    assert "orgs.employer.edited" not in {code for _words, code in sent}


def test_no_account_of_another_place_is_told_by_its_phone(as_, account, places, security):
    account("外县干部", phone="13900139001", role="caseworker", at=places.other)
    account("本县干部", phone="13900139002", role="caseworker", at=places.county)
    client = as_(security)
    assert "外县干部" not in client.get("/desk/accounts/people/?q=13900139001").content.decode()
    assert "本县干部" in client.get("/desk/accounts/people/?q=13900139002").content.decode()


def test_the_log_opens_at_its_top_for_a_page_that_is_no_number(as_, account, places):
    client = as_(account(role="audit-admin", at=places.county))
    for page in ("²", "9" * 5000, "-1", "x"):
        assert client.get("/desk/accounts/log/", {"before": page}).status_code == 200
