from .srt import dump, load

__all__ = ["dump", "load"]
