"""Decoding of roles: the best of all paths, against trying them one by one."""

from collections.abc import Sequence
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.document import Document
from cnlint.structure.features import PLAIN, Groups
from cnlint.structure.model import Role
from cnlint.structure.roles import RESERVE, RoleModel
from cnlint.structure.snapshot import Snapshot
from cnlint.structure.traits import is_sentence

ROLES = (Role.HEADLINE, Role.BODY, Role.CAPTION)
# Few different ones, so that paths are often equally good.
WEIGHT = st.integers(-3, 3)
MODELS = st.builds(
    RoleModel,
    st.just(ROLES),
    st.dictionaries(st.sampled_from("abcd"), st.dictionaries(st.sampled_from(ROLES), WEIGHT)),
    st.lists(st.lists(WEIGHT, min_size=3, max_size=3), min_size=3, max_size=3),
)
GROUPS = st.lists(st.lists(st.sampled_from("abcde"), max_size=2).map(tuple), max_size=2).map(tuple)
PAGES = st.lists(GROUPS | st.just(PLAIN), max_size=5)


def scored(model: RoleModel, page: Sequence[Groups], path: Sequence[int]) -> float:
    weighed = [(groups, role) for groups, role in zip(page, path, strict=True) if groups is not PLAIN]
    known = [(name, role) for groups, role in weighed for names in groups for name in names if name in model.states]
    emissions = sum(model.states[name].get(ROLES[role], 0) for name, role in known)
    reserve = RESERVE * sum(ROLES[role] is Role.CAPTION for _, role in weighed)
    return emissions - reserve + sum(model.transitions[a][b] for a, b in pairwise(path))


@given(MODELS, PAGES)
def test_the_path_is_the_best_there_is(model: RoleModel, page: list[Groups]) -> None:
    body = ROLES.index(Role.BODY)
    paths = list(product(*((body,) if groups is PLAIN else range(3) for groups in page)))
    best = max(scored(model, page, path) for path in paths)
    equal = [path[::-1] for path in paths if scored(model, page, path) == best]
    # Of equally good paths: the first role at the end, and from there back always the last one.
    last = min(path[:1] for path in equal)
    wanted = max(path for path in equal if path[:1] == last)
    assert model.decode(page) == tuple(ROLES[role] for role in wanted[::-1])


def test_an_empty_page_has_no_roles() -> None:
    assert RoleModel(ROLES, {}, [[0.0] * 3] * 3).decode([]) == ()


@pytest.mark.parametrize("head", ["运河晚报", "城市新闻", "要闻", "A02"])
def test_a_whole_sentence_is_no_furniture(head: str) -> None:
    sentence = "第1路公交线路延长到城北新区，沿途新设三个站点，首班车发车时间不变。"
    assert Snapshot(Document(f"{head}\n\n{sentence}\n")).structure.roles[1] is Role.BODY
    assert is_sentence(sentence)


@pytest.mark.parametrize(
    "line",
    ["本报地址：清溪市城南大道一百二十号，邮政编码：310000。", "讲文明，树新风。", "沿途新设三个站点，首班车发车时间"],
)
def test_what_furniture_may_look_like(line: str) -> None:
    assert not is_sentence(line)
