from django.utils.translation import gettext_lazy as _

from unionhall.kit.refusal import Refusal


class NotNow(Refusal):
    text = _("文书当前状态不能这样办理，请刷新页面后再看。")


class WordsNeeded(Refusal):
    text = _("请写明理由。")


class NoFonts(Refusal):
    text = _(
        "服务器没有安装中文字体，不能生成 PDF。请管理员安装 fonts-noto-cjk 和 fonts-lxgw-wenkai，"
        "或把字体文件放进数据目录的 fonts 文件夹，然后重启服务。"
    )


class OwnPaper(Refusal):
    text = _("这份文书涉及您本人提交的诉求或者反映，按回避规定须由他人办理。本会没有其他人的，请交上级工会。")


class BadLink(Refusal):
    text = _("链接不对、已被使用或已过期。请联系发给您链接的工会，请他们重新发送。")


class NotValid(Refusal):
    """One field of an act is wrong: `field` names it, so that a form can show the words beside it."""

    def __init__(self, field: str, text: object) -> None:
        super().__init__(text)
        self.field = field
