"""回避 (decision 17): papers about a case are signed and opened by others than its sender, on the papers' page too."""

import pytest

from unionhall.documents import actions as documents
from unionhall.documents.refusals import OwnPaper
from unionhall.people import queries as people

from .making import a_case

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("known_by", ["person", "number"])
def test_the_sender_neither_signs_nor_opens_it(house, known_by):
    case = a_case(house, person=people.person(house.chair.pk))
    about = {"person_id": case.person_id} if known_by == "person" else {"case_number": case.number}
    facts = {"title": "转办函", "text": "请查收。"}
    paper = documents.draw_up(kind="documents.letter", unit=case.unit, facts=facts, by=house.chair, **about)
    for act in (documents.sign_off, documents.read):
        with pytest.raises(OwnPaper):
            act(document=paper, by=house.chair)
    signed = documents.sign_off(document=paper, by=house.reviewer, post="主席")
    assert documents.read(document=signed, by=house.reviewer)
