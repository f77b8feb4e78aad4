import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionhall.kit import mask


@pytest.mark.parametrize(
    ("kind", "plain", "shown"),
    [
        ("name", "张三", "张*"),
        ("name", "王小明", "王*明"),
        ("name", "欧阳明", "欧阳*"),
        ("name", "欧阳小明", "欧阳**"),
        ("name", "阿依古丽", "阿**丽"),
        ("name", "张", "*"),
        ("id_number", "330106190003071235", "330***********1235"),
        ("phone", "13800138000", "138****8000"),
        ("phone", "0571-87051234", "0571-******34"),
        ("landline", "0571-87051234", "0571-******34"),
        ("bank_card", "6222021200000000005", "***************0005"),
        ("bank_card_for_finance", "6222021200000000005", "622202*********0005"),
        ("address", "杭州市西湖区文三路1号", "杭州市西湖区***"),
        ("address", "浙江省杭州市西湖区古荡街道文三路1号", "浙江省杭州市西湖区古荡街道***"),
        ("address", "宁波市镇海区文明路2号", "宁波市镇海区***"),
        ("address", "台州市路桥区路桥街道1号", "台州市路桥区路桥街道***"),
        ("address", "杭州市文三路1号小区3幢", "杭州市***"),
        ("address", "某村3组", "***"),
        ("email", "abc@x.cn", "a***@x.cn"),
        ("card_number", "浙A12345", "浙A***45"),
        ("permit", "H12345678", "H1*****78"),
        ("illness", "尿毒症", "***"),
    ],
    ids=lambda value: f"MK-1-{value}",
)
def test_masks_of_the_table(kind, plain, shown):
    assert mask.by_kind(kind, plain) == shown


UNMASKED = st.text(st.characters(exclude_characters="*"), min_size=1, max_size=30)  # with a star it may look masked


@given(st.sampled_from(sorted(set(mask.MASKS) - {"address", "email"})), UNMASKED)
def test_something_is_always_hidden(kind, plain):
    assert "*" in mask.by_kind(kind, plain)
    assert plain not in mask.by_kind(kind, plain)


@pytest.mark.parametrize("kind", sorted(mask.MASKS))
def test_nothing_is_shown_for_nothing(kind):
    assert mask.by_kind(kind, "") in ("", "***")
