CASES = {
    "network.build_graph": {
        "about": "the adjacency built from a list of links",
        "cases": [
            "build_graph([('a', 'b', 4), ('b', 'c', 2)])",
            "build_graph([('a', 'b', 4), ('b', 'c', 2)], directed=True)",
            "build_graph([('a', 'b', 4), ('a', 'b', 3), ('a', 'b', 9)])",
            "build_graph([])",
        ],
    },
    "network.parse_links": {
        "about": "reading links from text",
        "cases": [
            "parse_links('Bern - Thun: 31')",
            "parse_links('  a-b\\n\\n# note - x\\nb - c : 2.5 ')",
            "parse_links('a b: 3')",
            "parse_links('')",
            "parse_links('x - y:  ')",
        ],
    },
    "network.degree": {
        "about": "the number of links of a node",
        "cases": [
            "degree({'a': {'b': 1, 'c': 5}, 'b': {}, 'c': {}}, 'a')",
            "degree({'a': {}}, 'a')",
            "degree({'a': {}}, 'z')",
        ],
    },
    "network.reverse": {
        "about": "the graph with reversed links",
        "cases": [
            "reverse({'a': {'b': 4, 'c': 1}, 'b': {'c': 2}, 'c': {}})",
            "reverse({'a': {}})",
            "reverse({})",
        ],
    },
    "network.total_cost": {
        "about": "the cost of a path",
        "cases": [
            "total_cost({'a': {'b': 4}, 'b': {'c': 2}, 'c': {}}, ['a', 'b', 'c'])",
            "total_cost({'a': {'b': 4}, 'b': {}}, ['a'])",
            "total_cost({'a': {'b': 4}, 'b': {}}, ['b', 'a'])",
            "total_cost({}, [])",
            "total_cost({'a': {'b': 3}, 'b': {'a': 5}}, ['a', 'b', 'a'])",
        ],
    },
    "routes.hop_counts": {
        "about": "the number of hops to each node",
        "cases": [
            [
                "g = build_graph([('a', 'b', 9), ('b', 'c', 9), ('a', 'd', 9), ('c', 'd', 9)])",
                "hop_counts(g, 'a')",
            ],
            [
                "g = build_graph([('a', 'b', 1), ('b', 'c', 1), ('c', 'd', 1), ('x', 'y', 1)])",
                "hop_counts(g, 'a')",
            ],
            "hop_counts({'a': {}}, 'a')",
            "hop_counts({'a': {}}, 'q')",
        ],
    },
    "routes.within_hops": {
        "about": "the list of nodes within some hops",
        "cases": [
            [
                "g = build_graph([('d', 'c', 1), ('c', 'b', 1), ('b', 'a', 1)])",
                "within_hops(g, 'd', 2)",
            ],
            [
                "g = build_graph([('a', 'c', 1), ('a', 'b', 1), ('b', 'e', 1)])",
                "within_hops(g, 'a', 1)",
            ],
            "within_hops({'a': {'b': 1}, 'b': {}}, 'a', 0)",
        ],
    },
    "routes.cheapest_costs": {
        "about": "the lowest cost to each node",
        "cases": [
            [
                "g = build_graph([('a', 'b', 1), ('b', 'c', 2), ('a', 'c', 9), ('x', 'y', 1)])",
                "cheapest_costs(g, 'a')",
            ],
            [
                "g = build_graph([('a', 'b', 7), ('a', 'c', 2), ('c', 'b', 3)], directed=True)",
                "cheapest_costs(g, 'a')",
            ],
            "cheapest_costs({'a': {'b': -1}, 'b': {}}, 'a')",
            "cheapest_costs({'a': {'b': 0}, 'b': {}}, 'a')",
            "cheapest_costs({'a': {}}, 'a')",
        ],
    },
    "routes.cheapest_path": {
        "about": "the cheapest route between two nodes",
        "cases": [
            [
                "g = build_graph([('a', 'b', 1), ('b', 'c', 2), ('a', 'c', 9)])",
                "cheapest_path(g, 'a', 'c')",
            ],
            [
                "g = build_graph([('a', 'b', 5), ('b', 'c', 5), ('a', 'c', 9)])",
                "cheapest_path(g, 'a', 'c')",
            ],
            ["g = build_graph([('a', 'b', 1), ('x', 'y', 1)])", "cheapest_path(g, 'a', 'y')"],
            "cheapest_path({'a': {}}, 'a', 'a')",
            [
                "g = build_graph([('s', 'a', 1), ('a', 't', 8), ('s', 'z', 2), ('z', 't', 3)])",
                "cheapest_path(g, 's', 't')",
            ],
            "cheapest_path({'a': {'a': 0, 'b': 2}, 'b': {}}, 'a', 'b')",
        ],
    },
    "routes.describe_route": {
        "about": "the text that describes a route",
        "cases": [
            "describe_route(['A', 'B', 'C'], 7)",
            "describe_route(['A', 'B'])",
            "describe_route([])",
            "describe_route(['A'], 0)",
            "describe_route(None)",
        ],
    },
    "structure.components": {
        "about": "the list of connected groups",
        "cases": [
            [
                "g = build_graph([('m', 'n', 1), ('c', 'b', 1), ('b', 'a', 1)])",
                "components(g)",
            ],
            "components({'z': {}, 'a': {}})",
            "components({})",
            [
                "g = build_graph([('x', 'y', 1), ('a', 'b', 1), ('p', 'q', 1), ('q', 'r', 1)])",
                "components(g)",
            ],
        ],
    },
    "structure.same_component": {
        "about": "the check whether two nodes are connected",
        "cases": [
            [
                "g = build_graph([('a', 'b', 1), ('b', 'c', 1), ('x', 'y', 1)])",
                "same_component(g, 'a', 'c')",
            ],
            ["g = build_graph([('a', 'b', 1), ('x', 'y', 1)])", "same_component(g, 'a', 'x')"],
            "same_component({'a': {'b': 1}, 'b': {}}, 'a', 'b')",
            "same_component({'a': {'b': 1}, 'b': {}}, 'b', 'a')",
        ],
    },
    "structure.eccentricity": {
        "about": "the hops to the farthest node",
        "cases": [
            [
                "g = build_graph([('a', 'b', 1), ('b', 'c', 1), ('c', 'd', 1)])",
                "eccentricity(g, 'a')",
            ],
            [
                "g = build_graph([('a', 'b', 1), ('b', 'c', 1), ('c', 'd', 1)])",
                "eccentricity(g, 'b')",
            ],
            "eccentricity({'a': {}}, 'a')",
        ],
    },
    "structure.diameter": {
        "about": "the diameter of a graph",
        "cases": [
            ["g = build_graph([('b', 'a', 1), ('b', 'c', 1), ('c', 'd', 1)])", "diameter(g)"],
            "diameter({})",
            "diameter({'a': {'b': 5}, 'b': {}})",
        ],
    },
    "structure.topological_order": {
        "about": "the topological order of a graph",
        "cases": [
            [
                "g = build_graph([('plan', 'build', 1), ('build', 'ship', 1), ('buy', 'build', 1)], True)",
                "topological_order(g)",
            ],
            ["g = build_graph([('a', 'b', 1), ('b', 'a', 1)], True)", "topological_order(g)"],
            [
                "g = build_graph([('d', 'a', 1), ('d', 'z', 1), ('c', 'b', 1)], True)",
                "topological_order(g)",
            ],
            "topological_order({})",
            [
                "g = build_graph([('b', 'z', 1), ('a', 'z', 1), ('a', 'c', 1), ('z', 'd', 1)], True)",
                "topological_order(g)",
            ],
        ],
    },
    "structure.hubs": {
        "about": "the list of busy nodes",
        "cases": [
            "hubs({'a': {'b': 1, 'c': 1, 'd': 1}, 'b': {'a': 1, 'c': 1}})",
            "hubs({'x': {'p': 1, 'q': 1}, 'b': {'p': 1, 'q': 1}, 'c': {'p': 1, 'q': 1, 'r': 1}}, 2)",
            "hubs({'a': {'b': 1}}, minimum=1)",
            "hubs({'a': {'b': 1, 'c': 1, 'd': 1, 'e': 1}})",
        ],
    },
}
