"""LibreOffice, in a process of its own: PROFILE OUTDIR FILE... One process converts all files: its best."""

import subprocess
import sys

from measure import Reading


def main(profile, folder, *files):
    reading = Reading()
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf", "--outdir",
               folder, *files]
    done = reading.time(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    if done.returncode != 0:
        sys.exit(f"soffice: {done.returncode}")
    reading.cpu = []
    reading.say(children=True)


main(*sys.argv[1:])
