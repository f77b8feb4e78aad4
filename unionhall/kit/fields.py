"""Fields for personal data: kept sealed, printed masked, opened only by an action that logs.

    id_number = EncryptedTextField(cls="C3", mask="id_number")

The row hands out a `Sealed`. Printing it gives the mask; `.reveal()` gives the plain text and belongs in an action
that writes an audit line. A sealed value is bound to its field and its row's key: copied to another row or column in
the database, it does not open. Renaming the model or field therefore needs a migration that seals anew.
"""

import re
from typing import Any

from django.core import checks
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from . import crypto, mask
from .paths import PathField, under_any

CLASSES = ("C3", "C4")
_TOKEN = re.compile(r"[A-Za-z0-9_.-]{1,32}(?:~sm4)?\$[A-Za-z0-9+/]{38,}={0,2}")


class Sealed:
    """One sealed value; tells its mask to anyone, its text only to `reveal`."""

    __slots__ = ("_label", "_mask", "_pk", "token")

    def __init__(self, token: str, *, label: str, masked_as: str, pk: Any = None) -> None:
        self.token, self._label, self._mask, self._pk = token, label, masked_as, pk

    def of(self, pk: Any) -> "Sealed":
        """The same value read as belonging to this row (a `values_list` row does not know whose it is)."""
        return Sealed(self.token, label=self._label, masked_as=self._mask, pk=pk)

    def reveal(self) -> str:
        """The plain text. Only for an action that records who saw it and why."""
        return unseal(self._label, self._pk, self.token)

    def __str__(self) -> str:
        return "***" if self._pk is None else mask.by_kind(self._mask, self.reveal())

    def __repr__(self) -> str:
        return f"<Sealed {self._label}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and (other.token, other._label) == (self.token, self._label)

    def __hash__(self) -> int:
        return hash(self.token)

    def is_bound_to(self, label: str, pk: Any) -> bool:
        return (self._label, self._pk) == (label, pk)


class Token(str):
    """A column's sealed text; a type of its own, so that text somebody typed is never taken for one."""

    __slots__ = ()


def seal(label: str, pk: Any, plain: str) -> Token:
    """What a bulk statement writes into the column: `seal("people.Person.id_number", person_id, number)`."""
    return Token(crypto.encrypt(plain, bound_to=_binding(label, pk)) if plain else "")


def unseal(label: str, pk: Any, token: str) -> str:
    """The plain text of a column's value; crypto.CannotOpen if it is not this row's own."""
    return crypto.decrypt(token, bound_to=_binding(label, pk)) if token else ""


def _binding(label: str, pk: Any) -> bytes:
    if pk is None:
        raise ValueError(f"{label}: a value is sealed to a row, and this row has no key yet")
    return f"{label.lower()}:{pk}".encode()


class SealedAttribute(DeferredAttribute):
    """Tells the row's key to the value at the moment it is read; assigning keeps what is given until saved."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = instance.__dict__.get(self.field.attname, self)
        if value is self:
            value = super().__get__(instance, cls)
        if isinstance(value, Sealed) and value._pk is None:
            value = instance.__dict__[self.field.attname] = value.of(instance.pk)
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.Field):
    """Text sealed at rest; `cls` is its class of data (C3, C4), `mask` names a mask of `kit.mask`.

    Not searchable: keep a `crypto.blind_index` column beside it. An empty text is stored empty.
    """

    descriptor_class = SealedAttribute
    empty_strings_allowed = True

    def __init__(self, *args: Any, cls: str, mask: str = "hidden", **kwargs: Any) -> None:
        self.cls, self.mask = cls, mask
        super().__init__(*args, **kwargs)

    @property
    def label(self) -> str:
        return f"{self.model._meta.label}.{self.name}"

    def get_internal_type(self) -> str:
        return "TextField"

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "cls": self.cls, "mask": self.mask}

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        if self.cls not in CLASSES:
            found.append(checks.Error(f"class of data {self.cls!r} is none of {CLASSES}", obj=self, id="kit.E001"))
        if self.mask not in mask.MASKS:
            found.append(checks.Error(f"no mask is called {self.mask!r}", obj=self, id="kit.E002"))
        if self.unique or getattr(self, "db_index", False):
            found.append(
                checks.Error("a sealed value differs each time; index its blind index", obj=self, id="kit.E003")
            )
        return found

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def _wrap(self, token: str | None) -> Sealed | str | None:
        return Sealed(token, label=self.label, masked_as=self.mask) if token else token

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return self._wrap(value)

    def to_python(self, value: Any) -> Any:
        """Only a fixture brings sealed text in this way; plain text stays as it is until saved."""
        return self._wrap(value) if isinstance(value, str) and _TOKEN.fullmatch(value) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Seal plain text to this row, and re-seal what was taken over from another row."""
        value = getattr(model_instance, self.attname)
        if isinstance(value, Sealed) and not value.is_bound_to(self.label, model_instance.pk):
            value = value.reveal()
        if isinstance(value, str) and value:
            token = value if isinstance(value, Token) else seal(self.label, model_instance.pk, value)
            value = Sealed(token, label=self.label, masked_as=self.mask, pk=model_instance.pk)
            setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        if isinstance(value, Sealed):
            return value.token
        if value and not isinstance(value, Token):
            raise TypeError(f"{self.label}: plain text in a statement; use fields.seal() first")
        return value if value is None else str(value)

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return value.token if isinstance(value, Sealed) else str(value or "")


__all__ = ["EncryptedTextField", "PathField", "Sealed", "Token", "seal", "under_any", "unseal"]
