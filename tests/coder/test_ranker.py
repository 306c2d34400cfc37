"""Does the ranker weigh features the same, one by one or bundled?"""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.coder import ranker
from marsad.coder.ranker import Bundle, Feature, Model, models, names

WEIGHTS = {"bias": [0.5, -1.0, 0.25], "K=state": [-0.75, 1.5, 0.0], "near": [0.0, 0.5, 2.0]}
THREE = Model(["none", "actor", "target"], WEIGHTS)
TWO = Model(["no", "yes"], {name: row[1:2] for name, row in WEIGHTS.items()})
FEATURE = st.sampled_from([*WEIGHTS, "unheard"])
ROW = st.lists(FEATURE | st.lists(FEATURE, min_size=1).map(lambda found: Bundle(tuple(found))))


@given(ROW)
def test_bundled_features_weigh_what_they_weigh_alone(row: list[Feature]) -> None:
    alone = list(names(row))
    for _ in range(2):  # the second time from memory
        assert TWO.chance(row) == pytest.approx(TWO.chance(alone))
        assert THREE.roles(row) == pytest.approx(THREE.roles(alone))


@given(ROW)
def test_roles_are_the_second_and_third_share(row: list[Feature]) -> None:
    shares = THREE.probabilities(row)
    assert sum(shares) == pytest.approx(1)
    assert THREE.roles(row) == pytest.approx(shares[1:])


def test_the_shipped_models_answer_without_features() -> None:
    for model in models().values():
        assert sum(model.probabilities([])) == pytest.approx(1)


def test_compiled_weights_are_those_that_were_trained() -> None:
    trained = msgspec.json.decode(ranker.WEIGHTS.read_bytes(), type=dict[str, Model])
    shipped = models()
    assert shipped.keys() == trained.keys()
    for name, model in trained.items():
        ours = shipped[name]
        assert (ours.classes, ours.cut, ours.weights.keys()) == (model.classes, model.cut, model.weights.keys())
        feature = next(iter(model.weights))
        unknown = Bundle((feature, "unheard"))
        for row in ([feature], [feature, feature, "unheard"], [unknown]):
            if len(model.classes) == 2:
                assert ours.chance(row) == model.chance(row)
            elif len(model.classes) == 3:
                assert ours.roles(row) == model.roles(row)
            else:
                assert ours.probabilities(row) == model.probabilities(row)
        assert len(ours.weights) == len(model.weights)
