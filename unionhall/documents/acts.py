"""What lines of the log about documents are called."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.acts import Acts

ACTS = Acts(
    said={
        "documents.document.drawn": _("起草文书"),
        "documents.document.redrawn": _("重新起草文书"),
        "documents.document.dropped": _("删除文书草稿"),
        "documents.document.signed": _("签发文书"),
        "documents.document.withdrawn": _("撤销文书"),
        "documents.document.served": _("送达文书"),
        "documents.document.answered": _("收到对文书的答复"),
        "documents.document.read": _("查看文书"),
        "documents.answer.read": _("查看答复"),
        "documents.link.made": _("生成单位在线答复链接"),
        "documents.link.opened": _("单位打开在线答复链接"),
        "documents.letterhead.set": _("设置文书抬头"),
        "documents.desk.carried": _("随工会调整划转文书"),
    },
    things={
        "documents.Document": _("文书"),
        "documents.Answer": _("答复"),
        "documents.EmployerLink": _("在线答复链接"),
        "documents.Letterhead": _("文书抬头"),
        "documents.Delivery": _("送达"),
    },
)
