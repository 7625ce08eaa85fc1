"""The packets we sell, one dictionary per packet as it comes from the CSV."""
import csv
import io

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun",
          "jul", "aug", "sep", "oct", "nov", "dec"]

FIELDS = ("code", "name", "kind", "sow_from", "sow_to", "harvest_from", "harvest_to",
          "packet", "price")


def month(text):
    return MONTHS.index(text.strip().lower()[:3]) + 1


def read(text):
    rows = []
    for row in csv.DictReader(io.StringIO(text.strip())):
        missing = [f for f in FIELDS if f not in row]
        if missing:
            raise ValueError(f"missing columns: {', '.join(missing)}")
        rows.append({
            "code": row["code"].strip().upper(),
            "name": row["name"].strip(),
            "kind": row["kind"].strip().lower(),
            "sow": (month(row["sow_from"]), month(row["sow_to"])),
            "harvest": (month(row["harvest_from"]), month(row["harvest_to"])),
            "packet": int(row["packet"]),
            "price": float(row["price"]),
        })
    return rows
