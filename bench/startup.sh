#!/usr/bin/env bash
# How long `plinth --help` takes beside a hello world with an AOT cache, on the same JDK.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
. "$root/.mvn/find-jdk.sh"
plinth_find_jdk
work=$root/bench/work/startup
mkdir -p "$work"
cd "$work"
echo 'public class Hello { public static void main(String[] a) { System.out.println("hello"); } }' >Hello.java
"$JAVA_HOME/bin/javac" Hello.java
"$JAVA_HOME/bin/jar" cf hello.jar Hello.class
flags="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData"
# shellcheck disable=SC2086
"$JAVA_HOME/bin/java" $flags -XX:AOTCacheOutput=hello.aot -cp hello.jar Hello >/dev/null 2>&1
"$root/plinth" --help >/dev/null
python3 "$root/bench/pairs.py" -n "${1:-21}" --warmup 3 \
  "hello=$JAVA_HOME/bin/java $flags -XX:AOTCache=hello.aot -cp hello.jar Hello" \
  "plinth --help=$root/plinth --help" \
  "plinth versions=$root/plinth versions deb 1.0 1.1"
