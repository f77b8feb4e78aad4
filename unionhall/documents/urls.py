from django.urls import path

from .desk import acts, detail, lists
from .home import mine, papers, verify

app_name = "documents"
DESK = "desk/documents/"
ONE = "desk/documents/<int:pk>/"

urlpatterns = [
    path("verify/", verify.index, name="verify"),
    path("verify/<str:code>/", verify.code, name="verify-code"),
    path("papers/<str:token>/", papers.by_link, name="link"),
    path("papers/<str:token>/file/", papers.file, name="link-file"),
    path("papers/<str:token>/reply/", papers.reply, name="link-reply"),
    path("my/documents/", mine.index, name="mine"),
    path("my/documents/<int:desk_id>/<int:pk>/file/", mine.file, name="my-file"),
    path(DESK, lists.index, name="list"),
    path(DESK + "export/", lists.export, name="export"),
    path(DESK + "new/", acts.new, name="new"),
    path(DESK + "letterheads/<str:code>/", acts.letterhead, name="letterhead"),
    path(ONE, detail.detail, name="detail"),
    path(ONE + "words/", detail.words, name="words"),
    path(ONE + "replies/", detail.replies, name="replies"),
    path(ONE + "pdf/", detail.pdf, name="pdf"),
    path(ONE + "word/", detail.word, name="word"),
    path(ONE + "proofs/<int:delivery>/", detail.proof, name="proof"),
    path(ONE + "replies/<int:answer>/<str:paper>/", detail.answer_paper, name="answer-paper"),
    path(ONE + "edit/", acts.edit, name="edit"),
    path(ONE + "drop/", acts.drop, name="drop"),
    path(ONE + "sign/", acts.sign, name="sign"),
    path(ONE + "serve/", acts.serve, name="serve"),
    path(ONE + "link/", acts.link, name="employer-link"),
    path(ONE + "answer/", acts.answer, name="answer"),
    path(ONE + "withdraw/", acts.withdraw, name="withdraw"),
]
