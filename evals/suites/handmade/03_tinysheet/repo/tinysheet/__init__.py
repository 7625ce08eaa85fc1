from .sheet import Sheet

__all__ = ["Sheet"]
