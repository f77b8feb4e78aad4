"""Opening and closing, the shortest way."""

from unionhall.cases import actions, queries


def test_a_complaint_is_opened_and_closed(house):
    case = house.case()
    assert case.number == "3301102026030500001"
    assert case.unit == house.unions[0]
    actions.move(case=case, name="accept", by=house.chair)
    actions.move(case=case, name="resolve", by=house.chair, says="已补发")
    assert case.is_closed and case.closed_on_time
    assert queries.timeline(case, for_worker=True)
    assert queries.clock(case).lines
