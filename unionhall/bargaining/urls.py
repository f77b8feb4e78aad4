from django.urls import path

from . import home
from .desk import agreements, congresses, disclosures, motions, rounds, sessions, talks

app_name = "bargaining"

_rounds = "desk/bargaining/rounds/"
_round = f"{_rounds}<str:number>/"
_agreements = "desk/bargaining/agreements/"
_agreement = f"{_agreements}<str:number>/"
_congresses = "desk/bargaining/congresses/"
_congress = f"{_congresses}<str:unit>/<int:pk>/"
_session = "desk/bargaining/sessions/<str:unit>/<int:pk>/"
_motions = "desk/bargaining/motions/"
_motion = f"{_motions}<str:number>/"
_items = "desk/bargaining/disclosure/"
_item = f"{_items}<str:unit>/<int:pk>/"

urlpatterns = [
    path("my-work/", home.at_work, name="at-work"),
    path("my-work/agreements/<str:number>/", home.agreement, name="my-agreement"),
    path("my-work/disclosed/<int:pk>/", home.disclosed, name="disclosed"),
    path("my-work/motions/", home.motions, name="my-motions"),
    path("my-work/motions/new/", home.motion_new, name="my-motion-new"),
    path("my-work/motions/<str:number>/", home.motion, name="my-motion"),
    path(_rounds, rounds.rounds, name="rounds"),
    path(f"{_rounds}export/", rounds.export, name="rounds-export"),
    path(f"{_rounds}new/", rounds.offer, name="offer"),
    path(_round, rounds.detail, name="round"),
    path(f"{_round}moves/<str:name>/", rounds.move, name="round-move"),
    path(f"{_round}papers/<int:pk>/", rounds.paper, name="round-paper"),
    path(f"{_round}delegates/", rounds.delegates, name="delegates"),
    path(f"{_round}delegates/<int:pk>/end/", rounds.delegate_ends, name="delegate-end"),
    path(f"{_round}firms/", rounds.firms, name="firms"),
    path(f"{_round}vote/", rounds.vote, name="vote"),
    path(f"{_round}draw/", rounds.draw, name="draw"),
    path(f"{_round}matrix/", talks.matrix, name="matrix"),
    path(f"{_round}clauses/new/", talks.clause_new, name="clause-new"),
    path(f"{_round}clauses/<int:pk>/position/", talks.position, name="position"),
    path(f"{_round}clauses/<int:pk>/settle/", talks.settle, name="settle"),
    path(f"{_round}meetings/new/", talks.meeting_new, name="meeting-new"),
    path(f"{_round}meetings/<int:n>/", talks.meeting, name="meeting"),
    path(f"{_round}drafts/new/", talks.draft_new, name="draft-new"),
    path(f"{_round}drafts/<int:version>/", talks.draft, name="draft"),
    path(f"{_round}surveys/new/", talks.survey_new, name="survey-new"),
    path(f"{_round}surveys/<int:pk>/", talks.survey, name="survey"),
    path(_agreements, agreements.agreements, name="agreements"),
    path(f"{_agreements}export/", agreements.export, name="agreements-export"),
    path(f"{_agreements}new/", agreements.new, name="agreement-new"),
    path(_agreement, agreements.detail, name="agreement"),
    path(f"{_agreement}check/", agreements.check, name="agreement-check"),
    path(f"{_agreement}end/", agreements.end, name="agreement-end"),
    path(f"{_agreement}firms/new/", agreements.firm_new, name="agreement-firm"),
    path(f"{_agreement}firms/<int:pk>/end/", agreements.firm_leaves, name="agreement-firm-end"),
    path(_congresses, congresses.congresses, name="congresses"),
    path(f"{_congresses}export/", congresses.export, name="congresses-export"),
    path(f"{_congresses}new/", congresses.new, name="congress-new"),
    path(_congress, congresses.detail, name="congress"),
    path(f"{_congress}end/", congresses.end, name="congress-end"),
    path(f"{_congress}delegates/new/", congresses.seat, name="deputy-new"),
    path(f"{_congress}delegates/<int:deputy>/end/", congresses.unseat, name="deputy-end"),
    path(f"{_congress}elections/new/", congresses.election, name="election-new"),
    path(f"{_congress}petitions/new/", congresses.petition, name="petition-new"),
    path(f"{_congress}sessions/new/", congresses.session_new, name="session-new"),
    path(f"{_congress}motions/new/", motions.new, name="motion-new"),
    path(_session, sessions.detail, name="session"),
    path(f"{_session}items/new/", sessions.item_new, name="item-new"),
    path(f"{_session}items/<int:item>/", sessions.count, name="item-count"),
    path(f"{_session}open/", sessions.opened, name="session-open"),
    path(f"{_session}published/", sessions.published, name="session-published"),
    path(f"{_session}reported/", sessions.reported, name="session-reported"),
    path(_motions, motions.motions, name="motions"),
    path(f"{_motions}export/", motions.export, name="motions-export"),
    path(_motion, motions.detail, name="motion"),
    path(f"{_motion}moves/<str:name>/", motions.move, name="motion-move"),
    path(f"{_motion}papers/<int:pk>/", motions.paper, name="motion-paper"),
    path(_items, disclosures.disclosures, name="disclosures"),
    path(f"{_items}export/", disclosures.export, name="disclosures-export"),
    path(f"{_items}plan/", disclosures.plan, name="disclosure-plan"),
    path(_item, disclosures.detail, name="disclosure"),
    path(f"{_item}made/", disclosures.made, name="disclosure-made"),
    path(f"{_item}dropped/", disclosures.dropped, name="disclosure-dropped"),
    path("desk/bargaining/feedback/<str:unit>/<int:pk>/", disclosures.answer, name="feedback-answer"),
]
