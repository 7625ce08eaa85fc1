"""A tree of shop categories in which every category knows its parent."""
from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Category:
    name: str
    products: int = 0
    parent: Category | None = None
    children: list[Category] = field(default_factory=list)

    def add_child(self, name: str, products: int = 0) -> Category:
        """Add and return a subcategory; ValueError if the name exists, in any case."""
        if any(child.name.lower() == name.strip().lower() for child in self.children):
            raise ValueError(f"{name.strip()} exists already")
        child = Category(name.strip(), products, self)
        self.children.append(child)
        return child

    def trail(self) -> list[str]:
        """Names from the root down to this category."""
        names = []
        node = self
        while node is not None:
            names.append(node.name)
            node = node.parent
        return names[::-1]

    def total_products(self) -> int:
        """Products of this category and all categories below it."""
        return self.products + sum(child.total_products() for child in self.children)

    def level(self) -> int:
        """Distance from the root, which has level 0."""
        return len(self.trail()) - 1

    def is_below(self, other: Category) -> bool:
        """Whether the other category is an ancestor of this one; not of itself."""
        node = self.parent
        while node is not None:
            if node is other:
                return True
            node = node.parent
        return False

    def move_to(self, target: Category) -> None:
        """Hang the category under another parent; not below itself and not the root."""
        if self.parent is None:
            raise ValueError("the root cannot be moved")
        if target is self or target.is_below(self):
            raise ValueError("cannot move a category below itself")
        self.parent.children.remove(self)
        target.children.append(self)
        self.parent = target


def build_categories(data: dict, name: str = "shop") -> Category:
    """Category tree of nested dicts {'count': 3, 'sub': {'shoes': {...}}}."""
    root = Category(name, data.get("count", 0))
    for child_name, child_data in data.get("sub", {}).items():
        child = build_categories(child_data, child_name)
        child.parent = root
        root.children.append(child)
    return root


def find_category(root: Category, name: str) -> Category | None:
    """First category with a name in any case, searched level by level."""
    queue = [root]
    while queue:
        node = queue.pop(0)
        if node.name.lower() == name.strip().lower():
            return node
        queue.extend(node.children)
    return None


def nearest_shared(first: Category, second: Category) -> str:
    """Name of the deepest category that contains both, ValueError for different trees."""
    shared = None
    for left, right in zip(first.trail(), second.trail()):
        if left != right:
            break
        shared = left
    if shared is None:
        raise ValueError("categories are in different trees")
    return shared


def menu_rows(root: Category, max_level: int = 2, smallest: int = 1) -> list[str]:
    """Menu lines 'name (total)' indented by '- ' per level, without too small categories."""
    rows: list[str] = []
    if root.level() > max_level or root.total_products() < smallest:
        return rows
    rows.append("- " * root.level() + f"{root.name} ({root.total_products()})")
    for child in root.children:
        rows.extend(menu_rows(child, max_level, smallest))
    return rows
