"""Clocks, memory and the one line of JSON that a measured process prints."""

import json
import resource
import time


class Reading:
    def __init__(self):
        self.wall, self.cpu, self.parts = [], [], []
        self.bytes = self.pages = 0

    def time(self, run):
        wall, cpu = time.perf_counter(), time.process_time()
        made = run()
        self.wall.append((time.perf_counter() - wall) * 1e3)
        self.cpu.append((time.process_time() - cpu) * 1e3)
        return made

    def say(self, children=False):
        own = resource.getrusage(resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF)
        reading = dict(wall=self.wall, cpu=self.cpu, parts=self.parts, peak=own.ru_maxrss / 1024,
                       bytes=self.bytes, pages=self.pages)
        print(json.dumps(reading))
