from django.urls import path

from .desk import cases, groups, lawyers, promises, records, reports
from .home import calculators

app_name = "rights"

urlpatterns = [
    path("calculators/", calculators.index, name="calculators"),
    path("calculators/<slug:code>/", calculators.calculator, name="calculator"),
    path("desk/rights/cases/<str:number>/dates/", cases.dates, name="dates"),
    path("desk/rights/cases/<str:number>/ways/<slug:code>/", cases.way, name="way"),
    path("desk/rights/cases/<str:number>/group/", cases.group_new, name="group-new"),
    path("desk/rights/cases/<str:number>/papers/<slug:code>/", cases.file_paper, name="file-paper"),
    path("desk/rights/cases/<str:number>/power/", cases.power, name="power"),
    path("desk/rights/cases/<str:number>/outside/", cases.outside, name="outside"),
    path("desk/rights/cases/<str:number>/outside/<int:pk>/strike/", cases.outside_strike, name="outside-strike"),
    path("desk/rights/mediations/", records.index, {"what": "mediations"}, name="mediations"),
    path("desk/rights/mediations/export/", records.export, {"what": "mediations"}, name="mediations-export"),
    path("desk/rights/legal-aid/", records.index, {"what": "aids"}, name="aids"),
    path("desk/rights/legal-aid/export/", records.export, {"what": "aids"}, name="aids-export"),
    path("desk/rights/reports/", reports.index, name="reports"),
    path("desk/rights/reports/export/", reports.export, name="reports-export"),
    path("desk/rights/reports/<str:number>/<int:place_no>/", reports.detail, name="report"),
    path("desk/rights/promises/", promises.index, name="promises"),
    path("desk/rights/promises/export/", promises.export, name="promises-export"),
    path("desk/rights/promises/<str:number>/<int:place_no>/", promises.detail, name="promise"),
    path("desk/rights/groups/", groups.index, name="groups"),
    path("desk/rights/groups/export/", groups.export, name="groups-export"),
    path("desk/rights/groups/<str:number>/", groups.detail, name="group"),
    path("desk/rights/groups/<str:number>/export/", groups.export_members, name="group-export"),
    path("desk/rights/groups/<str:number>/moves/<int:pk>/", groups.moved, name="group-move"),
    path("desk/rights/lawyers/", lawyers.index, name="lawyers"),
    path("desk/rights/lawyers/new/", lawyers.new, name="lawyer-new"),
    path("desk/rights/lawyers/ledger/", lawyers.ledger, name="ledger"),
    path("desk/rights/lawyers/export/<slug:what>/", lawyers.export, name="lawyers-export"),
    path("desk/rights/lawyers/<int:pk>/", lawyers.edit, name="lawyer"),
]
