"""What lines of the log about accounts are called."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.acts import Acts

ACTS = Acts(
    said={
        "accounts.session.opened": _("登录"),
        "accounts.session.closed": _("退出登录"),
        "accounts.session.refused": _("登录没有成功"),
        "accounts.user.opened": _("开通账号"),
        "accounts.user.closed": _("停用账号"),
        "accounts.user.reopened": _("恢复账号"),
        "accounts.user.locked": _("锁定账号"),
        "accounts.user.unlocked": _("解除锁定"),
        "accounts.password.set": _("修改密码"),
        "accounts.password.reset": _("重置密码"),
        "accounts.factor.enrolled": _("绑定二次验证"),
        "accounts.factor.reset": _("解除二次验证"),
        "accounts.factor.recovered": _("用恢复码登录"),
        "accounts.factor.locked": _("二次验证多次不对，暂停验证"),
        "accounts.role.given": _("分配角色"),
        "accounts.role.ended": _("结束角色"),
        "accounts.delegation.made": _("委托他人代办"),
        "accounts.delegation.ended": _("结束代办委托"),
    },
    things={
        "accounts.User": _("账号"),
        "accounts.RoleHeld": _("角色"),
        "accounts.Delegation": _("代办委托"),
        "accounts.SecondFactor": _("二次验证"),
    },
)
