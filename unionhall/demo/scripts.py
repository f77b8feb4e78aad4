"""What people ask for, service by service: headline, answers, sealed words; without a script, the title alone."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from unionhall.rights.choices import Cause
from unionhall.workflow import Service

from .lot import Folk, Lot

Told = tuple[str, dict[str, Any], dict[str, Any]]  # headline, open answers, sealed answers

COMPLAINTS: dict[Cause, tuple[int, str]] = {
    Cause.ARREARS: (30, "公司拖欠了{n}个月工资，一共{amount}元，多次催要一直说下个月发。有工资条照片。"),
    Cause.OVERTIME: (14, "最近{n}个月每周上六天班，加班费没有算，打卡记录可以提供。"),
    Cause.INSURANCE: (13, "入职{n}个月还没有缴社会保险，人事说试用期不缴。"),
    Cause.NO_CONTRACT: (10, "上班{n}个月没有签书面劳动合同，也不给看制度。"),
    Cause.UNLAWFUL_END: (9, "突然通知不用来了，没有说明理由，也没有补偿。"),
    Cause.INJURY: (6, "上班时手被机器压伤，公司没有申报工伤，医药费自己垫了{amount}元。"),
    Cause.LEAVE: (5, "工作满{n}年，年休假一天没有休，也没有折算工资。"),
    Cause.HEAT: (4, "夏天在户外作业，高温津贴没有发。"),
    Cause.HOURS: (4, "连续{n}周没有休息日，每天超过十个小时。"),
    Cause.SEVERANCE: (4, "合同到期不续签，经济补偿少算了{amount}元。"),
    Cause.MATERNITY: (3, "怀孕后被调岗降薪，希望恢复原岗位。"),
    Cause.PLATFORM: (3, "平台站点扣了{amount}元服务费，说不清依据。"),
}
QUESTIONS = (
    ("law", "试用期最长可以约定多久？"),
    ("law", "休息日加班，单位说补休不给钱，可以吗？"),
    ("law", "年休假没休完，离职时怎么折算？"),
    ("union", "我们单位没有工会，我可以怎样入会？"),
    ("union", "换了单位，会员卡还能用吗？"),
    ("union", "会费怎么交，可以按年交吗？"),
    ("aid", "家里老人住院花费大，可以申请困难帮扶吗？"),
    ("suggest", "建议在园区增加一个户外劳动者驿站。"),
    ("other", "职工书屋周末开放吗？"),
)
HARDSHIPS = (
    ("illness", "本人患病住院，自付医疗费较多，收入减少。"),
    ("accident", "家人发生交通事故，暂时不能工作。"),
    ("schooling", "孩子今年上大学，学费和生活费压力大。"),
    ("jobless", "企业停产，已经两个月没有收入。"),
)
SAYS = {
    "accept": "已受理，会联系您核实情况。",
    "ask": "请补充劳动合同或工资发放记录的照片。",
    "answer": "经核实，已按规定办理，结果已电话告知。",
    "resolve": "已与单位协商一致，单位已履行，职工确认收到。",
    "mediate": "约双方到街道工会调解室，面对面调解。",
    "end_mediation": "双方分歧较大，未达成协议；可在一年内申请劳动仲裁。",
    "decline": "该事项已由劳动仲裁受理，不再重复处理。",
    "check": "已上门了解，情况属实。",
    "acknowledge": "已登记，下一步由帮扶中心联系建档。",
    "explain": "已补充说明。",
    "send_again": "材料已补齐。",
    "withdraw": "问题已自行解决，撤回。",
    "lapse": "期限已过，按规则自动办理。",
}


def tell(service: Service, lot: Lot, draw: Random, person: Folk) -> Told:
    return SCRIPTS.get(service.code, _plain)(service, lot, draw, person)


def says(move_name: str) -> str:
    return SAYS.get(move_name, "")


def _complaint(service: Service, lot: Lot, draw: Random, person: Folk) -> Told:
    cause = draw.choices(list(COMPLAINTS), [weight for weight, _words in COMPLAINTS.values()])[0]
    amount = draw.randint(8, 240) * 100
    words = COMPLAINTS[cause][1].format(n=draw.randint(2, 9), amount=amount)
    since = lot.plan.day - timedelta(days=draw.randint(60, 400))
    firm = person.firm
    answers = {
        "employer": firm.id if firm else None, "using_employer": None, "place": firm.row["division_id"] if firm else "",
        "cause": cause.value, "since": since.isoformat(), "people": draw.choice((1, 1, 1, 2, 3, 5)), "danger": False,
        "about_union": False, "wish": "请工会帮我和单位协商。",
    }  # fmt: skip
    return str(cause.label), answers, {"facts": words, "amount": f"{amount}.00"}


def _question(service: Service, lot: Lot, draw: Random, person: Folk) -> Told:
    topic, words = draw.choice(QUESTIONS)
    titles = {"law": "劳动法律", "union": "入会和会员服务", "aid": "困难帮扶", "suggest": "意见建议", "other": "其他"}
    place = person.firm.row["division_id"] if person.firm else ""
    return titles[topic], {"topic": topic, "place": place}, {"question": words}


def _hardship(service: Service, lot: Lot, draw: Random, person: Folk) -> Told:
    cause, words = draw.choice(HARDSHIPS)
    income = str(draw.randint(8, 40) * 100)
    sealed = {"situation": words, "household": draw.randint(1, 5), "monthly_income": income, "need": "临时救助"}
    return str(service.title), {"cause": cause}, sealed


def _join(service: Service, lot: Lot, draw: Random, person: Folk) -> Told:
    union = person.union.code if person.union else ""
    answers = {"employment": "platform" if person.row["new_form"] else "contract", "new_form": person.row["new_form"]}
    return str(service.title), {**answers, "union": union, "place": "", "declare": True}, {}


def _transfer(service: Service, lot: Lot, draw: Random, person: Folk) -> Told:
    others = [one for one in lot.unions if person.union is None or one.id != person.union.id]
    return str(service.title), {"union": draw.choice(others or lot.unions).code, "employment": "contract"}, {}


def _plain(service: Service, lot: Lot, draw: Random, person: Folk) -> Told:
    return str(service.title), {}, {}


SCRIPTS: dict[str, Callable[[Service, Lot, Random, Folk], Told]] = {
    "rights.complaint": _complaint,
    "rights.question": _question,
    "aid.hardship": _hardship,
    "people.join": _join,
    "people.transfer": _transfer,
}
