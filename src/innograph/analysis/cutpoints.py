"""Cutpoints: the entities whose removal alone parts a component, and the parts that are left.

Tarjan, R. (1972). Depth-first search and linear graph algorithms. SIAM Journal on Computing 1(2), 146-160.
"""

from __future__ import annotations

from collections.abc import Sequence


def find_parts(neighbours: Sequence[Sequence[int]]) -> dict[int, list[int]]:
    """For each cutpoint of an undirected network the sizes of the parts into which its removal splits its component.

    Args:
        neighbours: for each entity, numbered from 0, those it is tied to; none to itself.

    Returns:
        The sizes by cutpoint, in the order of their numbers; one pass over all ties.

    >>> find_parts([[1], [0, 2], [1, 3], [2]])
    {1: [1, 2], 2: [2, 1]}
    """
    found: dict[int, list[int]] = {}
    seen: dict[int, int] = {}
    for root in range(len(neighbours)):
        if root not in seen:
            order, above = _walk(root, neighbours, seen)
            found.update(_split(order, above, neighbours, seen))
    return {node: found[node] for node in sorted(found)}


def _walk(root: int, neighbours: Sequence[Sequence[int]], seen: dict[int, int]) -> tuple[list[int], dict[int, int]]:
    """The entities of a component in the order of a depth-first search, and from where each was reached."""
    order, above = [root], dict[int, int]()
    seen[root] = 0
    stack = [(root, iter(neighbours[root]))]
    while stack:
        node, rest = stack[-1]
        for near in rest:
            if near not in seen:
                seen[near] = len(order)
                order.append(near)
                above[near] = node
                stack.append((near, iter(neighbours[near])))
                break
        else:
            stack.pop()
    return order, above


def _split(
    order: Sequence[int], above: dict[int, int], neighbours: Sequence[Sequence[int]], seen: dict[int, int]
) -> dict[int, list[int]]:
    """What hangs below an entity is a part of its own where nothing of it is tied to anything above the entity."""
    sizes = dict.fromkeys(order, 1)
    lowest: dict[int, int] = {}
    parts: dict[int, list[int]] = {node: [] for node in order}
    for node in reversed(order):
        of = neighbours[node]
        back = [seen[near] for near in of if near != above.get(node)]
        lowest[node] = min([seen[node], *back, *(lowest[near] for near in of if above.get(near) == node)])
        if node in above:
            parent = above[node]
            sizes[parent] += sizes[node]
            if lowest[node] >= seen[parent]:
                parts[parent].append(sizes[node])
    for node, own in parts.items():
        own.reverse()
        if node in above:
            own.insert(0, len(order) - 1 - sum(own))
    return {node: own for node, own in parts.items() if len(own) > 1}
