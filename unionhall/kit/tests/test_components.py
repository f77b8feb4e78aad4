"""Checks over all templates: components render as documented, name icons that exist, and carry no styles or scripts."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.timezone import make_aware
from django_cotton import render_component

import unionhall
from unionhall.kit.forms import Paper
from unionhall.kit.pages import Paged

HOUSE = Path(unionhall.__file__).parent
TEMPLATES = sorted(HOUSE.glob("**/templates/**/*.html"))
COMPONENTS = sorted(path.stem for path in (HOUSE / "templates/components").glob("[!_]*.html"))
SPRITE = set(re.findall(r'<symbol id="([^"]+)"', (HOUSE / "static/icons/sprite.svg").read_text()))


class Reason(forms.Form):
    reason = forms.CharField(label="理由", help_text="写清楚", widget=forms.Textarea)


GIVEN = {
    "action": "/go/", "at": make_aware(datetime(2026, 3, 5, 9)), "by": date(2026, 3, 6), "caption": "表", "count": "31",
    "field": Reason({})["reason"], "form": Reason({}), "id": "x", "kind": "line", "label": "标签", "name": "张*",
    "nodes": [{"title": "市", "url": "/u/", "children": [{"title": "县", "count": 3}], "open": True}],
    "number": "2026-0417", "on": date(2026, 3, 6), "outline": "/m.geojson", "page": Paged(rows=[1], next="?after=x"),
    "primary": "确认", "reasons": ["因为"],
    "data": {"labels": [], "series": []}, "rows": [{"label": "甲", "value": 3, "tone": "late", "change_url": "/c/"},
                                             {"label": "乙", "value": 5}],
    "stages": [{"label": "受理", "value": 8}], "sums": ["一", "二"], "title": "题目", "trend": [1, 2, 3],
    "places": [{"code": "330110"}],
    "unit": "总工会", "url": "/u/", "value": "37", "what": "会怎样", "tone": "due", "who": "经办人", "most": "52",
}  # fmt: skip


@pytest.mark.parametrize("name", COMPONENTS)
def test_component_renders_without_a_missing_variable(name, settings):
    settings.TEMPLATES = [{**engine, "OPTIONS": {**engine["OPTIONS"], "string_if_invalid": "‹missing›"}}
                          for engine in settings.TEMPLATES]  # fmt: skip
    drawn = render_component(RequestFactory().get("/"), name, {**GIVEN, "slot": "正文"})
    assert drawn.strip()
    assert "‹missing›" not in drawn
    assert "<c-" not in drawn


@pytest.mark.parametrize("template", ["403.html", "404.html", "413.html", "429.html", "500.html", "offline.html"])
def test_pages_for_bad_moments_need_nobody_signed_in(template):
    drawn = render_to_string(template, request=RequestFactory().get("/") if template != "500.html" else None)
    assert "<h1>" in drawn


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_styles_or_scripts_in_pages(path):
    source = path.read_text()
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)", source)


def test_every_icon_named_exists():
    named = {
        (path.name, name)
        for path in [*TEMPLATES, *HOUSE.glob("**/*.py")]
        for name in re.findall(r"""(?:\{% icon |icon(?:: str)? ?= ?)["']([a-z0-9-]+)["']""", path.read_text())
    }
    assert not {(where, name) for where, name in named if name not in SPRITE}


class Choices(forms.Form):
    KINDS = (("a", "甲"), ("b", "乙"))
    kind = forms.ChoiceField(label="类别", choices=KINDS)
    only = forms.ChoiceField(label="只有一种", choices=KINDS[:1])
    known = forms.ChoiceField(label="已知", choices=KINDS, initial="b", required=False)
    may = forms.ChoiceField(label="可选", choices=[("", "不清楚"), *KINDS], required=False)
    tick = forms.BooleanField(label="同意", required=False)


def test_a_choice_nobody_made_is_asked_for_and_one_that_is_made_is_not_called_optional():
    drawn = {name: render_component(RequestFactory().get("/"), "field", {"field": Choices()[name]})
             for name in Choices.base_fields}  # fmt: skip
    assert [name for name, html in drawn.items() if "请选择" in html] == ["kind"]
    assert [name for name, html in drawn.items() if "可不填" in html] == ["may"]
    assert "请选择" not in render_component(
        RequestFactory().get("/"), "field", {"field": Choices({"kind": "b"})["kind"]}
    )


def test_a_long_text_is_not_cut_by_the_browser():
    class Long(forms.Form):
        says = forms.CharField(label="说明", max_length=5, widget=forms.Textarea)

    assert "maxlength" not in render_component(RequestFactory().get("/"), "field", {"field": Long()["says"]})


def test_how_many_files_may_be_given_is_said_of_files_alone():
    class Given(forms.Form):
        papers = Paper(label="材料", most=6)
        lines = forms.CharField(label="每行一条")
        lines.most = 20

    drawn = [
        render_component(RequestFactory().get("/"), "field", {"field": Given()[one]}) for one in ("papers", "lines")
    ]
    assert ["最多上传 6 个文件" in html for html in drawn] == [True, False]
    assert "最多上传" not in drawn[1]
