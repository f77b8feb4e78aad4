from django.urls import path

from .desk import acts, bundle, calls, lists, ratings, starting, telephone
from .desk import detail as desk
from .home import ask, mine, rate
from .home import bundle as own_bundle

app_name = "cases"
urlpatterns = [
    path("services/<str:code>/", ask.start, name="start"),
    path("services/<str:code>/<int:number>/", ask.ask, name="ask"),
    path("services/<str:code>/check/", ask.check, name="check"),
    path("services/<str:code>/sent/<str:number>/", ask.sent, name="sent"),
    path("my/cases/", mine.index, name="mine"),
    path("my/cases/<str:number>/", mine.detail, name="my-detail"),
    path("my/cases/<str:number>/message/", mine.say, name="my-say"),
    path("my/cases/<str:number>/rating/", rate.own, name="my-rate"),
    path("my/cases/<str:number>/moves/<str:name>/", mine.move, name="my-move"),
    path("my/cases/<str:number>/meetings/<int:pk>/", mine.meet, name="my-meet"),
    path("my/cases/<str:number>/bundle/", own_bundle.bundle, name="my-bundle"),
    path("my/cases/<str:number>/bundle/file/", own_bundle.file, name="my-bundle-file"),
    path("my/cases/<str:number>/papers/<int:pk>/", mine.paper, name="my-paper"),
    path("follow/", mine.lookup, name="lookup"),
    path("follow/<str:number>/", mine.follow, name="follow-detail"),
    path("follow/<str:number>/message/", mine.follow_say, name="follow-say"),
    path("follow/<str:number>/rating/", mine.follow, name="follow-rate"),
    path("follow/<str:number>/moves/<str:name>/", mine.follow_move, name="follow-move"),
    path("follow/<str:number>/meetings/<int:pk>/", mine.follow_meet, name="follow-meet"),
    path("follow/<str:number>/papers/<int:pk>/", mine.follow_paper, name="follow-paper"),
    path("rate/thanks/", rate.rated, name="rated"),
    path("rate/<str:token>/", rate.by_link, name="rate"),
    path("desk/cases/", lists.index, name="list"),
    path("desk/cases/export/", lists.export, name="export"),
    path("desk/cases/assign/", lists.assign_many, name="assign-many"),
    path("desk/cases/new/", telephone.new, name="new"),
    path("desk/cases/new/<str:code>/", telephone.record, name="record"),
    path("desk/cases/for/<str:code>/", starting.find, name="start-for"),
    path("desk/cases/for/<str:code>/send/", starting.send, name="send-for"),
    path("desk/cases/ratings/", ratings.index, name="bad-ratings"),
    path("desk/cases/ratings/<str:number>/<int:closing>/", ratings.detail, name="bad-rating"),
    path("desk/cases/calls/", calls.index, name="calls"),
    path("desk/cases/calls/<str:number>/<int:closing>/", calls.detail, name="call"),
    path("desk/cases/check-in/", desk.check_in, name="check-in"),
    path("desk/cases/<str:number>/", desk.detail, name="detail"),
    path("desk/cases/<str:number>/words/", desk.words, name="words"),
    path("desk/cases/<str:number>/bundle/", bundle.bundle, name="bundle"),
    path("desk/cases/<str:number>/bundle/file/", bundle.file, name="bundle-file"),
    path("desk/cases/<str:number>/papers/<int:pk>/", desk.paper, name="paper"),
    path("desk/cases/<str:number>/moves/<str:name>/", acts.move, name="move"),
    path("desk/cases/<str:number>/acts/<str:name>/", acts.act, name="act"),
    path("desk/cases/<str:number>/helpers/<int:pk>/", acts.answer_help, name="helper"),
    path("desk/cases/<str:number>/meetings/<int:pk>/", acts.meeting, name="meeting"),
]
