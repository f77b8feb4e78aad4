"""Who may do what: one readable page. A role is held at a unit and reaches the units beneath it.

The three administrators 三员 (GB/T 22239-2019, level 3) run, guard and check the house and read no business content.
"""

from django.utils.translation import gettext_lazy as _

from unionhall.accounts.permissions import Accounts
from unionhall.bargaining.permissions import Bargaining
from unionhall.cases.permissions import Cases
from unionhall.channels.permissions import Channels
from unionhall.documents.permissions import Documents
from unionhall.funds.permissions import Funds
from unionhall.indicators.permissions import Indicators
from unionhall.kit.access import Level, Role
from unionhall.orgs.permissions import Orgs
from unionhall.people.permissions import People
from unionhall.rights.permissions import Rights
from unionhall.rules.permissions import Rules
from unionhall.safety.permissions import Safety
from unionhall.supervision.permissions import Supervision
from unionhall.worklist.permissions import Worklist

ALL = tuple(Level)
UPPER = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP)

SEE = frozenset(
    {Orgs.VIEW, Orgs.EMPLOYER_VIEW, Worklist.VIEW, Indicators.VIEW, Rules.VIEW, Documents.VIEW, Bargaining.VIEW}
    | {Safety.VIEW}
)
BARGAIN = frozenset({Bargaining.WORK, Bargaining.CONGRESS, Bargaining.DISCLOSE})
WORK_CASES = frozenset({Cases.VIEW, Cases.WORK, Documents.WORK})

SUPERVISE = frozenset({Supervision.VIEW, Supervision.INSPECT})
WARN = frozenset({Supervision.WARN_VIEW, Supervision.WARN, Supervision.REGISTER})
SUPERVISION_LEADER = frozenset({Supervision.VIEW, Supervision.SIGN, Supervision.RECOMMEND, Supervision.WARN_VIEW})

PROTECT = frozenset({Safety.VIEW, Safety.REPORT, Safety.WORK, Safety.INSPECT, Safety.COOLING, Safety.CUP})
ACCIDENTS = frozenset({Safety.ACCIDENT_VIEW, Safety.ACCIDENT, Safety.VICTIMS})
SAFETY_LEADER = frozenset({Safety.DECIDE, Safety.SIGN, Safety.APPOINT, Safety.HEAT, Safety.CUP_JUDGE})

CHAIR = Role(
    "chair",
    _("基层工会主席"),
    at=(Level.GRASSROOTS,),
    may=SEE
    | {Rights.SIGN}
    | WORK_CASES
    | BARGAIN
    | PROTECT
    | ACCIDENTS
    | {Safety.DECIDE, Safety.SIGN}
    | SUPERVISE
    | {Supervision.SIGN}
    | {People.VIEW, People.ADMIT, People.EDIT, People.UNMASK, People.IMPORT, People.EXPORT, People.EXPORT_AGREE}
    | {People.POST, Documents.SIGN, Bargaining.SIGN, Orgs.ANSWER}
    | {Worklist.REPORT, Accounts.DELEGATE, Accounts.ROLE_VIEW},
    second_factor=False,
)
CASEWORKER = Role(
    "caseworker",
    _("办事员"),
    at=UPPER,
    may=SEE
    | {Rights.SIGN, Rights.LAWYER_VIEW, Rights.LAWYER_EDIT, Funds.VIEW, Funds.PAY}
    | WORK_CASES
    | BARGAIN
    | PROTECT
    | ACCIDENTS
    | {Safety.HEAT, Safety.APPOINT}
    | SUPERVISE
    | WARN
    | {Supervision.RECOMMEND}  # for federations only: the action asks at which level it is held
    | {Cases.ASSIGN, Cases.IDENTITY, People.VIEW, People.UNMASK, People.ADMIT, Worklist.REPORT, Accounts.DELEGATE},
)
ORGANISER = Role(
    "organiser",
    _("组织干事"),
    at=UPPER,
    may=SEE
    | {Cases.VIEW, Cases.WORK, Orgs.EDIT, Orgs.FOUND, Orgs.EMPLOYER_EDIT}
    | {People.VIEW, People.EDIT, People.ADMIT, People.MERGE, People.IMPORT, People.EXPORT, People.EXPORT_AGREE}
    | {People.POST}
    | {Worklist.REPORT, Accounts.DELEGATE},
)
LEADER = Role(
    "leader",
    _("分管领导"),
    at=UPPER,
    may=SEE
    | {Rights.SIGN, Rights.GRANT, Rights.LAWYER_VIEW, Funds.VIEW, Funds.APPROVE}
    | WORK_CASES
    | PROTECT
    | ACCIDENTS
    | SAFETY_LEADER
    | SUPERVISION_LEADER
    | {Cases.ASSIGN, Cases.DECIDE, Indicators.EXPLAIN, Orgs.FOUND, Orgs.RESTRUCTURE, People.VIEW, People.ADMIT}
    | {Orgs.ANSWER, People.EXPORT_AGREE, Rules.EDIT, Documents.SIGN, Bargaining.SIGN}
    | {Worklist.ISSUE, Worklist.SPLIT, Worklist.REPORT, Worklist.DECIDE, Accounts.DELEGATE, Accounts.ROLE_VIEW},
)
OPERATOR = Role(
    "operator",
    _("热线话务员"),
    at=(Level.PROVINCE, Level.CITY, Level.COUNTY),
    may=frozenset({Cases.VIEW, Cases.OPERATE, Orgs.VIEW, Accounts.DELEGATE}),
)
AUDITOR = Role(
    "auditor",
    _("经审干部"),
    at=UPPER,
    may=SEE | {Funds.VIEW} | {Cases.VIEW, People.VIEW},
)

SYSTEM_ADMIN = Role(
    "system-admin", _("系统管理员"), at=ALL, may=frozenset({Accounts.SYSTEM, Channels.VIEW}), administers=True
)
SECURITY_ADMIN = Role(
    "security-admin",
    _("安全管理员"),
    at=ALL,
    may=frozenset({Accounts.ROLE_VIEW, Accounts.ROLE_GIVE, Accounts.USER_OPEN, Accounts.USER_LOCK}),
    administers=True,
)
AUDIT_ADMIN = Role(
    "audit-admin", _("审计管理员"), at=ALL, may=frozenset({Accounts.LOG_READ, Accounts.ROLE_VIEW}), administers=True
)
