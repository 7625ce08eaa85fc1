"""Weighted graphs as adjacency dictionaries: {node: {neighbour: cost}}."""


def build_graph(links, directed=False):
    """Build the adjacency from (start, end, cost) triples.

    Of several links between the same two nodes the cheapest one is kept.
    """
    graph = {}
    for start, end, cost in links:
        _connect(graph, start, end, cost)
        if not directed:
            _connect(graph, end, start, cost)
    return graph


def _connect(graph, start, end, cost):
    neighbours = graph.setdefault(start, {})
    graph.setdefault(end, {})
    if end not in neighbours or cost < neighbours[end]:
        neighbours[end] = cost


def parse_links(text):
    """Read lines such as 'Bern - Thun: 31'; without a cost the link costs 1.

    Blank lines and lines that start with '#' are skipped.
    """
    links = []
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        route, _, cost = line.partition(":")
        start, dash, end = route.partition("-")
        if not dash:
            raise ValueError(f"no dash in {line!r}")
        links.append((start.strip(), end.strip(), float(cost) if cost.strip() else 1))
    return links


def degree(graph, node):
    """How many links leave the node; an unknown node has none."""
    return len(graph.get(node, {}))


def reverse(graph):
    """The graph with every link turned round."""
    turned = {node: {} for node in graph}
    for start, neighbours in graph.items():
        for end, cost in neighbours.items():
            turned[end][start] = cost
    return turned


def total_cost(graph, path):
    """Cost of walking along the nodes of the path; ValueError where a link is missing."""
    cost = 0
    for here, there in zip(path, path[1:]):
        if there not in graph.get(here, {}):
            raise ValueError(f"no link from {here} to {there}")
        cost += graph[here][there]
    return cost
