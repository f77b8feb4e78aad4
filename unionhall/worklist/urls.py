from django.urls import path

from . import home
from .desk import items, lists, shares

app_name = "worklist"

_item = "desk/worklist/items/<str:issuer>/<str:code>/"
_share = f"{_item}<str:unit>/"
_evidence = "desk/worklist/evidence/<str:unit>/<int:pk>/"

urlpatterns = [
    path("list/", home.promises, name="promises"),
    path("desk/worklist/", lists.index, name="list"),
    path("desk/worklist/rows/", lists.rows, name="rows"),
    path("desk/worklist/export/", lists.export, name="export"),
    path("desk/worklist/board/", lists.board, name="board"),
    path("desk/worklist/new/", items.new, name="new"),
    path("desk/worklist/evidence/", shares.review, name="review"),
    path(_evidence, shares.evidence, name="evidence"),
    path(f"{_evidence}file/", shares.evidence_file, name="evidence-file"),
    path(_item, items.detail, name="item"),
    path(f"{_item}edit/", items.edit, name="edit"),
    path(f"{_item}issue/", items.issue, name="issue"),
    path(f"{_item}amend/", items.amend, name="amend"),
    path(_share, shares.detail, name="share"),
    path(f"{_share}accept/", shares.accept, name="accept"),
    path(f"{_share}top-up/", shares.top_up, name="top-up"),
    path(f"{_share}appeal/", shares.appeal, name="appeal"),
    path(f"{_share}appeal/answer/", shares.appeal_answer, name="appeal-answer"),
    path(f"{_share}hand-in/", shares.hand_in, name="hand-in"),
    path(f"{_share}split/", shares.split, name="split"),
    path(f"{_share}slips/<int:pk>/", shares.answer, name="answer"),
]
