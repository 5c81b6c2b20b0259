#!/usr/bin/env bash
# What an import costs: 200,000 generated OSV records in one zip archive within 256 MB of heap, an increment of 100 of
# them, and nothing (an increment of one: what opening, copying and publishing the store costs by themselves). Then the
# store's bytes by table. Figures of one machine: records a second, and the increment as a part of the whole.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
work=$root/bench/work/import
records=${1:-200000}
mkdir -p "$work"
. "$root/.mvn/find-jdk.sh"
plinth_find_jdk
export XDG_CACHE_HOME=$work/cache XDG_DATA_HOME=$work/data PLINTH_JAVA_OPTIONS=-Xmx256m
"$root/plinth" --version >/dev/null
if [ ! -f "$work/whole-$records.zip" ]; then
  (cd "$root" && ./mvnw --quiet -pl advisories -am test-compile -Dspotless.check.skip=true)
  jars=$(printf '%s:' "$root"/distribution/target/app/lib/*.jar)
  for made in "whole-$records.zip $records 42" "hundred.zip $records 42 100" "one.zip $records 42 1"; do
    set -- $made
    "$JAVA_HOME/bin/java" -cp "$root/advisories/target/test-classes:$jars" \
      dev.plinth.advisories.feed.SyntheticOsv "$work/$1" "${@:2}"
  done
fi
rm -f "$work"/store.db*
python3 - "$root/plinth" "$work" "$records" <<'PY'
import os, resource, sqlite3, subprocess, sys, time
plinth, work, records = sys.argv[1], sys.argv[2], int(sys.argv[3])
def run(archive):
    cpu = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.time()
    subprocess.run([plinth, "db", "import", f"{work}/{archive}", "--db", f"{work}/store.db", "-q"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.time() - start, after.ru_utime - cpu.ru_utime + after.ru_stime - cpu.ru_stime
whole, cpu = run(f"whole-{records}.zip")
print(f"{records} records: {whole:.1f} s, {records / whole:.0f} a second; {cpu:.1f} s of processor time, {records / cpu:.0f} a second")
for archive in ("hundred.zip", "one.zip"):
    times = sorted(run(archive) for _ in range(5))
    print(f"{archive}: {times[2][0]:.2f} s, {times[2][0] / whole:.4f} of the whole")
store = sqlite3.connect(f"{work}/store.db")
rows = store.execute("SELECT count(*) FROM affected").fetchone()[0]
sizes = dict(store.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"))
prose = sizes.pop("prose", 0)
about = sum(size for name, size in sizes.items() if "affected" in name or "package" in name)
print(f"{os.path.getsize(work + '/store.db')} bytes, {rows} rows about packages: {about / rows:.0f} bytes each with packages and indexes,")
print(f"{sum(sizes.values()) / rows:.0f} with advisories and their names; prose apart: {prose / records:.0f} a record")
PY
