from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from unionhall.kit.templatetags import hall


def rendered(source: str, address: str = "/", cookies: dict[str, str] | None = None, **context) -> str:
    request = RequestFactory().get(address)
    request.COOKIES.update(cookies or {})
    return Template("{% load hall %}" + source).render(Context({"request": request, **context}))


def test_dates_follow_the_language_and_the_clock_of_the_house():
    late_evening = datetime(2026, 3, 4, 17, 30, tzinfo=UTC)
    assert hall.day(date(2026, 3, 5)) == "2026年3月5日"
    assert hall.moment(late_evening) == "2026年3月5日 01:30"
    with override("en"):
        assert hall.day(date(2026, 3, 5)) == "5 March 2026"
    assert hall.day(None) == hall.moment(None) == hall.iso(None) == ""


@pytest.mark.parametrize(("value", "shown"), [(12345, "12,345"), ("318", "318"), (0, "0"), (None, "–"), ("", "–")])
def test_a_number_nobody_knows_is_a_dash_and_zero_is_a_number(value, shown):
    assert hall.count(value) == shown


def test_money_rates_and_masks():
    assert hall.yuan(Decimal("1234.5")) == "¥1,234.50"
    assert hall.percent(Decimal("0.853")) == "85.3%"
    assert hall.percent(None) == "–"
    assert hall.masked_name("") == hall.masked_name(None) == hall.yuan(None) == ""


def test_what_people_wrote_never_becomes_markup():
    bad = '"><script>alert(1)</script>'
    for drawn in (
        hall.icon("phone", bad), hall.status("late", bad), hall.status(bad, bad), hall.sparkline([1, 2], bad),
        hall.bar(1, 2, bad), rendered("{% sort_header name label %}", name=bad, label=bad),
        rendered("{% keep_query %}", "/?" + "q=%22%3E%3Cscript%3E"),
    ):  # fmt: skip
        assert "<script" not in drawn


def test_a_bar_stays_in_its_track():
    assert 'width="100.0%"' in hall.bar(7, 5)
    assert 'width="0.0%"' in hall.bar(None, 0)


def test_a_trend_of_one_value_is_no_trend():
    assert hall.sparkline([3, None]) == ""
    assert "polyline" in hall.sparkline([3, None, 4])


def test_a_column_head_turns_round_and_forgets_the_page():
    head = rendered('{% sort_header "due" "期限" %}', "/?q=1&sort=due&after=x")
    assert 'aria-sort="ascending"' in head
    assert 'href="?q=1&amp;sort=-due"' in head


def test_kept_parameters_leave_out_the_named_ones():
    assert rendered('{% keep_query "q" %}', "/?q=1&stage=a&stage=b&after=x") == (
        '<input type="hidden" name="stage" value="a"><input type="hidden" name="stage" value="b">'
    )


@pytest.mark.parametrize(("cookie", "theme"), [("dark", "dark"), ("light", "light"), ("", "auto"), ('"><b>', "auto")])
def test_only_known_themes_reach_the_page(cookie, theme):
    assert rendered("{% theme %}", cookies={"theme": cookie}) == theme


def test_large_print_is_asked_for():
    assert rendered("{% elder %}", cookies={"elder": "1"}) == "True"
    assert rendered("{% elder %}", cookies={"elder": "0"}) == "False"


def test_an_absent_room_leaves_no_link():
    assert hall.link_to("no-such-room:page") == ""


class Complaint(forms.Form):
    firm = forms.CharField(label="单位")
    kind = forms.ChoiceField(label="事项", choices=[("a", "欠薪")], widget=forms.RadioSelect)
    photo = forms.FileField(label="照片", required=False)

    def clean(self) -> None:
        raise forms.ValidationError("两处对不上")


class Evidence(forms.Form):
    photo = forms.FileField(label="照片")


def test_every_error_names_its_question_and_leads_to_it():
    errors = {error["for"]: error["text"] for error in hall.all_errors(Complaint({}))}
    assert set(errors) == {"id_firm", "id_kind_0", ""}
    assert errors["id_firm"].startswith("单位：")
    assert errors[""] == "两处对不上"


def test_a_chosen_file_is_asked_for_again_when_the_form_is_shown_again() -> None:
    photo = SimpleUploadedFile("脚手架.jpg", b"x")
    words = "{% include 'components/_field_words.html' %}"
    wrong, right = Complaint({}, {"photo": photo}), Evidence({}, {"photo": photo})
    assert "脚手架.jpg" in rendered(words, field=wrong["photo"])
    for field in (right["photo"], wrong["firm"], Complaint({})["photo"], Complaint()["photo"]):
        assert "重新选择" not in rendered(words, field=field)


def test_camera_or_album_unless_it_must_be_now():
    field = Complaint()["photo"]
    assert "capture" not in hall.widget(field, camera="yes")
    assert 'capture="environment"' in hall.widget(field, camera="only")
