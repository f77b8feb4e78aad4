from django.urls import path

from .desk import cases, groups, lawyers, promises
from .home import calculators

app_name = "rights"

urlpatterns = [
    path("calculators/", calculators.index, name="calculators"),
    path("calculators/<slug:code>/", calculators.calculator, name="calculator"),
    path("desk/rights/cases/<str:number>/dates/", cases.dates, name="dates"),
    path("desk/rights/cases/<str:number>/ways/<slug:code>/", cases.way, name="way"),
    path("desk/rights/cases/<str:number>/group/", cases.group_new, name="group-new"),
    path("desk/rights/promises/", promises.index, name="promises"),
    path("desk/rights/promises/export/", promises.export, name="promises-export"),
    path("desk/rights/promises/<str:number>/<int:place_no>/", promises.detail, name="promise"),
    path("desk/rights/groups/", groups.index, name="groups"),
    path("desk/rights/groups/<str:number>/", groups.detail, name="group"),
    path("desk/rights/lawyers/", lawyers.index, name="lawyers"),
    path("desk/rights/lawyers/new/", lawyers.new, name="lawyer-new"),
    path("desk/rights/lawyers/ledger/", lawyers.ledger, name="ledger"),
    path("desk/rights/lawyers/export/<slug:what>/", lawyers.export, name="lawyers-export"),
    path("desk/rights/lawyers/<int:pk>/", lawyers.edit, name="lawyer"),
]
