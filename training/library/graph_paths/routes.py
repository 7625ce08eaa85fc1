import heapq
from collections import deque


def hop_counts(graph, source):
    """Breadth-first distances in hops from the source to all nodes it can reach."""
    hops = {source: 0}
    waiting = deque([source])
    while waiting:
        node = waiting.popleft()
        for neighbour in graph[node]:
            if neighbour not in hops:
                hops[neighbour] = hops[node] + 1
                waiting.append(neighbour)
    return hops


def within_hops(graph, source, limit):
    """Sorted nodes at most `limit` hops away, without the source itself."""
    hops = hop_counts(graph, source)
    return sorted(node for node, count in hops.items() if 0 < count <= limit)


def cheapest_costs(graph, source):
    """Dijkstra: the lowest cost from the source to each node that can be reached."""
    costs = {}
    heap = [(0, source)]
    while heap:
        cost, node = heapq.heappop(heap)
        if node in costs:
            continue
        costs[node] = cost
        for neighbour, step in graph[node].items():
            if step < 0:
                raise ValueError("negative cost")
            if neighbour not in costs:
                heapq.heappush(heap, (cost + step, neighbour))
    return costs


def cheapest_path(graph, source, target):
    """Nodes of the cheapest route, both ends included, or None when there is no route."""
    heap = [(0, [source])]
    done = set()
    while heap:
        cost, path = heapq.heappop(heap)
        node = path[-1]
        if node == target:
            return path
        if node in done:
            continue
        done.add(node)
        for neighbour, step in graph[node].items():
            heapq.heappush(heap, (cost + step, path + [neighbour]))
    return None


def describe_route(path, cost=None):
    """Text such as 'A > B > C (2 stops, cost 7)'; stops do not count the start."""
    if not path:
        return "no route"
    stops = len(path) - 1
    word = "stop" if stops == 1 else "stops"
    details = f"{stops} {word}"
    if cost is not None:
        details += f", cost {cost}"
    return f"{' > '.join(path)} ({details})"
