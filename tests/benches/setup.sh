#!/bin/sh
# Installs the peers of the benchmarks: Python packages into target/bench-peers, LibreOffice and qpdf must be there.
set -eu
cd "$(dirname "$0")/../.."
for tool in python3 soffice qpdf pdftotext pdfinfo; do
    command -v "$tool" >/dev/null || { echo "缺少 $tool：apt-get install python3-venv libreoffice-writer-nogui qpdf poppler-utils" >&2; exit 1; }
done
python3 -m venv target/bench-peers
target/bench-peers/bin/pip install --quiet --disable-pip-version-check -r tests/benches/peers/requirements.txt
# Microsoft's validator of Open XML, the same as the tests use.
test -x tests/e2e/node_modules/.bin/ooxml-validator || npm install --no-save --no-package-lock --silent --prefix tests/e2e
