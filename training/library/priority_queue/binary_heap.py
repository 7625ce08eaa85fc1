"""A binary min-heap kept in a plain list."""


def sift_up(items, index):
    """Move the item at index towards the root until its parent is not larger."""
    while index > 0:
        parent = (index - 1) // 2
        if items[parent] <= items[index]:
            break
        items[parent], items[index] = items[index], items[parent]
        index = parent


def sift_down(items, index):
    """Move the item at index away from the root until no child is smaller."""
    size = len(items)
    while True:
        smallest = index
        for child in (2 * index + 1, 2 * index + 2):
            if child < size and items[child] < items[smallest]:
                smallest = child
        if smallest == index:
            return
        items[index], items[smallest] = items[smallest], items[index]
        index = smallest


def heap_push(items, item):
    """Add an item to the heap."""
    items.append(item)
    sift_up(items, len(items) - 1)


def heap_pop(items):
    """Remove and return the smallest item; an empty heap raises IndexError."""
    if not items:
        raise IndexError("heap is empty")
    smallest = items[0]
    last = items.pop()
    if items:
        items[0] = last
        sift_down(items, 0)
    return smallest


def build_heap(values):
    """Arrange the values as a heap in a new list."""
    items = list(values)
    for index in reversed(range(len(items) // 2)):
        sift_down(items, index)
    return items


def is_heap(items):
    """True when no item is smaller than its parent."""
    return all(items[(i - 1) // 2] <= items[i] for i in range(1, len(items)))


def smallest_items(values, count):
    """The `count` smallest values in ascending order, fewer when there are not enough."""
    items = build_heap(values)
    taken = []
    while items and len(taken) < count:
        taken.append(heap_pop(items))
    return taken
