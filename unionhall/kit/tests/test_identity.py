"""The worked examples ID-1…10, UC-1…6, BK-1, PH-1 of the data rules, and what offices really send."""

import time
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionhall.kit import identity
from unionhall.kit.identity import BadNumber, Doubt, IdKind, PhoneKind, Sex
from unionhall.kit.sheets import RoundedNumber

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("number", "kind", "sex", "born", "division"),
    [
        pytest.param("11010519491231002X", "resident", Sex.FEMALE, date(1949, 12, 31), "110105", id="ID-1"),
        pytest.param("440524188001010014", "resident", Sex.MALE, date(1880, 1, 1), "440524", id="ID-2"),
        pytest.param("330106190003071235", "resident", Sex.MALE, date(1900, 3, 7), "330106", id="ID-3"),
        pytest.param("330302190111100246", "resident", Sex.FEMALE, date(1901, 11, 10), "330302", id="ID-5"),
        pytest.param("33010619010203005x", "resident", Sex.MALE, date(1901, 2, 3), "330106", id="ID-6"),
        pytest.param("810000190005150018", "residence_permit", Sex.MALE, date(1900, 5, 15), "810000", id="ID-8-HK"),
        pytest.param("830000190506203337", "residence_permit", Sex.MALE, date(1905, 6, 20), "830000", id="ID-8-TW"),
        pytest.param("933840190111230059", "foreigner_card", Sex.MALE, date(1901, 11, 23), "330000", id="ID-9"),
    ],
)
def test_numbers_that_pass(number, kind, sex, born, division):
    found = identity.check_id(number, on=TODAY)
    assert (found.number, found.kind, found.sex) == (number.upper(), kind, sex)
    assert (found.birth_date, found.division) == (born, division)


@pytest.mark.parametrize(
    ("number", "says"),
    [
        pytest.param("330106190003071236", "应为 5，现在是 6", id="ID-4"),
        pytest.param("330106190002290011", "不是真实的日期", id="ID-7"),
        pytest.param("933840190111230058", "应为 9，现在是 8", id="ID-10"),
        pytest.param("33010619000307123", "17 位", id="short"),
        pytest.param("3301061900030712AB", "前 17 位应全是数字", id="letters"),
        pytest.param("<b>330106190003071</b>", "位", id="html"),
        pytest.param("", "请填写", id="empty"),
        pytest.param(None, "请填写", id="none"),
        pytest.param(3.30106190003071235e17, "舍入", id="float"),
        pytest.param(RoundedNumber(3.30106190003071e17), "舍入", id="from-a-sheet"),
        pytest.param("3.30106E+17", "舍入", id="scientific"),
        pytest.param("330106190003071000", "舍入", id="rounded-text"),
    ],
)
def test_numbers_refused_say_what_to_mend(number, says):
    with pytest.raises(BadNumber, match=says) as refusal:
        identity.check_id(number, on=TODAY)
    assert str(number or "x") not in refusal.value.message or not str(number)  # a log must not learn the number


def test_foreigners_card_tells_the_country():
    assert identity.check_id("933840190111230059").country == "840"


@pytest.mark.parametrize(
    ("number", "doubt"),
    [
        pytest.param("440524188001010014", Doubt.VERY_OLD, id="ID-2"),
        pytest.param("330103190003071230", Doubt.ABOLISHED_DIVISION, id="下城区"),
        pytest.param("330199190003071231", Doubt.UNKNOWN_DIVISION, id="no-such-district"),
    ],
)
def test_doubts_do_not_refuse(number, doubt):
    number = number[:17] + identity.check_digit(number)
    assert doubt in identity.check_id(number, on=TODAY).warnings


@pytest.mark.parametrize("division", ["330113", "330114", "330106"])
def test_new_districts_are_known(division):
    number = f"{division}19000307123"
    assert identity.check_id(number + identity.check_digit(number), on=TODAY).warnings == ()


def test_future_birth_is_refused():
    number = "33010620261123001"
    with pytest.raises(BadNumber, match="晚于今天"):
        identity.check_id(number + identity.check_digit(number), on=TODAY)


def test_old_number_is_converted_and_doubted():
    found = identity.check_id("330106000307123", on=TODAY)
    assert found.number == "330106190003071235"
    assert found.warnings == (Doubt.OLD_FORM,)
    assert identity.check_id("330106 000307 123 ", on=TODAY) == found
    assert identity.check_id(330106000307123.0, on=TODAY).number == found.number  # 15 digits survive a spreadsheet
    assert identity.normalise_id(" 330106 000307 123") == found.number


@pytest.mark.parametrize(
    "typed", ["３３０１０６１９０００３０７１２３５", " 330106 19000307 1235 ", "'330106190003071235"]
)
def test_typing_habits_are_understood(typed):
    assert identity.check_id(typed, on=TODAY).number == "330106190003071235"


@given(
    st.sampled_from(["330106", "330113", "110105"]), st.dates(date(1880, 1, 1), date(1905, 1, 1)), st.integers(0, 999)
)
def test_any_made_number_passes_and_any_changed_digit_fails(division, born, sequence):
    body = f"{division}{born:%Y%m%d}{sequence:03}"
    number = body + identity.check_digit(body)
    assert identity.check_id(number, on=TODAY).birth_date == born
    changed = number[:5] + str((int(number[5]) + 1) % 10) + number[6:]
    with pytest.raises(BadNumber):
        identity.check_id(changed, on=TODAY)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.none()))
def test_no_input_breaks_the_checks(value):
    for check in (identity.check_id, identity.check_phone, identity.check_credit_code):
        with suppress(BadNumber):
            assert check(value).number


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (IdKind.HKMO_TRAVEL, "H12345678"),
        (IdKind.HKMO_TRAVEL, "m1234567801"),
        (IdKind.TAIWAN_TRAVEL, "00123456"),
        (IdKind.PASSPORT, "E12345678"),
        (IdKind.FOREIGNER_CARD, "USA330106000307"),
        (IdKind.RESIDENT, "330106190003071235"),
    ],
)
def test_documents_of_each_kind(kind, number):
    found = identity.check_document(kind, number)
    assert (found.kind, found.number) == (kind, number.upper())


@pytest.mark.parametrize(
    ("kind", "number", "says"),
    [
        (IdKind.HKMO_TRAVEL, "X12345678", "字母 H 或 M"),
        (IdKind.TAIWAN_TRAVEL, "1234", "8 位数字"),
        (IdKind.PASSPORT, "ABCDEF", "5 至 17 位"),
        (IdKind.RESIDENT, "810000190005150018", "与所选的居民身份证不符"),
    ],
)
def test_documents_refused(kind, number, says):
    with pytest.raises(BadNumber, match=says):
        identity.check_document(kind, number)


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("91350100M000100Y43", id="UC-1"),
        pytest.param("81330000MC9999993P", id="UC-3"),
        pytest.param("91330108765432104R", id="UC-4"),
        pytest.param("12330000470051232P", id="UC-6"),
    ],
)
def test_credit_codes_that_pass(code):
    found = identity.check_credit_code(code.lower())
    assert found.number == code
    assert found.is_union is code.startswith("81")


@pytest.mark.parametrize(
    ("code", "says"),
    [
        pytest.param("91350100M000100Y4Z", "不会有“Z”", id="UC-2"),
        pytest.param("91350100M000100Y44", "应为 3", id="UC-2-digit"),
        pytest.param("91330108765432104S", "不会有“S”", id="UC-5"),
        pytest.param("9133010876543210", "16 位", id="short"),
        pytest.param(9.13e17, "舍入", id="float"),
    ],
)
def test_credit_codes_refused(code, says):
    with pytest.raises(BadNumber, match=says):
        identity.check_credit_code(code)


def test_sole_traders_are_persons():
    body = "92330106MA0000001"
    total = sum(identity._USCC_VALUE[c] * w for c, w in zip(body, identity._USCC_WEIGHTS, strict=True))
    code = identity.check_credit_code(body + identity._USCC[-total % 31])
    assert code.is_sole_trader
    assert Doubt.UNKNOWN_REGISTRY not in code.warnings


@pytest.mark.parametrize(
    ("typed", "number", "kind"),
    [
        pytest.param("+86 138-0013-8000", "13800138000", PhoneKind.MOBILE, id="PH-1"),
        pytest.param(13800138000.0, "13800138000", PhoneKind.MOBILE, id="typed-as-a-number"),
        pytest.param("008613800138000", "13800138000", PhoneKind.MOBILE, id="0086"),
        pytest.param("0571-8705 1234", "0571-87051234", PhoneKind.LANDLINE, id="landline"),
        pytest.param("（010）12345678", "010-12345678", PhoneKind.LANDLINE, id="three-digit-area"),
    ],
)
def test_phones(typed, number, kind):
    found = identity.check_phone(typed)
    assert (found.number, found.kind) == (number, kind)
    assert identity.check_phone(found.number) == found


@pytest.mark.parametrize("typed", ["12800138000", "1380013800", "87051234", "无", "<script>"])
def test_phones_refused(typed):
    with pytest.raises(BadNumber, match="0571-87051234"):  # PH-1
        identity.check_phone(typed)


def test_signing_in_needs_a_mobile():
    with pytest.raises(BadNumber, match="不能用固定电话"):
        identity.check_mobile("0571-87051234")


@pytest.mark.slow
def test_a_hundred_thousand_checks_take_no_time():
    identity.check_id("330106190003071235")  # the list of divisions is read once
    best = min(_cpu_seconds(20_000) for _ in range(5))
    assert best < 0.2  # 100,000 in half a second on a quiet core; twice that on a busy one


def _cpu_seconds(times: int) -> float:
    start = time.thread_time()
    for _ in range(times):
        identity.check_id("330106190003071235")
    return time.thread_time() - start
