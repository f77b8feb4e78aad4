"""A roster brought in: what each row is found to be, what is written, and what a kill in the middle leaves."""

import io
import zipfile

import pytest
from django.db import IntegrityError

from unionhall.accounts import directory
from unionhall.accounts.models import DirectoryEntry
from unionhall.audit.models import PersonLine
from unionhall.kit.access import NotAllowed
from unionhall.kit.models import FigureDelta
from unionhall.kit.refusal import Refusal
from unionhall.people import actions, queries
from unionhall.people.choices import RosterState
from unionhall.people.models import Membership, Person, RollEntry, RosterChunk
from unionhall.people.roster import feeding, files, judging, reading, writing

from .numbers import id_number, phone
from .rosters import HEADINGS, applied, checked, gb18030, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def row(n, union="", name="例新人", job="操作工", number=None):
    return [name, number or id_number(n), phone(n), union, job]


def told(roster, state=""):
    """(line, state, reason) of each row."""
    return [(r.line, s, why) for r, s, why in queries.staged_rows(roster, state, 1)[0]]


def stock(unit):
    return sum(FigureDelta.objects.filter(unit_id=unit.pk, count="people.members").values_list("n", flat=True))


def test_new_people_get_everything_an_admission_writes(house, chair):
    union, before = house.unions[0], stock(house.unions[0])
    roster = applied(union, xlsx([row(1), row(2)]), chair)
    assert (roster.state, roster.applied) == (RosterState.DONE, {"new": 2})
    person = Person.objects.get(pk=directory.find("id", id_number(1)))
    assert (person.id_number.reveal(), person.phone.reveal()) == (id_number(1), phone(1))
    assert (person.sex, str(person.birth_date), person.id_kind) == ("m", "1901-03-15", "resident")
    assert directory.find("phone", phone(1)) == person.pk
    membership = queries.standing_membership(person)
    assert (membership.unit, membership.how, membership.card_no[:6]) == (union, "imported", "330110")
    line = RollEntry.objects.get(desk_id=union.desk_id, person_id=person.pk)
    assert (line.name, line.membership_id, line.id_masked) == ("例新人", membership.pk, str(person.id_number))
    assert stock(union) == before + 2
    audited = PersonLine.objects.get(person_id=person.pk, action="people.membership.imported")
    assert (audited.by_id, audited.unit_id, audited.details["registered"]) == (chair.pk, union.pk, True)
    assert id_number(1) not in str(audited.details)


def test_the_file_is_gone_once_it_has_been_read(house, chair, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert checked(house.unions[0], xlsx([row(1)]), chair).file == ""
    assert list(files.place("rosters").iterdir()) == []


def test_the_same_file_twice_changes_nothing(house, chair):
    applied(house.unions[0], xlsx([row(1), row(2)]), chair)
    counts = Person.objects.count(), Membership.objects.count(), PersonLine.objects.count(), stock(house.unions[0])
    assert checked(house.unions[0], xlsx([row(1), row(2)]), chair).counts == {"same": 2}
    applied(house.unions[0], xlsx([row(1), row(2)]), chair)
    after = Person.objects.count(), Membership.objects.count(), PersonLine.objects.count(), stock(house.unions[0])
    assert after == counts


def test_changed_rows_say_what_and_are_written(house, chair):
    applied(house.unions[0], xlsx([row(1)]), chair)
    headings = [*HEADINGS, "性别", "用工形式", "小组", "农民工"]
    again = [*row(1, name="例改名", job=""), "男", "劳务派遣", "二组", "是"]
    again[2] = phone(9)
    roster = applied(house.unions[0], xlsx([again], headings), chair)
    assert roster.applied == {"changed": 1}
    ((_line, _state, why),) = told(roster)
    assert "例新人 → 例改名" in why
    assert "→ 199****0009" in why
    person = Person.objects.get(pk=directory.find("id", id_number(1)))
    assert (person.name, person.job, person.migrant, person.phone.reveal()) == ("例改名", "操作工", True, phone(9))
    assert directory.find("phone", phone(1)) is None
    line = RollEntry.objects.get(person_id=person.pk)
    assert (line.name, line.employment, line.phone_masked) == ("例改名", "dispatch", "199****0009")
    membership = queries.standing_membership(person)
    assert (membership.group, membership.employment) == ("二组", "dispatch")
    assert PersonLine.objects.filter(person_id=person.pk, action="people.person.import-changed").count() == 1


def test_duplicates_are_told_and_never_moved(house, chair, worker, organiser):
    actions.register_person(name="例他人", id_kind="resident", id_number=id_number(50), phone=phone(50), by=organiser)
    member = house.member(house.unions[2], number=700)
    directory.claim("id", member.id_number.reveal(), member.pk)
    rows = [
        row(1),
        row(1, name="例重复"),
        ["例占号", id_number(2), phone(50), "", ""],
        ["成员", member.id_number.reveal(), "", "", ""],
        ["例他人", id_number(50), "", "", ""],
    ]
    roster = checked(house.unions[0], xlsx(rows), chair)
    states = [state for _line, state, _why in told(roster)]
    assert states == ["new", "duplicate", "duplicate", "duplicate", "new"]
    reasons = [why for _line, _state, why in told(roster)]
    assert "第 2 行" in reasons[1]
    assert "手机号" in reasons[2]
    assert "接转" in reasons[3]
    assert house.unions[2].name not in reasons[3]
    actions.apply_roster(roster=actions.confirm_roster(roster=roster, by=chair, in_background=False), by=chair)
    assert queries.standing_membership(member).unit == house.unions[2]


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (id_number(1)[:-1] + ("0" if id_number(1)[-1] != "0" else "1"), "校验不符"),
        (float(id_number(3)[:17] + "0"), "舍入"),
        ("3.30110190103E+17", "舍入"),
        ("12345", "18 位"),
        ("", "没有填写证件号码"),
    ],
)
def test_wrong_numbers_are_refused_with_the_reason(house, chair, number, why):
    roster = checked(house.unions[0], xlsx([["例错号", number, "", "", ""]]), chair)
    ((_line, state, reason),) = told(roster)
    assert state == "error"
    assert why in reason


@pytest.mark.parametrize(
    "number",
    [
        id_number(1, division="330113"), id_number(1, division="330114"), id_number(1, division="330103"),
        id_number(1, division="330104"), "810000190005150018", "830000190506203337", "933840190111230059",
    ],
)  # fmt: skip
def test_new_and_abolished_districts_and_permits_pass(house, chair, number):
    assert checked(house.unions[0], xlsx([["例区划", number, "", "", ""]]), chair).counts == {"new": 1}


def test_a_row_may_name_a_union_beneath_and_no_other(house, organiser):
    beneath, outside = house.unions[1], house.unions[4]
    rows = [row(1, beneath.code), row(2, outside.code), row(3, "999999-0001"), row(4, house.counties[0].code), row(5)]
    roster = checked(house.counties[0], xlsx(rows), organiser)
    found = told(roster)
    assert [state for _line, state, _why in found] == ["new", "error", "error", "error", "error"]
    assert found[1][2] == found[2][2], "a union outside is told as if there were none"
    with pytest.raises(NotAllowed):
        actions.bring_roster(unit=outside, file=xlsx([row(1)]), name="a.xlsx", by=organiser)


def test_headings_in_any_order_and_language_below_a_title(house, chair):
    rows = [
        ["某某工会会员名册", "", ""],
        ["Mobile Phone", "ID Number*", " 姓 名（必填）"],
        [phone(1), id_number(1), "例新人"],
    ]
    file = io.BytesIO("\n".join(",".join(cells) for cells in rows).encode())
    assert checked(house.unions[0], file, chair, "a.csv").counts == {"new": 1}


def test_names_set_to_one_width_and_ticks_are_read_as_they_are_meant(house, chair):
    people = [("例\u3000一", "√", "例一"), ("例 三 四", "×", "例三四"), ("John  Example", "是", "John Example")]
    rows = [[name, id_number(n), tick] for n, (name, tick, _kept) in enumerate(people, 1)]
    applied(house.unions[0], xlsx(rows, ["姓名", "证件号码", "农民工"]), chair)
    found = [Person.objects.get(pk=directory.find("id", id_number(n))) for n in (1, 2, 3)]
    assert [(one.name, one.migrant) for one in found] == [(kept, tick != "×") for _name, tick, kept in people]


def test_a_missing_column_is_named_with_what_was_found(house, chair):
    roster = checked(house.unions[0], xlsx([["例", "1", "2"]], ["姓名", "手机", "岗位"]), chair)
    assert roster.state == RosterState.FAILED
    assert "证件号码" in roster.message
    assert "手机、岗位" in roster.message


def test_gb18030_csv_and_formulas_and_html_are_text(house, chair):
    rows = [row(1, name="例娟", job='=HYPERLINK("x")'), row(2, name="<b>例</b>")]
    roster = applied(house.unions[0], gb18030(rows), chair, "名册.csv")
    assert roster.applied == {"new": 2}
    person = Person.objects.get(pk=directory.find("id", id_number(1)))
    assert (person.name, person.job) == ("例娟", '=HYPERLINK("x")')


def test_a_bomb_a_giant_and_a_text_are_refused(house, chair, monkeypatch):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (210 << 20))
    assert checked(house.unions[0], body, chair).state == RosterState.FAILED
    assert checked(house.unions[0], io.BytesIO(b"hello"), chair, "a.xlsx").state == RosterState.FAILED
    monkeypatch.setattr("unionhall.people.actions.rosters.LIMITS", reading.Limits(file_size=10))
    with pytest.raises(Refusal, match="MB"):
        actions.bring_roster(unit=house.unions[0], file=io.BytesIO(b"x" * 11), name="a.xlsx", by=chair)


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", 2)


@pytest.mark.parametrize("where", ["_enter", "_admit", "_correct"])
def test_cut_short_inside_a_chunk_and_run_again(house, chair, monkeypatch, small_chunks, where):
    union = house.unions[0]
    applied(union, xlsx([row(4)]), chair)
    before = stock(union)
    roster = checked(union, xlsx([row(1), row(2), row(3), row(4, job="班长"), row(5)]), chair)
    roster = actions.confirm_roster(roster=roster, by=chair, in_background=False)
    real, calls = getattr(writing.Writer, where), []

    def cut(self, pairs):
        calls.append(1)
        real(self, pairs)
        if len(calls) == 2:
            raise SystemError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(writing.Writer, where, cut)
        with pytest.raises(SystemError):
            actions.apply_roster(roster=roster, by=chair)
    assert stock(union) == before + 2, "the first chunk stands, the second left nothing"
    assert RosterChunk.objects.filter(roster_id=roster.pk, applied_at=None).count() == 2
    done = actions.apply_roster(roster=roster, by=chair)
    assert (done.state, done.applied) == (RosterState.DONE, {"new": 4, "changed": 1})
    assert stock(union) == before + 4
    assert actions.apply_roster(roster=done, by=chair).applied == done.applied
    assert RollEntry.objects.filter(unit=union, name="例新人").count() == 5
    assert Membership.objects.filter(unit=union, how="imported").count() == 5


def test_checking_cut_short_begins_anew(house, chair, monkeypatch, small_chunks):
    roster = actions.bring_roster(
        unit=house.unions[0], file=xlsx([row(n) for n in range(5)]), name="a.xlsx", by=chair, in_background=False
    )
    calls = []

    def progress(done, total):
        calls.append(done)
        if len(calls) == 2:
            raise SystemError("killed")

    with pytest.raises(SystemError):
        actions.check_roster(roster=roster, by=chair, progress=progress)
    assert actions.check_roster(roster=roster, by=chair).counts == {"new": 5}
    assert RosterChunk.objects.filter(roster_id=roster.pk).count() == 3


def test_someone_joined_between_preview_and_writing(house, chair, organiser):
    roster = checked(house.unions[0], xlsx([row(1), row(2), row(3)]), chair)
    person = actions.register_person(name="例新人", id_kind="resident", id_number=id_number(1), by=organiser)
    actions.admit(person=person, unit=house.unions[1], by=organiser)
    actions.register_person(name="例占", id_kind="resident", id_number=id_number(9), phone=phone(2), by=organiser)
    roster = actions.apply_roster(roster=actions.confirm_roster(roster=roster, by=chair, in_background=False), by=chair)
    assert roster.applied == {"duplicate": 2, "new": 1}
    assert "接转" in told(roster, "duplicate")[0][2]
    assert queries.standing_membership(person).unit == house.unions[1]


def test_a_number_taken_in_the_same_moment_is_looked_up_again(house, chair, organiser, monkeypatch):
    """The look-up misses it once, as it would when the other transaction commits right after."""
    roster = checked(house.unions[0], xlsx([row(1), row(2)]), chair)
    actions.register_person(name="例占", id_kind="resident", id_number=id_number(9), phone=phone(2), by=organiser)
    real, looks = directory.owners, []

    def late(digests):
        looks.append(1)
        return {} if len(looks) <= 2 else real(digests)

    monkeypatch.setattr(judging.directory, "owners", late)
    roster = actions.apply_roster(roster=actions.confirm_roster(roster=roster, by=chair, in_background=False), by=chair)
    assert roster.applied == {"new": 1, "duplicate": 1}
    assert len(looks) == 3, "not looked, looked too early, looked again"
    person = Person.objects.get(pk=directory.find("id", id_number(1)))
    assert person.id_number.reveal() == id_number(1)
    assert RollEntry.objects.filter(person_id=person.pk).count() == 1


def test_ids_that_are_taken_are_drawn_anew(house, chair):
    roster = checked(house.unions[0], xlsx([row(1)]), chair)
    ((staged, _state, _why),) = queries.staged_rows(roster, "", 1)[0]
    Person(id=staged.person_id, name="例撞号").save(force_insert=True)
    roster = actions.apply_roster(roster=actions.confirm_roster(roster=roster, by=chair, in_background=False), by=chair)
    person = Person.objects.get(pk=directory.find("id", id_number(1)))
    assert person.pk != staged.person_id
    assert (person.id_number.reveal(), person.phone.reveal()) == (id_number(1), phone(1))


def test_a_phone_of_someone_with_an_account_is_not_changed_by_a_file(house, chair, worker):
    person = queries.person_of(worker)
    number = person.id_number.reveal()
    roster = checked(house.unions[0], xlsx([[person.name, number, phone(77), "", ""]]), chair)
    ((_line, state, why),) = told(roster)
    assert state == "error"
    assert "账号" in why


def test_only_the_right_moment_and_the_right_people(house, chair, outsider):
    roster = checked(house.unions[0], xlsx([row(1)]), chair)
    with pytest.raises(NotAllowed):
        actions.confirm_roster(roster=roster, by=house.outsider_chair, in_background=False)
    actions.drop_roster(roster=roster, by=chair)
    assert not RosterChunk.objects.filter(roster_id=roster.pk).exists()
    with pytest.raises(Refusal):
        actions.confirm_roster(roster=roster, by=chair, in_background=False)


def test_staged_rows_are_sealed_and_thrown_away_in_time(house, chair, clock):
    roster = checked(house.unions[0], xlsx([row(1)]), chair)
    stored = bytes(RosterChunk.objects.get(roster_id=roster.pk).rows)
    assert id_number(1).encode() not in stored
    clock.shift(days=15)
    assert actions.clear_rosters(by=house.chair) == 1
    assert not RosterChunk.objects.filter(roster_id=roster.pk).exists()
    assert actions.clear_rosters(by=house.chair) == 0


def test_the_child_program_reads_the_same(house, chair, monkeypatch):
    file = xlsx([row(1), row(2, number="12345")])
    here = checked(house.unions[0], file, chair)
    monkeypatch.setattr(feeding, "WORTH_A_CHILD", 0)
    there = checked(house.unions[0], file, chair)
    assert told(there) == told(here)
    assert there.columns == here.columns
    roster = actions.confirm_roster(roster=there, by=chair, in_background=False)
    actions.apply_roster(roster=roster, by=chair)
    person = Person.objects.get(pk=directory.find("id", id_number(1)))
    assert person.id_number.reveal() == id_number(1)
    bad = checked(house.unions[0], xlsx([["1", "2"]], ["姓名", "手机"]), chair)
    assert "证件号码" in bad.message


def test_two_rows_of_one_person_in_the_directory_stay_one(house, chair):
    applied(house.unions[0], xlsx([row(1)]), chair)
    entries = DirectoryEntry.objects.filter(person_id=directory.find("id", id_number(1)))
    assert sorted(entries.values_list("kind", flat=True)) == ["id", "phone"]
    with pytest.raises(IntegrityError):
        directory.claim_digests([(entries[0].digest, "id", 5)])


def test_a_member_who_comes_with_another_kind_of_document_is_not_entered_twice(house, chair):
    union = house.unions[0]
    applied(union, xlsx([row(1), row(2, name="例同名")]), chair)
    known = Person.objects.get(pk=directory.find("id", id_number(1)))
    headings = ["姓名", "证件种类", "证件号码", "出生日期"]
    again = ["例新人", "护照", "E12345678", known.birth_date.isoformat()]
    others = [["例别人", *again[1:2], "E12345679", again[3]], [*again[:2], "E12345670", "1902-01-01"]]
    states = told(checked(union, xlsx([again, *others], headings), chair))
    assert [state for _line, state, _why in states] == ["duplicate", "new", "new"]
    assert "换了证件" in states[0][2]
    elsewhere = told(checked(house.unions[1], xlsx([again], headings), house.organiser))
    assert elsewhere[0][1] == "new"


def test_a_roster_brings_no_expelled_member_back(house, chair):
    """As admission refuses it, until the union above has lifted the expulsion."""
    applied(house.unions[0], xlsx([row(1)]), chair)
    membership = queries.standing_membership(directory.find("id", id_number(1)))
    day = membership.joined_on
    made = actions.expel(
        membership=membership, judgment="刑初1号", group_on=day, decided_on=day, decision_no="会1号",
        because="犯罪被判刑", by=chair,
    )  # fmt: skip
    [(_line, state, why)] = told(checked(house.unions[0], xlsx([row(1)]), chair))
    assert (state, "开除会籍" in why) == ("error", True)
    actions.lift_expulsion(expulsion=made, because="已经改正", by=house.township)
    assert applied(house.unions[0], xlsx([row(1)]), chair).applied == {"new": 1}
