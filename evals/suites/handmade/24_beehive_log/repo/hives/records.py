"""Inspection records, read from the notebook's CSV export."""
import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import Optional


@dataclass(frozen=True)
class Inspection:
    hive: str
    day: date
    frames_of_brood: Optional[int] = None
    mites: Optional[int] = None
    weight_kg: Optional[float] = None
    queen_seen: bool = False
    note: str = ""


def _number(text, kind):
    text = (text or "").strip()
    return kind(text) if text else None


def read(text):
    records = []
    for row in csv.DictReader(io.StringIO(text.strip())):
        records.append(Inspection(
            hive=row["hive"].strip(),
            day=date.fromisoformat(row["day"].strip()),
            frames_of_brood=_number(row.get("brood"), int),
            mites=_number(row.get("mites"), int),
            weight_kg=_number(row.get("weight"), float),
            queen_seen=(row.get("queen") or "").strip().lower() in ("y", "yes", "x"),
            note=(row.get("note") or "").strip(),
        ))
    records.sort(key=lambda r: (r.hive, r.day))
    return records
