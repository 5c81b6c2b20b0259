#!/usr/bin/env python3
"""Writes down what a scan of the reference image must find, without Plinth.

usage: expected.py NATIVE ADVISORIES OUT

NATIVE      folder with what the native tools say is in the image: native-dpkg.tsv (dpkg-query),
            native-pip.json (pip list, one JSON array a line), native-npm.json (npm ls --all --json),
            native-go.txt (go version -m), native-rust.txt ("name version" a line)
ADVISORIES  folder of the reference data (README.md of the project: optional reference data)
OUT         gets osv/*.json (advisories made from the data that is not OSV already) and expected.tsv:
            ecosystem, package, version, vulnerability; sorted

Deliberately simple and slow, on other people's version orders (packaging, dpkg, a SemVer of ten
lines), so that it does not share Plinth's mistakes.
"""
import csv, io, json, os, pathlib, re, subprocess, sys, tarfile
import packaging.version, yaml

native, data, out = map(pathlib.Path, sys.argv[1:4])
(out / "osv").mkdir(parents=True, exist_ok=True)


def members(archive):
    with tarfile.open(data / "advisories" / archive) as tar:
        for member in tar:
            if member.isfile():
                yield member.name, tar.extractfile(member).read()


def dpkg_lt(a, b):
    return subprocess.run(["dpkg", "--compare-versions", a, "lt", b]).returncode == 0


def semver(v):
    m = re.match(r"v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?", v)
    if not m:
        return (0, 0, 0, (0,))
    pre = m[4]
    ids = tuple((0, int(p), "") if p.isdigit() else (1, 0, p) for p in pre.split(".")) if pre else None
    return (int(m[1]), int(m[2] or 0), int(m[3] or 0), (1,) if ids is None else (0,) + ids)


def pep440(v):
    try:
        return packaging.version.parse(v)
    except Exception:
        return packaging.version.parse("0")


def hit(version, affected, key):
    if version in affected.get("versions", []):
        return True
    for r in affected.get("ranges", []):
        if r["type"] == "GIT":
            continue
        inside = False
        for e in sorted(r["events"], key=lambda e: key("0" if list(e.values())[0] == "0" else list(e.values())[0])):
            (kind, at), = e.items()
            if kind == "introduced" and (at == "0" or key(version) >= key(at)):
                inside = True
            if kind == "fixed" and key(version) >= key(at):
                inside = False
            if kind == "last_affected" and key(version) > key(at):
                inside = False
        if inside:
            return True
    return False


def norm(name):
    return re.sub(r"[-_.]+", "-", name).lower()


found = set()
# ---- what is there
pypi = {(norm(p["name"]), p["version"]) for line in (native / "native-pip.json").read_text().splitlines() if line.strip() for p in json.loads(line)}
npm = set()


def walk(node):
    for name, dep in node.get("dependencies", {}).items():
        if "version" in dep:
            npm.add((name, dep["version"]))
        walk(dep)


walk(json.loads((native / "native-npm.json").read_text()))
go = set()
for line in (native / "native-go.txt").read_text().splitlines():
    part = line.split("\t")
    if len(part) >= 4 and part[1] == "dep":
        go.add((part[2], part[3].lstrip("v")))
    m = re.match(r".*: go(\d\S*)$", line)
    if m:
        go.add(("stdlib", m[1]))
crates = {tuple(line.split()) for line in (native / "native-rust.txt").read_text().splitlines() if line.strip()}
jars = {("org.apache.logging.log4j:log4j-core", "2.14.1"), ("com.fasterxml.jackson.core:jackson-databind", "2.9.8"),
        ("org.springframework:spring-web", "5.3.17"), ("org.apache.commons:commons-text", "1.9"), ("org.yaml:snakeyaml", "1.26"),
        ("com.google.guava:guava", "30.0-jre"), ("org.apache.tomcat.embed:tomcat-embed-core", "9.0.50")}
deb = {tuple(line.split("\t")[3:5]) for line in (native / "native-dpkg.tsv").read_text().splitlines()}


def add(ecosystem, package, version, record):
    names = [record["id"]] + record.get("aliases", [])
    best = sorted(names, key=lambda n: (not n.startswith("CVE-"), not n.startswith("GHSA-"), n))[0]
    found.add((ecosystem, package, version, best))


def osv(archive, ecosystem, installed, key, parse):
    names = {}
    for name, version in installed:
        names.setdefault(name, set()).add(version)
    for path, raw in members(archive):
        if not path.endswith((".yaml", ".json")) or "/" not in path:
            continue
        record = parse(raw)
        if not isinstance(record, dict) or record.get("withdrawn") or "affected" not in record:
            continue
        for affected in record["affected"]:
            package = affected.get("package", {})
            if package.get("ecosystem") != ecosystem:
                continue
            if affected.get("database_specific", {}).get("informational"):
                continue
            name = norm(package["name"]) if ecosystem == "PyPI" else package["name"]
            for version in names.get(name, ()):
                if hit(version, affected, key):
                    add(ecosystem, name, version, record)


osv("pypa.tar.xz", "PyPI", pypi, pep440, lambda raw: yaml.load(raw, Loader=yaml.CSafeLoader))
osv("govulndb.tar.xz", "Go", go, semver, json.loads)
osv("rustsec-osv.tar.xz", "crates.io", crates, semver, json.loads)


def rows(archive, name):
    for path, raw in members(archive):
        if path.endswith(name):
            yield from csv.reader(io.StringIO(raw.decode("utf8", "replace")))


def maven(v):
    # good enough for the plain numeric versions of the jars above
    return tuple(int(p) for p in re.findall(r"\d+", v)[:4])


for archive, name, ecosystem, installed, key in (
        ("rewrite-maven.tar.xz", "advisories-maven.csv", "Maven", jars, maven),
        ("rewrite-npm.tar.xz", "advisories-npm.csv", "npm", npm, semver)):
    wanted = {}
    for package, version in installed:
        wanted.setdefault(package, set()).add(version)
    number = 0
    for row in rows(archive, name):
        if len(row) < 7:
            continue
        cve, published, summary, package, introduced, fixed, severity = row[:7]
        # An empty "fixed" mixes "no fix" with a lost bound, and withdrawn rows remain: not the truth.
        if package not in wanted or not fixed or summary.startswith("Withdrawn") or not cve:
            continue
        number += 1
        record = {"schema_version": "1.7.0", "id": f"REF-{ecosystem.upper()}-{number}", "aliases": [cve], "modified": "2024-12-01T00:00:00Z",
                  "published": published if "T" in published else "2024-12-01T00:00:00Z", "summary": summary,
                  "affected": [{"package": {"ecosystem": ecosystem, "name": package},
                                "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": introduced or "0"}, {"fixed": fixed}]}]}],
                  "database_specific": {"severity": severity}}
        (out / "osv" / f"{record['id']}.json").write_text(json.dumps(record))
        for version in wanted[package]:
            if hit(version, record["affected"][0], key):
                add(ecosystem, package, version, record)

fixes = json.loads((data / "debian12" / "debian12-changelog-fixes.json").read_text())
for number, row in enumerate(fixes):
    record = {"schema_version": "1.7.0", "id": f"REF-DEBIAN-{number}", "upstream": [row["cve"]], "modified": "2026-11-01T00:00:00Z",
              "affected": [{"package": {"ecosystem": "Debian:12", "name": row["source"]},
                            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": row["fixed"]}]}]}]}
    (out / "osv" / f"{record['id']}.json").write_text(json.dumps(record))
    for source, version in deb:
        if source == row["source"] and dpkg_lt(version, row["fixed"]):
            found.add(("Debian:12", source, version, row["cve"]))

with open(out / "expected.tsv", "w") as f:
    for row in sorted(found):
        f.write("\t".join(row) + "\n")
counts = {}
for row in found:
    counts[row[0]] = counts.get(row[0], 0) + 1
print(counts)
