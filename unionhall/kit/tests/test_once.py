"""The same form sent again leads where it led before, and does nothing."""

from types import SimpleNamespace

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from unionhall.kit.models import NumberSeries, SentForm
from unionhall.kit.numbers import next_number
from unionhall.kit.once import do_once, forget
from unionhall.kit.pages import PUBLIC, changes

pytestmark = pytest.mark.django_db
FORM = {"csrfmiddlewaretoken": "form-1", "spot": "三号车间"}


def sent(user=1, status=302, to="/desk/{}/", **typed):
    request = RequestFactory().post("/desk/new/", {**FORM, **typed})
    request.user = SimpleNamespace(pk=user)

    @changes(PUBLIC, once=True)
    def new(request):
        n = next_number(desk_id=1, series="once")
        return HttpResponseRedirect(to.format(n)) if status == 302 else HttpResponse(status=status)

    return new(request)


def given_out():
    return NumberSeries.objects.filter(series="once").values_list("last", flat=True).first()


def test_the_same_form_twice_is_done_once():
    assert [sent().url, sent().url] == ["/desk/1/", "/desk/1/"]
    assert given_out() == 1


def test_it_leads_to_the_same_list_however_it_was_narrowed():
    assert [sent(to="?state=open").url for _each in range(2)] == ["?state=open"] * 2


def test_another_form_other_words_or_another_person_are_something_else():
    first = sent().url
    others = [sent(csrfmiddlewaretoken="form-2"), sent(spot="四号车间"), sent(user=2)]
    assert len({first, *(one.url for one in others)}) == 4


def test_what_was_refused_may_be_sent_again():
    assert sent(status=422).status_code == 422
    assert (given_out(), SentForm.objects.count()) == (None, 0)
    assert sent().url == "/desk/1/"


def test_a_form_without_a_mark_is_not_held_back():
    assert [sent(csrfmiddlewaretoken="").url for _each in range(2)] == ["/desk/1/", "/desk/2/"]


def test_an_error_leaves_no_mark():
    request = RequestFactory().post("/desk/new/", FORM)
    request.user = SimpleNamespace(pk=1)

    def breaks():
        raise ValueError

    with pytest.raises(ValueError):
        do_once(request, breaks)
    assert not SentForm.objects.exists()


def test_marks_are_forgotten_after_a_day(clock):
    sent()
    assert forget() == 0
    clock.move_to("2030-01-01 03:40")
    assert forget() == 1
