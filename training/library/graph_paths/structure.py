from routes import hop_counts


def components(graph):
    """Connected groups of an undirected graph, largest first, each one sorted.

    Groups of the same size are ordered by their first node.
    """
    seen = set()
    groups = []
    for node in graph:
        if node in seen:
            continue
        group = sorted(hop_counts(graph, node))
        seen.update(group)
        groups.append(group)
    return sorted(groups, key=lambda group: (-len(group), group))


def same_component(graph, first, second):
    """True when the second node can be reached from the first one."""
    return second in hop_counts(graph, first)


def eccentricity(graph, node):
    """Hops to the farthest node that can be reached."""
    return max(hop_counts(graph, node).values())


def diameter(graph):
    """Largest eccentricity of all nodes; 0 for an empty graph."""
    return max((eccentricity(graph, node) for node in graph), default=0)


def topological_order(graph):
    """Order a directed graph so that each link points forward; names break ties.

    Raises ValueError when the graph has a cycle.
    """
    incoming = {node: 0 for node in graph}
    for neighbours in graph.values():
        for end in neighbours:
            incoming[end] += 1
    ready = sorted(node for node, count in incoming.items() if count == 0)
    order = []
    while ready:
        node = ready.pop(0)
        order.append(node)
        for end in graph[node]:
            incoming[end] -= 1
            if incoming[end] == 0:
                ready.append(end)
        ready.sort()
    if len(order) < len(graph):
        raise ValueError("graph has a cycle")
    return order


def hubs(graph, minimum=3):
    """Nodes with at least `minimum` links, busiest first, then by name."""
    busy = [node for node in graph if len(graph[node]) >= minimum]
    return sorted(busy, key=lambda node: (-len(graph[node]), node))
