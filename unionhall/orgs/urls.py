from django.urls import path

from . import home
from .desk import employers, restructure, units

app_name = "orgs"
DESK = "desk/orgs/"

urlpatterns = [
    path("unions/", home.find, name="find"),
    path("unions/<str:code>/", home.union, name="union"),
    path(DESK + "units/", units.units, name="units"),
    path(DESK + "units/export/", units.units_export, name="units-export"),
    path(DESK + "units/<str:code>/", units.unit_detail, name="unit-detail"),
    path(DESK + "units/<str:code>/edit/", units.unit_edit, name="unit-edit"),
    path(DESK + "units/<str:code>/term/", units.unit_term, name="unit-term"),
    path(DESK + "units/<str:code>/extend/", units.unit_extend, name="unit-extend"),
    path(DESK + "units/<str:code>/certificate/", units.unit_certificate, name="unit-certificate"),
    path(DESK + "units/<str:code>/guide/", units.unit_guide, name="unit-guide"),
    path(DESK + "units/<str:code>/found/", units.unit_found, name="unit-found"),
    path(DESK + "units/<str:code>/change/", restructure.change_new, name="change-new"),
    path(DESK + "tree/", units.tree, name="tree"),
    path(DESK + "tree/<str:code>/", units.tree, name="tree-at"),
    path(DESK + "changes/", restructure.changes_list, name="changes"),
    path(DESK + "changes/<int:number>/", restructure.change_detail, name="change-detail"),
    path(DESK + "changes/<int:number>/drop/", restructure.change_drop, name="change-drop"),
    path(DESK + "changes/<int:number>/carry-on/", restructure.change_carry_on, name="change-carry-on"),
    path(DESK + "employers/", employers.employers, name="employers"),
    path(DESK + "employers/new/", employers.employer_new, name="employer-new"),
    path(DESK + "employers/export/", employers.employers_export, name="employers-export"),
    path(DESK + "employers/<str:code>/", employers.employer_detail, name="employer-detail"),
    path(DESK + "employers/<str:code>/edit/", employers.employer_edit, name="employer-edit"),
    path(DESK + "employers/<str:code>/cover/", employers.employer_cover, name="employer-cover"),
    path(DESK + "employers/<str:code>/uncover/<str:union>/", employers.employer_uncover, name="employer-uncover"),
    path(DESK + "employers/<str:code>/close/", employers.employer_close, name="employer-close"),
]
