"""What things and people are called in the demo province; firms all carry 样例, so that none is a real one."""

from random import Random

SURNAMES = "王陈李张徐吴朱林周黄叶沈胡金郑毛何方章许邵杨蒋钱赵余潘楼卢俞郭谢施孙姚高赖包童孔马夏罗洪蔡唐戴冯项傅宋汪江"
GIVEN_MALE = (
    "伟 强 磊 军 勇 杰 涛 明 超 建国 志强 建华 国平 俊杰 浩然 宇轩 子涵 文斌 晓峰 海波 永康 立新 家豪 春生 国良"
).split()
GIVEN_FEMALE = (
    "芳 娜 敏 静 丽 艳 娟 霞 萍 玲 秀英 美华 晓燕 雅琴 思雨 欣怡 梦婷 佳慧 海燕 春梅 小红 婷婷 月琴 素珍 丽君"
).split()
BRANDS = (
    "晨星 远山 海棠 云帆 青禾 锦程 博远 启明 和顺 白鹭 东篱 长风 新桥 春江 蓝湾 凌波 万象 金穗 天目 双溪 南湖 百川 "
    "飞雁 橙果 橡木 石门 清波 龙井 梅岭 松涛 银杏 竹海 荷塘 桂雨 听涛 望江 拾光 北辰 知行 同心"
).split()
TRADES = {  # industry section: what the firm does
    "C": ("机械制造", "纺织", "电子", "五金", "服饰", "食品", "塑料制品", "汽车配件"),
    "E": ("建设", "装饰工程", "市政工程"),
    "F": ("商贸", "百货", "建材经营"),
    "G": ("快递服务", "物流", "运输"),
    "H": ("餐饮管理", "酒店"),
    "I": ("网络科技", "软件技术"),
    "L": ("人力资源服务", "商务服务"),
    "O": ("家政服务", "汽车维修"),
    "Q": ("护理服务", "门诊部"),
    "R": ("文化传播",),
}
SECTIONS = "C" * 9 + "F" * 4 + "E" * 2 + "GGHHI" + "ILOQR"
OWN_INDUSTRY = {"G": "快递物流", "E": "建筑", "C": "制造", "H": "餐饮", "I": "互联网", "F": "商贸"}
PARKS = ("科技园", "智造园", "电商产业园", "创业园", "小微园")
BUILDINGS = ("时代大厦", "星河广场", "商务中心", "国际大厦", "专业市场", "创新中心")
JOBS = ("操作工", "技术员", "文员", "质检员", "仓管员", "销售", "驾驶员", "维修工", "会计", "班组长")
AREA_CODES = {
    "3301": "0571", "3302": "0574", "3303": "0577", "3304": "0573", "3305": "0572", "3306": "0575", "3307": "0579",
    "3308": "0570", "3309": "0580", "3310": "0576", "3311": "0578",
}  # fmt: skip


def person_name(draw: Random, *, female: bool) -> str:
    return draw.choice(SURNAMES) + draw.choice(GIVEN_FEMALE if female else GIVEN_MALE)


def firm_name(draw: Random, place: str, industry: str) -> str:
    """余杭晨星样例机械制造有限公司."""
    ending = "有限公司" if draw.random() < 0.85 else "厂" if industry == "C" else "店"
    return f"{short(place)}{draw.choice(BRANDS)}样例{draw.choice(TRADES[industry])}{ending}".replace("店店", "店")


def short(place: str) -> str:
    """余杭区 → 余杭, 景宁畲族自治县 → 景宁, 五常街道 → 五常."""
    for ending in ("畲族自治县", "街道", "区", "市", "县", "镇", "乡", "村", "社区"):
        if place.endswith(ending) and len(place) > len(ending) + 1:
            return place[: -len(ending)]
    return place


def office_phone(division: str, number: int) -> str:
    """A landline of the right area that nobody has: no local number begins with 0."""
    return f"{AREA_CODES.get(division[:4], '0571')}-0000{number % 10000:04d}"
