"""Sealed values and paths, in a table of their own on whichever database the suite runs."""

import pickle

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef
from django.test.utils import isolate_apps
from django.utils.html import format_html

from unionhall.kit import crypto
from unionhall.kit.fields import EncryptedTextField, Sealed, Token, seal, unseal
from unionhall.kit.paths import PathField, under_any

ID = "330106190003071235"

with isolate_apps("unionhall.kit"):

    class Card(models.Model):
        """One sealed number at one place."""

        placement = "local"
        id = models.BigIntegerField(primary_key=True)
        number = EncryptedTextField(cls="C3", mask="id_number")
        note = EncryptedTextField(cls="C4", null=True)
        path = PathField(max_length=60, blank=True, db_index=True)

        class Meta:
            app_label = "kit"
            db_table = "kit_test_card"


@pytest.fixture(scope="module", autouse=True)
def table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Card)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Card)
        connection.close()


pytestmark = pytest.mark.django_db


def stored(pk: int, column: str = "number") -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM kit_test_card WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def test_the_table_holds_no_plain_text_and_the_page_shows_the_mask():
    Card.objects.create(pk=1, number=ID)
    assert ID not in stored(1)
    card = Card.objects.get(pk=1)
    for shown in (str(card.number), f"{card.number}", format_html("{}", card.number)):
        assert shown == "330***********1235"
    assert ID not in repr(card.number)
    assert card.number.reveal() == ID
    assert card.note is None


def test_the_object_just_saved_is_sealed_as_well():
    card = Card(pk=2, number=ID, note="")
    card.save()
    assert isinstance(card.number, Sealed)
    assert card.number.reveal() == ID
    assert (card.note, stored(2, "note")) == ("", "")


def test_saving_again_changes_nothing():
    Card.objects.create(pk=3, number=ID)
    before = stored(3)
    Card.objects.get(pk=3).save()
    assert stored(3) == before


def test_a_value_taken_from_another_row_is_sealed_anew():
    first = Card.objects.create(pk=4, number=ID)
    second = Card.objects.create(pk=5, number=first.number)
    assert second.number.reveal() == ID
    assert stored(4) != stored(5)


def test_a_value_moved_inside_the_database_does_not_open():
    Card.objects.create(pk=6, number=ID, note="secret")
    Card.objects.create(pk=7, number="330302190111100246")
    Card.objects.filter(pk=7).update(number=Token(stored(6)))
    Card.objects.filter(pk=6).update(number=Token(stored(6, "note")))
    for pk in (6, 7):
        with pytest.raises(crypto.CannotOpen):
            Card.objects.get(pk=pk).number.reveal()


def test_bulk_statements_take_sealed_values_only():
    label = "kit.Card.number"
    Card.objects.bulk_create([Card(pk=8, number=ID), Card(pk=9, number=seal(label, 9, ID))])
    assert [card.number.reveal() for card in Card.objects.order_by("pk")] == [ID, ID]
    assert unseal(label, 8, stored(8)) == ID
    for typed in (ID, stored(9)):  # sealed or not: what is not a Token may have been typed by somebody
        with pytest.raises(TypeError, match="plain text"), transaction.atomic():
            Card.objects.filter(pk=8).update(number=typed)


def test_values_rows_do_not_know_whose_they_are_until_told():
    Card.objects.create(pk=10, number=ID)
    (pk, number) = Card.objects.values_list("pk", "number").get(pk=10)
    assert str(number) == "***"
    assert number.of(pk).reveal() == ID
    assert pickle.loads(pickle.dumps(number)).of(pk).reveal() == ID
    assert ID.encode() not in pickle.dumps(Card.objects.get(pk=10).number)


def test_deferred_and_refreshed():
    Card.objects.create(pk=11, number=ID)
    card = Card.objects.defer("number").get(pk=11)
    assert card.number.reveal() == ID
    card.refresh_from_db()
    assert card.number.reveal() == ID


def test_searching_sealed_values_is_refused():
    with pytest.raises(FieldError):
        Card.objects.filter(number=ID).exists()
    assert not Card.objects.filter(number__isnull=True).exists()


def test_declarations_are_checked():
    with isolate_apps("unionhall.kit"):

        class Wrong(models.Model):
            number = EncryptedTextField(cls="C9", mask="nose", unique=True)

            class Meta:
                app_label = "kit"

    assert {found.id for found in Wrong._meta.get_field("number").check()} >= {"kit.E001", "kit.E002", "kit.E003"}
    _name, _path, _args, kwargs = Card._meta.get_field("number").deconstruct()
    assert kwargs == {"cls": "C3", "mask": "id_number"}


@pytest.fixture
def places():
    paths = ["0001", "00010001", "00010001000Z", "0001000Z", "0002", "000", "0001a", "00011", ""]
    Card.objects.bulk_create([Card(pk=100 + n, number="", path=path) for n, path in enumerate(paths)])


def under(**lookup):
    return set(Card.objects.filter(**lookup).values_list("path", flat=True))


def test_under_holds_the_place_itself_and_all_beneath(places):
    assert under(path__under="00010001") == {"00010001", "00010001000Z"}
    assert under(path__under="0002") == {"0002"}
    assert under(path__under="0001") == {"0001", "00010001", "00010001000Z", "0001000Z", "0001a", "00011"}
    assert Card.objects.filter(under_any(["0002", "0001000Z"])).count() == 2
    assert Card.objects.filter(under_any([])).count() == 0


def test_under_is_answered_by_the_index():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    plan = Card.objects.filter(path__under="0001").only("pk").explain()
    assert "Index Cond: " in plan if connection.vendor == "postgresql" else "USING INDEX" in plan


@pytest.mark.parametrize("nowhere", ["", None, 5])
def test_under_nothing_is_a_mistake_not_everything(nowhere):
    with pytest.raises(ValueError, match="under what"):
        Card.objects.filter(path__under=nowhere)


def test_under_another_column(places):
    parents = Card.objects.filter(path="00010001")
    below = Card.objects.filter(Exists(Card.objects.filter(pk__in=parents).filter(pk=101)), path__under="00010001")
    assert below.count() == 2
    holders = Card.objects.filter(path="0001").annotate(
        has=Exists(Card.objects.filter(path__under=OuterRef("path")).exclude(pk=OuterRef("pk")))
    )
    assert holders.get().has
    assert not Card.objects.filter(path="0002").filter(
        Exists(Card.objects.filter(path__under=OuterRef("path")).exclude(pk=OuterRef("pk")))
    )
