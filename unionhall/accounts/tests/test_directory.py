import pytest
from django.contrib.auth import authenticate

from unionhall.accounts import actions, directory, queries
from unionhall.accounts.backends import DirectoryBackend
from unionhall.accounts.models import DirectoryEntry, User, digest_of
from unionhall.kit.identity import BadNumber

from .conftest import GOOD

pytestmark = pytest.mark.django_db


def test_people_are_found_by_any_spelling_of_their_phone_and_name(console):
    user = actions.open_account(
        person_id=7, name="王芳", password=GOOD, phone="+86 138-0013-8000", username="Wang.Fang", by=console
    )
    assert directory.find("phone", "13800138000") == 7
    assert directory.find("login", " ｗａｎｇ.fang ") == 7
    assert queries.user_behind("138 0013 8000") == user == queries.user_behind("WANG.FANG")
    assert directory.find("phone", "12345") is None
    assert not DirectoryEntry.objects.filter(digest__contains="138").exists()


def test_a_handle_belongs_to_one_person(console):
    directory.claim("phone", "13800138000", 7)
    directory.claim("phone", "13800138000", 7)
    with pytest.raises(directory.Taken) as taken:
        directory.claim("phone", "+8613800138000", 8)
    assert taken.value.person_id == 7
    assert "手机号" in str(taken.value)
    with pytest.raises(BadNumber):
        directory.claim("phone", "12800138000", 8)
    directory.release("phone", "13800138000", 8)  # not theirs
    assert directory.find("phone", "13800138000") == 7
    directory.release("phone", "13800138000", 7)
    assert directory.find("phone", "13800138000") is None


def test_many_at_once(django_assert_max_num_queries):
    rows = [("phone", f"138{n:08}", n) for n in range(1000)]
    with django_assert_max_num_queries(12):  # SQLite takes 999 values a statement
        directory.claim_many(rows)
    digests = {digest_of(kind, value): person for kind, value, person in rows}
    with django_assert_max_num_queries(1):
        assert directory.owners([*digests, digest_of("phone", "13900139000")]) == digests
    directory.claim_many([("id", "11010519491231002x", 5)], known_free=True)
    assert directory.find("id", "11010519491231002X") == 5


def test_handles_move_to_another_person_and_back():
    directory.claim_many([("phone", "13800138000", 7), ("login", "wang", 7)])
    moved = directory.pass_on(from_person_id=7, to_person_id=9)
    assert directory.find("login", "wang") == 9
    directory.pass_on(from_person_id=9, to_person_id=7, digests=moved)
    assert directory.find("phone", "13800138000") == 7


def test_sign_in_asks_two_routed_questions_and_refuses_locked_accounts(account, django_assert_num_queries, rf):
    user = account(phone="13900139000")
    request = rf.post("/sign-in/")
    with django_assert_num_queries(2):
        assert DirectoryBackend().authenticate(request, "13900139000", GOOD) == user
    assert DirectoryBackend().authenticate(request, user.username, "wrong") is None
    assert DirectoryBackend().authenticate(request, "nobody", GOOD) is None
    User.objects.filter(pk=user.pk).update(locked_because="离岗")
    assert DirectoryBackend().authenticate(request, user.username, GOOD) is None
    assert authenticate(request, username=user.username, password=GOOD) is None


@pytest.mark.parametrize("name", ["ab", "13800138000", "1wang", "wang fang", "-wang"])
def test_names_that_could_be_taken_for_something_else_are_refused(name, console):
    with pytest.raises(actions.account.BadSignInName):
        actions.open_account(person_id=7, name="王芳", password=GOOD, username=name, by=console)
