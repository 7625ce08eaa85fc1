from .collection import Collection
from .paging import Page, paginate

__all__ = ["Collection", "Page", "paginate"]
