"""What audit lines about a person are called on that person's page."""

from django.utils.translation import gettext_lazy as _

DONE = {
    "people.person.registered": _("登记入册"),
    "people.person.edited": _("更正登记"),
    "people.person.phone-changed": _("更正手机号"),
    "people.person.document-corrected": _("更正证件"),
    "people.person.verified": _("核实身份"),
    "people.person.unmasked": _("查看完整号码"),
    "people.person.merged": _("并入另一份档案"),
    "people.person.merged-away": _("并到另一份档案"),
    "people.person.merge-undone": _("撤销合并"),
    "people.person.recognised": _("凭证件核对会员（接转）"),
    "people.account.claimed": _("本人在网上认领档案"),
    "people.membership.admitted": _("入会"),
    "people.membership.ended": _("终止会籍"),
    "people.membership.retained": _("保留会籍"),
    "people.membership.resumed": _("恢复会籍"),
    "people.membership.warned": _("列入久未缴费提醒"),
    "people.membership.talked-to": _("劝导谈话"),
    "people.membership.unwarned": _("撤销久未缴费提醒"),
    "people.membership.expelled": _("开除会籍，报上一级备案"),
    "people.expulsion.filed": _("开除会籍已备案"),
    "people.expulsion.lifted": _("解除开除会籍"),
    "people.membership.carried": _("随工会调整划转会籍"),
    "people.consent.given": _("同意"),
    "people.consent.withdrawn": _("撤回同意"),
    "people.household.kept": _("登记家庭住址"),
    "people.household.member-added": _("添加家庭成员"),
    "people.household.member-left": _("移出家庭成员"),
    "people.post.begun": _("登记任职"),
    "people.post.ended": _("结束任职"),
    "people.join.refused": _("入会申请未获批准"),
    "accounts.user.opened": _("开通账号"),
    "accounts.user.closed": _("停用账号"),
    "accounts.user.reopened": _("恢复账号"),
    "accounts.password.set": _("修改密码"),
    "accounts.password.reset": _("重置密码"),
    "accounts.session.opened": _("登录"),
    "accounts.session.closed": _("退出登录"),
    "accounts.session.refused": _("登录没有成功"),
    "accounts.user.locked": _("锁定账号"),
    "accounts.user.unlocked": _("解除锁定"),
    "accounts.factor.enrolled": _("绑定二次验证"),
    "accounts.factor.reset": _("解除二次验证"),
    "accounts.role.given": _("分配角色"),
    "cases.case.opened": _("提交诉求或申请"),
    "cases.case.started-for": _("工会替本人提交申请"),
    "cases.case.closed": _("诉求或申请办结"),
    "cases.identity.revealed": _("查看来件人身份"),
    "cases.words.read": _("查看来件内容"),
}


def said(action: str) -> str:
    """The words for a line; one that has none is shown by its code."""
    return str(DONE.get(action, action))
