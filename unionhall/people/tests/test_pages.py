"""The pages: masked everywhere, closed to outsiders, plain numbers only on the answer to a reasoned POST."""

import io

import pytest
from django.urls import reverse

from unionhall.audit.models import DeskLine, PersonLine
from unionhall.people import actions, queries
from unionhall.people.models import Membership, Person, RollEntry, StaffPost

from .numbers import id_number, phone

pytestmark = pytest.mark.django_db
ROUTES = ("person", "edit", "document", "phone", "unmask", "end", "retain", "resume", "family", "home")


@pytest.fixture
def member(house):
    return queries.person_of(house.worker)


def plain(person):
    return person.id_number.reveal(), person.phone.reveal()


@pytest.mark.parametrize("route", ROUTES)
def test_for_outsiders_a_member_does_not_exist(as_, house, member, route):
    for outsider in (house.outsider_chair, house.outsider, house.outsider_organiser, house.operator, house.newcomer):
        assert as_(outsider).get(reverse(f"people:{route}", args=[member.pk])).status_code == 404


def test_a_roll_is_read_where_one_has_a_role(as_, house, member):
    url = reverse("people:roll")
    shown = as_(house.caseworker).get(url, {"unit": house.unions[0].code})
    assert member.name in shown.content.decode()
    assert as_(house.outsider).get(url, {"unit": house.unions[0].code}).status_code == 404
    link = reverse("people:person", args=[member.pk])
    assert link not in as_(house.outsider).get(url).content.decode()
    assert link not in as_(house.outsider).get(url, {"q": plain(member)[0]}).content.decode()
    assert link in as_(house.chair).get(url, {"q": plain(member)[0]}).content.decode()


def test_whoever_only_looks_on_sees_masked_names(as_, house, member):
    shown = as_(house.auditor).get(reverse("people:roll"), {"unit": house.unions[0].code}).content.decode()
    assert member.name not in shown
    assert "例*工" in shown
    assert member.name not in as_(house.auditor).get(reverse("people:person", args=[member.pk])).content.decode()


def test_no_page_prints_a_plain_number(as_, house, member, chair, worker):
    pages = [reverse(f"people:{r}", args=[member.pk]) for r in ("person", "edit", "phone", "unmask", "end", "retain")]
    for url in [*pages, reverse("people:roll"), reverse("people:posts"), reverse("people:roll-export")]:
        shown = as_(chair).get(url)
        assert shown.status_code == 200, url
        assert not any(number in shown.content.decode() for number in plain(member)), url
    for name in ("my-data", "my-membership", "my-card", "my-phone"):
        shown = as_(worker).get(reverse(f"people:{name}"))
        assert shown.status_code == 200
        assert not any(number in shown.content.decode() for number in plain(member)), name


def test_unmasking_is_one_view_with_a_reason(as_, chair, member, worker):
    url = reverse("people:unmask", args=[member.pk])
    refused = as_(chair).post(url, {"field": "id_number", "because": "看看吧"})
    assert plain(member)[0] not in refused.content.decode()
    shown = as_(chair).post(url, {"field": "id_number", "because": "核对入会登记表"})
    assert plain(member)[0] in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert plain(member)[0] not in as_(chair).get(url, {"field": "id_number"}).content.decode()
    assert PersonLine.objects.filter(action="people.person.unmasked", person_id=member.pk).count() == 1
    assert "核对入会登记表" in as_(worker).get(reverse("people:my-data")).content.decode()


def test_a_member_entered_by_hand(as_, house, organiser):
    union = house.unions[0]
    url = f"{reverse('people:new')}?unit={union.code}"
    given = {
        "name": "例手录",
        "id_kind": "resident",
        "id_number": id_number(1),
        "phone": phone(1),
        "employment": "contract",
    }
    wrong = as_(organiser).post(url, {**given, "id_number": id_number(1)[:-1] + "?"})
    assert wrong.status_code == 200
    assert not Person.objects.filter(name="例手录").exists()
    made = as_(organiser).post(url, given)
    assert made.status_code == 302
    assert RollEntry.objects.get(name="例手录").verified
    again = as_(organiser).post(url, {**given, "name": "又一个"})
    assert reverse("people:person", args=[RollEntry.objects.get(name="例手录").person_id]) in again.content.decode()
    assert as_(house.outsider_organiser).post(url, given).status_code == 404


def test_a_namesake_with_another_document_is_asked_about(as_, house, organiser):
    url = f"{reverse('people:new')}?unit={house.unions[0].code}"
    given = {"name": "例同名", "id_kind": "resident", "id_number": id_number(1), "employment": "contract"}
    as_(organiser).post(url, given)
    Person.objects.filter(name="例同名").update(id_kind="passport")
    twice = {**given, "id_number": id_number(3)}
    assert as_(organiser).post(url, twice).status_code == 200
    assert Person.objects.filter(name="例同名").count() == 1
    assert as_(organiser).post(url, {**twice, "not_the_same": "on"}).status_code == 302


def test_membership_is_retained_resumed_and_ended_on_its_pages(as_, chair, member):
    def post(route, **given):
        return as_(chair).post(reverse(f"people:{route}", args=[member.pk]), given)

    assert post("retain", because="退休").status_code == 302
    assert queries.standing_membership(member).state == "retained"
    assert post("resume", because="返岗工作").status_code == 302
    assert post("end", how="expelled", because="").status_code == 200
    assert post("end", how="resigned", because="本人申请退会").status_code == 302
    assert Membership.objects.of(member).get().ended_how == "resigned"
    assert post("end", how="resigned", because="本人申请退会").status_code == 404


def test_posts_are_kept_and_give_the_contact(as_, house, chair, member):
    union = house.unions[0]
    type(union).objects.filter(pk=union.pk).update(phone="", contact="")
    union.refresh_from_db()
    url = f"{reverse('people:post-new')}?unit={union.code}"
    given = {"who": plain(member)[1], "kind": "part", "title": "组织委员", "office_phone": "0571-87051234"}
    assert as_(chair).post(url, {**given, "since": "2026-03-01"}).status_code == 302
    assert queries.contact_of(union) == (member.name, "0571-87051234")
    post = StaffPost.objects.get()
    assert as_(house.outsider_chair).post(reverse("people:post-end", args=[post.pk])).status_code == 404
    as_(chair).post(reverse("people:post-end", args=[post.pk]))
    assert StaffPost.objects.get().until is not None


def test_an_export_is_masked_and_says_for_what(as_, house, chair, member):
    from python_calamine import CalamineWorkbook

    url = f"{reverse('people:roll-export')}?unit={house.unions[0].code}"
    assert as_(chair).post(url, {"because": ""}).status_code == 200
    answer = as_(chair).post(url, {"because": "春节慰问品发放"})
    cells = str(CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python())
    assert member.name in cells
    assert not any(number in cells for number in plain(member))
    line = DeskLine.objects.get(action="kit.export.made")
    assert (line.because, line.unit_id) == ("春节慰问品发放", house.unions[0].pk)
    assert as_(house.caseworker).get(url).status_code == 404, "who may not export"


def test_merging_on_the_page_and_undoing_it(as_, house, organiser, member):
    other = actions.register_person(name="例职工", id_kind="passport", id_number="E12345678", by=organiser)
    actions.admit(person=other, unit=house.unions[1], by=organiser)
    url = f"{reverse('people:merge')}?kept={member.pk}&other={other.pk}"
    shown = as_(organiser).get(url).content.decode()
    assert "E12345678" not in shown
    assert as_(house.outsider_organiser).get(url).status_code == 404
    assert as_(organiser).post(url, {"because": "同一人两份档案", "document": "other"}).status_code == 302
    assert as_(organiser).get(reverse("people:person", args=[other.pk])).status_code in (302, 404)
    row = queries.merges_of(member)[0]
    undo = reverse("people:merge-undo", args=[member.pk, row.pk])
    assert as_(organiser).get(undo).status_code == 200
    assert as_(organiser).post(undo, {"because": "核对有误两个人"}).status_code == 302
    assert queries.standing_membership(other).unit == house.unions[1]


def test_a_family_is_kept(as_, chair, member):
    url = reverse("people:family", args=[member.pk])
    assert as_(chair).post(url, {"name": "例配偶", "relation": "配偶", "id_number": id_number(9)}).status_code == 302
    shown = as_(chair).get(reverse("people:person", args=[member.pk])).content.decode()
    assert "配偶" in shown
    as_(chair).post(reverse("people:home", args=[member.pk]), {"address": "杭州市余杭区文一西路969号"})
    shown = as_(chair).get(reverse("people:person", args=[member.pk])).content.decode()
    assert "杭州市余杭区***" in shown
    assert "文一西路" not in shown
    assert id_number(9) not in shown
    one = queries.family_of(member)[0]
    as_(chair).post(reverse("people:family-left", args=[member.pk, one.pk]))
    assert queries.family_of(member)[0].left_on is not None


def test_a_wrong_document_is_put_right_at_the_station(as_, chair, member):
    url = reverse("people:document", args=[member.pk])
    before = plain(member)[0]
    given = {"id_kind": "resident", "id_number": id_number(9), "because": "登记时少看一位，已核对原件"}
    assert as_(chair).post(url, {**given, "id_number": "330"}).status_code == 200
    assert as_(chair).post(url, given).status_code == 302
    assert [line.person_id for line in queries.look_up(chair, id_number(9))] == [member.pk]
    assert queries.look_up(chair, before) == []


def test_html_in_a_name_is_text(as_, chair, member):
    actions.edit_person(person=member, by=chair, name="<b>例</b>", job="<script>x</script>")
    shown = as_(chair).get(reverse("people:person", args=[member.pk])).content.decode()
    assert "<script>x" not in shown
    assert "<b>例" not in shown


def test_a_card_proves_membership_for_some_minutes(as_, client, worker, member, chair, clock):
    standing = queries.standing_membership(member)
    assert 'class="qr"><svg' in as_(worker).get(reverse("people:my-card")).content.decode()
    client.logout()
    check = reverse("people:card-check", args=[queries.card_code(standing)])
    shown = client.get(check).content.decode()
    assert standing.card_no in shown
    assert member.name not in shown
    clock.shift(minutes=16)
    assert standing.card_no not in client.get(check).content.decode()
    fresh = reverse("people:card-check", args=[queries.card_code(standing)])
    actions.end_membership(membership=standing, how="resigned", by=chair)
    assert standing.card_no not in client.get(fresh).content.decode()
    assert client.get(reverse("people:card-check", args=["made-up"])).status_code == 200


def test_ones_own_phone_needs_the_password(as_, worker, member):
    from tests.cast import PASSWORD

    url = reverse("people:my-phone")
    as_(worker).post(url, {"phone": phone(8), "password": "wrong-Pass-1"})
    assert queries.person(member.pk).phone.reveal() == plain(member)[1]
    as_(worker).post(url, {"phone": phone(8), "password": PASSWORD})
    assert queries.person(member.pk).phone.reveal() == phone(8)


def test_a_consent_is_withdrawn_by_the_one_who_gave_it(as_, worker, newcomer, member):
    consent = actions.give_consent(
        person=member, purpose="people.membership", text_version="2026-03", separate=False, channel="portal", by=worker
    )
    url = reverse("people:withdraw-consent", args=[consent.pk])
    assert as_(newcomer).post(url).status_code == 404
    as_(worker).post(url)
    assert not queries.has_consent(member, "people.membership")
