"""LightGBM's trees as the flat arrays that `Forest` evaluates."""

from typing import Any

import lightgbm
import numpy as np


def flat_trees(booster: lightgbm.Booster) -> dict[str, np.ndarray]:
    """`feature`, `threshold`, `left`, `right`, `value` with a row a tree, and the greatest `depth`.

    A leaf's children are itself. Missing values are not expected: features hold numbers only.
    """
    trees = [_nodes(info["tree_structure"]) for info in booster.dump_model()["tree_info"]]
    width = max(len(nodes) for nodes, _ in trees)
    shape = (len(trees), width)
    arrays = {
        "feature": np.zeros(shape, np.int16),
        "threshold": np.zeros(shape, np.float64),
        "left": np.zeros(shape, np.int16),
        "right": np.zeros(shape, np.int16),
        "value": np.zeros(shape, np.float64),
    }
    for t, (nodes, _) in enumerate(trees):
        for n, (feature, threshold, left, right, value) in enumerate(nodes):
            for name, cell in zip(arrays, (feature, threshold, left, right, value), strict=True):
                arrays[name][t, n] = cell
    return {**arrays, "depth": np.array(max(depth for _, depth in trees))}


def _nodes(root: dict[str, Any]) -> tuple[list[tuple[int, float, int, int, float]], int]:
    found: list[tuple[int, float, int, int, float]] = []

    def walk(node: dict[str, Any], depth: int) -> tuple[int, int]:
        here = len(found)
        found.append((0, 0.0, here, here, 0.0))
        if "split_feature" not in node:
            found[here] = (0, 0.0, here, here, float(node["leaf_value"]))
            return here, depth
        left, deep_left = walk(node["left_child"], depth + 1)
        right, deep_right = walk(node["right_child"], depth + 1)
        found[here] = (int(node["split_feature"]), float(node["threshold"]), left, right, 0.0)
        return here, max(deep_left, deep_right)

    _, depth = walk(root, 0)
    return found, depth
