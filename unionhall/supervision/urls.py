from django.urls import path

from .desk import committees, letters, matters, referring, report, supervisors, warnings

app_name = "supervision"

_matter = "desk/supervision/matters/<str:number>/"
_letter = "desk/supervision/letters/<str:number>/"
_warning = "desk/supervision/warnings/<str:number>/"
_firm = "desk/supervision/employers/<str:code>/"
_committee = "desk/supervision/committees/<int:pk>/"
_one = "desk/supervision/supervisors/<int:pk>/"

urlpatterns = [
    path("desk/supervision/matters/", matters.index, name="matters"),
    path("desk/supervision/matters/export/", matters.export, name="matters-export"),
    path("desk/supervision/matters/new/", matters.new, name="matter-new"),
    path(_matter, matters.detail, name="matter"),
    path(f"{_matter}move/<str:name>/", matters.move, name="matter-move"),
    path(f"{_matter}papers/<int:pk>/", matters.paper, name="matter-paper"),
    path(f"{_matter}summary/", matters.summary, name="matter-summary"),
    path(f"{_matter}employer/", matters.employer, name="matter-employer"),
    path(f"{_matter}team/", matters.team, name="matter-team"),
    path(f"{_matter}team/<int:pk>/recuse/", matters.recuse, name="matter-recuse"),
    path(f"{_matter}record/", matters.record, name="matter-record"),
    path(f"{_matter}told/", matters.told, name="matter-told"),
    path(f"{_matter}sheet/", matters.sheet, name="matter-sheet"),
    path(f"{_matter}refer/", referring.of_matter, name="matter-refer"),
    path(f"{_matter}referrals/<int:pk>/answer/", referring.answer_of_matter, name="matter-answer"),
    path("desk/supervision/letters/", letters.index, name="letters"),
    path("desk/supervision/letters/export/", letters.export, name="letters-export"),
    path("desk/supervision/letters/new/", letters.choose, name="letter-new"),
    path("desk/supervision/letters/new/<str:kind>/", letters.new, name="letter-write"),
    path("desk/supervision/letters/batch/", letters.batch, name="batch-new"),
    path("desk/supervision/letters/batch/<str:batch>/", letters.batch_detail, name="batch"),
    path(_letter, letters.detail, name="letter"),
    path(f"{_letter}edit/", letters.edit, name="letter-edit"),
    path(f"{_letter}move/<str:name>/", letters.move, name="letter-move"),
    path(f"{_letter}papers/<int:pk>/", letters.paper, name="letter-paper"),
    path(f"{_letter}refer/", referring.of_letter, name="letter-refer"),
    path(f"{_letter}receipt/", letters.receipt, name="letter-receipt"),
    path(f"{_letter}pack/", letters.pack, name="letter-pack"),
    path(f"{_letter}credit/", letters.credit, name="letter-credit"),
    path(f"{_letter}referrals/<int:pk>/answer/", referring.answer_of_letter, name="referral-answer"),
    path("desk/supervision/warnings/", warnings.index, name="warnings"),
    path("desk/supervision/warnings/export/", warnings.export, name="warnings-export"),
    path(_warning, warnings.detail, name="warning"),
    path(f"{_warning}notice/", warnings.notice, name="warning-notice"),
    path(f"{_warning}move/<str:name>/", warnings.move, name="warning-move"),
    path(f"{_warning}papers/<int:pk>/", warnings.paper, name="warning-paper"),
    path("desk/supervision/employers/", warnings.employers, name="standings"),
    path("desk/supervision/employers/export/", warnings.employers_export, name="standings-export"),
    path("desk/supervision/employers/enter/", warnings.enter, name="input-new"),
    path(_firm, warnings.employer, name="standing"),
    path(f"{_firm}inputs/<int:pk>/drop/", warnings.drop, name="input-drop"),
    path("desk/supervision/supervisors/", supervisors.index, name="supervisors"),
    path("desk/supervision/supervisors/export/", supervisors.export, name="supervisors-export"),
    path("desk/supervision/supervisors/new/", supervisors.new, name="supervisor-new"),
    path(_one, supervisors.detail, name="supervisor"),
    path(f"{_one}renew/", supervisors.renew, name="supervisor-renew"),
    path(f"{_one}end/", supervisors.end, name="supervisor-end"),
    path("desk/supervision/unions/", committees.index, name="unions"),
    path("desk/supervision/unions/export/", committees.export, name="unions-export"),
    path("desk/supervision/unions/<str:code>/committee/", committees.new, name="committee-new"),
    path(_committee, committees.detail, name="committee"),
    path(f"{_committee}change/", committees.change, name="committee-change"),
    path(f"{_committee}end/", committees.end, name="committee-end"),
    path("desk/supervision/report/", report.index, name="report"),
    path("desk/supervision/report/export/", report.export, name="report-export"),
]
