"""A data file with a long catalogue: biglist.py FILE COUNT. The file must hold one agency and one item, which is multiplied.

    mingce init --agency 青石镇人民政府 --kind township 大目录.mingce
    mingce catalogue import --data 大目录.mingce 一行的表.csv
    python3 tests/benches/interface/biglist.py 大目录.mingce 100000
"""
import sqlite3
import sys
import uuid

path, count = sys.argv[1], int(sys.argv[2])
sectors = ["养老服务", "社会救助", "涉农补贴", "户籍管理", "公共文化服务"]
file = sqlite3.connect(path)
columns = [row[1] for row in file.execute("PRAGMA table_info(catalogue_item)") if row[1] != "id"]
first = dict(zip(columns, file.execute(f"SELECT {', '.join(columns)} FROM catalogue_item LIMIT 1").fetchone()))


def rows():
    for n in range(count):
        yield [
            {
                **first,
                "uid": str(uuid.uuid4()),
                "position": n + 10,
                "number": str(n + 1),
                "sector": sectors[n % 5],
                "primary_item": f"第{n % 90}类",
                "secondary_item": f"惠民事项{n + 1}",
                "responsible_body": f"第{n % 70}办公室",
                "base_id": None,
                "base_version": None,
                "base_snapshot": None,
            }[column]
            for column in columns
        ]


marks = ", ".join("?" * len(columns))
file.executemany(f"INSERT INTO catalogue_item ({', '.join(columns)}) VALUES ({marks})", rows())
file.commit()
