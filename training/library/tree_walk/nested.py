"""Walk through nested dicts; everything that is not a dict is a leaf."""


def tree_depth(tree):
    """Return the number of dict levels: 0 for a leaf, 1 for a dict without sub-dicts."""
    if not isinstance(tree, dict):
        return 0
    return 1 + max((tree_depth(child) for child in tree.values()), default=0)


def count_leaves(tree):
    """Return the number of leaves; an empty dict has none."""
    if not isinstance(tree, dict):
        return 1
    return sum(count_leaves(child) for child in tree.values())


def walk_leaves(tree, prefix=()):
    """Yield (path, value) for each leaf, where the path is a tuple of keys."""
    if not isinstance(tree, dict):
        yield prefix, tree
        return
    for key, child in tree.items():
        yield from walk_leaves(child, prefix + (key,))


def leaf_paths(tree, separator="/"):
    """Return the sorted paths of all leaves as texts."""
    return sorted(separator.join(path) for path, _ in walk_leaves(tree))


def node_at(tree, path, separator="/"):
    """Return the subtree or leaf at a path; raise KeyError naming the missing part.

    Empty parts of the path are skipped, so '' and '/' mean the whole tree.
    """
    node = tree
    for part in path.split(separator):
        if not part:
            continue
        if not isinstance(node, dict) or part not in node:
            raise KeyError(part)
        node = node[part]
    return node


def level_keys(tree, level):
    """Return the keys at a level in order; level 0 is the outermost dict."""
    if not isinstance(tree, dict):
        return []
    if level == 0:
        return list(tree)
    keys = []
    for child in tree.values():
        keys.extend(level_keys(child, level - 1))
    return keys


def find_key(tree, wanted, prefix=()):
    """Return the paths (tuples) of all dict entries with a key, outer ones first."""
    if not isinstance(tree, dict):
        return []
    found = [prefix + (key,) for key in tree if key == wanted]
    for key, child in tree.items():
        found.extend(find_key(child, wanted, prefix + (key,)))
    return found


def prune_empty(tree):
    """Return a copy without None leaves and without dicts that have nothing left."""
    pruned = {}
    for key, child in tree.items():
        if isinstance(child, dict):
            child = prune_empty(child)
            if not child:
                continue
        if child is not None:
            pruned[key] = child
    return pruned


def map_leaves(tree, change):
    """Return a copy of the tree with a function applied to every leaf."""
    if not isinstance(tree, dict):
        return change(tree)
    return {key: map_leaves(child, change) for key, child in tree.items()}
