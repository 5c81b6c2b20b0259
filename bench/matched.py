#!/usr/bin/env python3
"""Gives two scanners the same advisories: OSV records for Plinth, rows for Trivy's database.

usage: matched.py DATA OUT

DATA  folder of the reference data (README.md of the project: optional reference data)
OUT   gets osv/*.json (what is not OSV already), rows.tsv (bucket, package, id, fixed, vulnerable) and
      titles.json (id to title and severity)

Ranges without an end are left out of both, so that both have the same to say.
"""
import csv, io, json, pathlib, re, sys, tarfile
import yaml

data, out = map(pathlib.Path, sys.argv[1:3])
(out / "osv").mkdir(parents=True, exist_ok=True)
rows = open(out / "rows.tsv", "w")
titles = {}
count = 0


def members(archive):
    with tarfile.open(data / "advisories" / archive) as tar:
        for member in tar:
            if member.isfile():
                yield member.name, tar.extractfile(member).read()


def row(bucket, package, name, ranges, title="", severity=""):
    fixed = "|".join(end for _, end in ranges)
    vulnerable = "" if bucket.startswith("debian") else "|".join(f">={a}, <{b}" for a, b in ranges)
    rows.write("\t".join([bucket, package, name, fixed, vulnerable]) + "\n")
    titles.setdefault(name, (title, severity))


def record(ecosystem, package, cve, ranges, title="", severity=""):
    global count
    count += 1
    kind = "SEMVER" if ecosystem == "npm" else "ECOSYSTEM"
    written = {
        "id": f"REFERENCE-{count}", "modified": "2026-01-01T00:00:00Z", "aliases": [cve], "summary": title,
        "affected": [{"package": {"ecosystem": ecosystem, "name": package}, "ranges": [
            {"type": kind, "events": [{"introduced": a}, {"fixed": b}]} for a, b in ranges]}]}
    if severity:
        written["database_specific"] = {"severity": severity.upper()}
    (out / "osv" / f"{count}.json").write_text(json.dumps(written))


for fix in json.loads((data / "debian12" / "debian12-changelog-fixes.json").read_text()):
    record("Debian:12", fix["source"], fix["cve"], [("0", fix["fixed"])])
    row("debian 12", fix["source"], fix["cve"], [("0", fix["fixed"])])

for archive, ecosystem, bucket in (("rewrite-npm.tar.xz", "npm", "npm::GHSA"), ("rewrite-maven.tar.xz", "Maven", "maven::GHSA")):
    for name, text in members(archive):
        if not name.endswith(".csv") or "nuget" in name.lower():
            continue
        found = {}
        for line in csv.reader(io.StringIO(text.decode())):
            if len(line) < 7 or not line[0].startswith("CVE") or not line[5] or line[2].startswith("Withdrawn"):
                continue
            cve, _, title, package, introduced, fixed, severity = line[:7]
            found.setdefault((cve, package), (title, severity, []))[2].append((introduced or "0", fixed))
        for (cve, package), (title, severity, ranges) in found.items():
            record(ecosystem, package, cve, ranges, title, severity)
            row(bucket, package, cve, ranges, title, severity)


def osv(advisory, bucket, ecosystem):
    if advisory.get("withdrawn"):
        return
    name = next((a for a in advisory.get("aliases", []) if a.startswith("CVE")), advisory["id"])
    title = advisory.get("summary") or (advisory.get("details") or "")[:100]
    for affected in advisory.get("affected", []):
        if affected.get("package", {}).get("ecosystem") != ecosystem:
            continue
        ranges = []
        for span in affected.get("ranges", []):
            start = None
            for event in span["events"] if span["type"] != "GIT" else []:
                if "introduced" in event:
                    start = event["introduced"]
                elif "fixed" in event:
                    ranges.append((start or "0", event["fixed"]))
        if ranges:
            package = affected["package"]["name"]
            row(bucket, re.sub(r"[-_.]+", "-", package).lower() if ecosystem == "PyPI" else package, name, ranges, title)


for name, text in members("pypa.tar.xz"):
    if name.endswith(".yaml"):
        osv(yaml.load(text, Loader=yaml.CSafeLoader), "pip::PyPA", "PyPI")
for name, text in members("govulndb.tar.xz"):
    if name.rsplit("/", 1)[-1].startswith("GO-"):
        osv(json.loads(text), "go::GO", "Go")
for name, text in members("rustsec-osv.tar.xz"):
    if name.endswith(".json"):
        osv(json.loads(text), "rust::RUSTSEC", "crates.io")
rows.close()
(out / "titles.json").write_text(json.dumps(titles))
print(f"{count} records written, {len(titles)} vulnerabilities")
