"""Plots as SVG in the text of a page: shares with their intervals, and histograms. Pure; colours are the page's."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from markupsafe import Markup

from evals.estimates import Mean

_ROW: Final = 22
_LABEL: Final = 150
_WIDTH: Final = 460
_SCALE: Final = _WIDTH - _LABEL - 60
_HISTOGRAM_HEIGHT: Final = 90
_BINS: Final = 20


def shares(means: Mapping[str, Mean]) -> Markup:
    """A bar for each mean, with a line for its interval."""
    rows = [_share(number, name, mean) for number, (name, mean) in enumerate(means.items())]
    height = _ROW * len(means) + 6
    return _svg(_WIDTH, height, "shares with intervals of 95 %", Markup("").join(rows))


def _share(number: int, name: str, mean: Mean) -> Markup:
    y = _ROW * number + 4
    low, high = (_LABEL + _SCALE * bound for bound in (mean.interval.low, mean.interval.high))
    return Markup(
        '<text x="{label}" y="{text_y}" text-anchor="end">{name}</text>'
        '<rect class="bar" x="{left}" y="{y}" width="{width:.1f}" height="12"><title>{name}: {value:.1%}</title></rect>'
        '<line class="interval" x1="{low:.1f}" x2="{high:.1f}" y1="{middle}" y2="{middle}"/>'
        '<text x="{right}" y="{text_y}">{value:.0%} of {tasks}</text>'
    ).format(
        label=_LABEL - 8,
        text_y=y + 11,
        name=name if len(name) <= 22 else name[:21] + "…",
        left=_LABEL,
        y=y,
        width=_SCALE * mean.value,
        value=mean.value,
        low=low,
        high=high,
        middle=y + 6,
        right=_LABEL + _SCALE + 6,
        tasks=mean.tasks,
    )


def histogram(values: Sequence[float]) -> Markup:
    """How often values fall into equal parts of their range; empty without two different values."""
    if len(set(values)) < 2:
        return Markup("")
    counts, edges = np.histogram(values, bins=min(_BINS, max(5, math.isqrt(len(values)) * 2)))
    width, tallest = _SCALE / len(counts), max(counts)
    bars = [
        Markup(
            '<rect class="bar" x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}"><title>{t}</title></rect>'
        ).format(
            x=width * number,
            y=_HISTOGRAM_HEIGHT * (1 - count / tallest),
            w=max(width - 1, 1),
            h=_HISTOGRAM_HEIGHT * count / tallest,
            t=f"{count} from {edges[number]:.4g} to {edges[number + 1]:.4g}",
        )
        for number, count in enumerate(counts)
    ]
    ends = Markup(
        '<text x="0" y="{y}">{low:.4g}</text><text x="{x}" y="{y}" text-anchor="end">{high:.4g}</text>'
    ).format(y=_HISTOGRAM_HEIGHT + 14, low=edges[0], x=_SCALE, high=edges[-1])
    return _svg(_SCALE, _HISTOGRAM_HEIGHT + 18, "histogram", Markup("").join(bars) + ends)


def _svg(width: int, height: int, label: str, content: Markup) -> Markup:
    return Markup(
        '<svg viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-label="{label}">{content}</svg>'
    ).format(w=width, h=height, label=label, content=content)
