from .build import build_manifest

__all__ = ["build_manifest"]
