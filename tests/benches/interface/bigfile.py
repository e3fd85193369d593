"""Makes a data file of at least so many megabytes out of the sample county's: its applications again and again, with new
ids and numbers, received in the years before. The report of 2025 keeps its figures.

    python3 tests/benches/interface/bigfile.py SAMPLE OUT MEGABYTES
"""
import os
import shutil
import sqlite3
import sys
import uuid

sample, out, megabytes = sys.argv[1], sys.argv[2], int(sys.argv[3])
shutil.copyfile(sample, out)
db = sqlite3.connect(out)
db.execute("PRAGMA foreign_keys = OFF")
rows = {}
for table in ("applicant", "application", "application_event", "application_episode", "application_applicant", "change"):
    columns = [(c[1], c[5]) for c in db.execute(f'PRAGMA table_info("{table}")')]
    # A running number is given anew.
    names = [name for name, key in columns if not (key and name in ("id", "seq"))]
    rows[table] = (names, db.execute(f'SELECT {", ".join(names)} FROM "{table}"').fetchall())

kept = {uid for (uid,) in db.execute("SELECT uid FROM agency")}


def moved(value, copy):
    """Ids of copied records; agencies are the same ones."""
    if isinstance(value, str) and len(value) == 36 and value.count("-") == 4 and value not in kept:
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{value}{copy}"))
    return value


# A copy lies one to five years back: further than the shipped terms and calendars are asked.
copy = 0
while os.path.getsize(out) < megabytes << 20:
    copy += 1
    for table, (names, found) in rows.items():
        marks = ", ".join("?" * len(names))
        def copied(row):
            values = [moved(value, copy) for value in row]
            for at, name in enumerate(names):
                if name == "number" and values[at]:
                    values[at] = f"{values[at]}-{copy}"
                if name in ("received_on", "closed_on", "occurred_on", "opened_on", "due_on") and values[at]:
                    year = int(values[at][:4]) - 1 - copy % 5
                    values[at] = f"{year}{values[at][4:]}" if not values[at].endswith("02-29") else f"{year}-02-28"
            return values
        db.executemany(f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({marks})', map(copied, found))
    db.commit()
print(f'{os.path.getsize(out) / (1 << 20):.0f} MB, {db.execute("SELECT count(*) FROM application").fetchone()[0]} applications')
