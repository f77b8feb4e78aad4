"""Entries of the menus."""

from django.utils.translation import gettext_lazy as _

from unionhall.kit.menu import Face, MenuItem

from .permissions import Bargaining

GROUP = _("集体协商与民主管理")
SEE = (Bargaining.VIEW,)

ROUNDS = MenuItem(GROUP, _("集体协商"), "bargaining:rounds", SEE, icon="scale", order=410)
AGREEMENTS = MenuItem(GROUP, _("集体合同"), "bargaining:agreements", SEE, icon="books", order=412)
CONGRESSES = MenuItem(GROUP, _("职工代表大会"), "bargaining:congresses", SEE, icon="users-group", order=414)
MOTIONS = MenuItem(GROUP, _("职工提案"), "bargaining:motions", SEE, icon="pencil", order=416)
DIRECTORS = MenuItem(GROUP, _("职工董事、职工监事"), "bargaining:directors", SEE, icon="user-check", order=417)
DISCLOSURES = MenuItem(GROUP, _("厂务公开"), "bargaining:disclosures", SEE, icon="speakerphone", order=418)

REPORT = MenuItem(GROUP, _("协商与民主管理报表"), "bargaining:report", SEE, icon="report-analytics", order=419)

AT_WORK = MenuItem(_("我的单位"), _("单位里的约定和公开"), "bargaining:at-work", icon="books", order=40, face=Face.MINE)
