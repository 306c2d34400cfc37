"""Which accounts are grouped by themselves?"""

from __future__ import annotations

from marsad.fuse.partition import cut, partition

CHAIN = {(0, 1): 9.0, (1, 2): 4.0, (2, 3): 8.0, (3, 4): 5.0}
LIMITS = {"largest": 6000}


def test_a_large_component_is_cut_where_its_links_are_weakest() -> None:
    assert [members for members, _ in cut(range(5), CHAIN, 3)] == [[0, 1], [2, 3, 4]]
    assert [links for _, links in cut(range(5), CHAIN, 3)] == [{(0, 1): 9.0}, {(2, 3): 8.0, (3, 4): 5.0}]
    assert cut(range(5), CHAIN, 5) == [([0, 1, 2, 3, 4], CHAIN)]


def test_the_pieces_do_not_depend_on_the_order_of_the_links() -> None:
    alike = dict.fromkeys(CHAIN, 5.0)
    assert cut(range(5), dict(reversed(alike.items())), 2)[0] == cut(range(5), alike, 2)[0]


def test_what_people_decided_unites_components_and_pieces() -> None:
    names = ["a", "b", "c", "d", "e", "f"]
    [whole, alone] = partition(names, CHAIN, LIMITS)
    assert (whole.component, whole.members, alone.component, alone.members) == ("a", [0, 1, 2, 3, 4], "f", [5])
    [joined] = partition(names, CHAIN, LIMITS, together=[(0, 5)])
    assert joined.members == [0, 1, 2, 3, 4, 5]
    assert len(partition(names, CHAIN, {"largest": 3})) == 3
    assert len(partition(names, CHAIN, {"largest": 3}, apart=[(0, 4)])) == 2
