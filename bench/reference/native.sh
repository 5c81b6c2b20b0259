#!/usr/bin/env bash
# Writes down what the native tools say is in the reference image, for expected.py and compare.py.
#
# usage: native.sh REFERENCE [OUT]
#   REFERENCE  folder made by make.sh small; gets rootfs/, the image unpacked by umoci
#   OUT        gets native-{dpkg.tsv,pip.json,npm.json,go.txt,rust.txt}; REFERENCE by default
#
# Needs umoci, dpkg, pip, npm, go. Nothing of the image is run.
set -euo pipefail
cd "$1"
out=${2:-.}
[ -d rootfs ] || umoci raw unpack --image oci-gzip:small rootfs

dpkg-query --admindir rootfs/var/lib/dpkg --show \
  --showformat '${Package}\t${Version}\t${Architecture}\t${source:Package}\t${source:Version}\n' >"$out/native-dpkg.tsv"
for folder in rootfs/usr/lib/python3/dist-packages rootfs/opt/app/python; do
  pip list --disable-pip-version-check --path "$folder" --format json
done >"$out/native-pip.json"
npm ls --prefix rootfs/opt/app/node --all --json >"$out/native-npm.json"
go version -m rootfs/usr/local/bin/goapp >"$out/native-go.txt"
sed -n '/^name = /{s/.*"\(.*\)"/\1/;h};/^version = "/{s/.*"\(.*\)"/\1/;H;x;s/\n/ /;p}' rustapp/Cargo.lock >"$out/native-rust.txt"
