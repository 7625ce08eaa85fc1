"""Sizes of folder trees: dicts are folders, numbers are files with their bytes."""
from nested import node_at, walk_leaves


def tree_size(tree):
    """Total bytes of all files in a folder, or of a single file."""
    return sum(size for _, size in walk_leaves(tree))


def folder_sizes(tree, prefix=""):
    """Bytes of each folder by path, with all its subfolders; the root is '/'."""
    sizes = {prefix or "/": tree_size(tree)}
    for name, child in tree.items():
        if isinstance(child, dict):
            sizes.update(folder_sizes(child, f"{prefix}/{name}"))
    return sizes


def largest_files(tree, limit=3):
    """The largest files as {'path', 'bytes'}, in a tie by path."""
    files = [{"path": "/".join(path), "bytes": size} for path, size in walk_leaves(tree)]
    files.sort(key=lambda entry: (-entry["bytes"], entry["path"]))
    return files[:limit]


def size_by_ending(tree):
    """Bytes per file ending in lower case; names without a dot count under ''."""
    totals = {}
    for path, size in walk_leaves(tree):
        name = path[-1]
        ending = name.rpartition(".")[2].lower() if "." in name else ""
        totals[ending] = totals.get(ending, 0) + size
    return totals


def used_percent(tree, path):
    """Share of a folder or file in the whole tree in percent, with one decimal."""
    total = tree_size(tree)
    if total == 0:
        return 0.0
    return round(100 * tree_size(node_at(tree, path)) / total, 1)


def draw_tree(tree, indent=0):
    """Lines of the tree, folders before files, each sorted by name and marked with '/'."""
    lines = []
    names = sorted(tree, key=lambda name: (not isinstance(tree[name], dict), name))
    for name in names:
        child = tree[name]
        if isinstance(child, dict):
            lines.append("  " * indent + f"{name}/")
            lines.extend(draw_tree(child, indent + 1))
        else:
            lines.append("  " * indent + f"{name} {child}")
    return lines


def compare_trees(before, after):
    """Byte difference per file that was added, removed or changed, sorted by path."""
    old = {"/".join(path): size for path, size in walk_leaves(before)}
    new = {"/".join(path): size for path, size in walk_leaves(after)}
    changes = {}
    for path in sorted(old.keys() | new.keys()):
        difference = new.get(path, 0) - old.get(path, 0)
        if difference != 0:
            changes[path] = difference
    return changes
