#!/usr/bin/env bash
# Compares what the shell parser reads in the RUN of a folder's Dockerfiles with what tree-sitter-bash reads.
#
# usage: shell-oracle.sh FOLDER
#
# tree-sitter and its grammar come from PyPI, into bench/work/oracle. Every class of difference is named and counted;
# what has no name is printed, and makes it fail.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
folder=$(cd "$1" && pwd -P)
. "$root/.mvn/find-jdk.sh"
plinth_find_jdk
work=$root/bench/work/oracle
mkdir -p "$work"
if [ ! -x "$work/venv/bin/python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet tree-sitter==0.26.1 tree-sitter-bash==0.25.1
fi
cd "$root"
./mvnw --quiet -pl dockerfile -am compile
rm -rf "$work/trees" "$work/classes"
mkdir -p "$work/trees" "$work/classes"
classes=$root/dockerfile/target/classes:$root/findings/target/classes:$root/foundation/target/classes
"$JAVA_HOME/bin/javac" -nowarn -proc:none -d "$work/classes" -cp "$classes" bench/ShellPlaces.java
"$JAVA_HOME/bin/java" -cp "$classes:$work/classes" ShellPlaces "$folder" "$work/trees"
exec "$work/venv/bin/python" bench/shell-oracle.py "$work/trees"
