"""LightGBM's trees as the flat arrays that `Forest` evaluates."""

from typing import Any

import lightgbm
import numpy as np

from copydesk.forest import ARRAYS


def flat_trees(booster: lightgbm.Booster) -> dict[str, np.ndarray]:
    """`forest.ARRAYS`, with a row a tree. A leaf's children are itself.

    Missing values are not expected: features hold numbers only.
    """
    trees = [_nodes(info["tree_structure"]) for info in booster.dump_model()["tree_info"]]
    shape = (len(trees), max(len(nodes) for nodes in trees))
    types = (np.int16, np.float64, np.int16, np.int16, np.float64)
    arrays = {name: np.zeros(shape, dtype) for name, dtype in zip(ARRAYS, types, strict=True)}
    for t, nodes in enumerate(trees):
        for n, node in enumerate(nodes):
            for name, cell in zip(ARRAYS, node, strict=True):
                arrays[name][t, n] = cell
    return arrays


def _nodes(root: dict[str, Any]) -> list[tuple[int, float, int, int, float]]:
    """The nodes of a tree, each before those below it, as the cells of `ARRAYS`."""
    found: list[tuple[int, float, int, int, float]] = []

    def walk(node: dict[str, Any]) -> int:
        here = len(found)
        found.append((0, 0.0, here, here, float(node.get("leaf_value", 0.0))))
        if "split_feature" in node:
            left, right = walk(node["left_child"]), walk(node["right_child"])
            found[here] = (int(node["split_feature"]), float(node["threshold"]), left, right, 0.0)
        return here

    walk(root)
    return found
