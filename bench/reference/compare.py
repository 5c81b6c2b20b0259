#!/usr/bin/env python3
"""Compares what Plinth says of the reference image with what others say of it.

usage: compare.py REFERENCE ADVISORIES SCRATCH [forms] [native] [vulnerabilities] [debian]

REFERENCE   folder made by make.sh small, with rootfs/ and the native-* files of native.sh, and
            expected/ of expected.py
ADVISORIES  folder of the reference data (optional reference data of the project)
SCRATCH     folder for compressed copies, an own store and own caches; kept, so that a second run is faster

forms            every form of the image, folder, tar, compressed, piped, reordered, the root folder and our own
                 SBOMs: the same packages and the same findings; the seconds each took
native           every row of dpkg-query, pip, npm, go version -m and cargo is among ours; ours that they
                 lack are named by kind, and checked against the files that prove them
vulnerabilities  a scan against expected.tsv; missing and extra ones are named with their reasons
debian           real packages of an older Debian 12 (those of the demo) against the Debian facts,
                 evaluated independently by dpkg --compare-versions

Without a word, all four. Exit code 1 when something is unexplained. Needs pigz, zstd, dpkg.
"""
import collections, json, os, pathlib, re, subprocess, sys, tarfile, time
from urllib.parse import unquote

reference, data, scratch = (pathlib.Path(a).resolve() for a in sys.argv[1:4])
wanted = sys.argv[4:] or ["forms", "native", "vulnerabilities", "debian"]
root = pathlib.Path(__file__).resolve().parents[2]
store = scratch / "store.db"
environment = dict(os.environ, XDG_CACHE_HOME=str(scratch / "cache"), XDG_DATA_HOME=str(scratch / "data"))
scratch.mkdir(parents=True, exist_ok=True)
unexplained = 0


def fail(text):
    global unexplained
    unexplained += 1
    print("  UNEXPLAINED", text)


def plinth(*arguments, stdin=None, accept=(0, 1)):
    run = subprocess.run(
        [root / "plinth", *map(str, arguments)], stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment)
    if run.returncode not in accept:
        sys.exit(f"plinth {arguments} exits {run.returncode}: {run.stderr.decode()}")
    return run.stdout.decode()


def facts_of(target, stdin=None):
    """Package URLs, CycloneDX components and the report of one target, and how long the scan took."""
    def piped(*arguments):
        if stdin is None:
            return plinth(*arguments)
        with open(stdin, "rb") as source:
            return plinth(*arguments, stdin=source)

    cdx, purls = scratch / "now.cdx.json", scratch / "now.purls"
    begin = time.monotonic()
    report = json.loads(piped("scan", target, "--no-cache", "-q", "--db", store, "-o", "json"))
    seconds = time.monotonic() - begin
    piped("sbom", target, "--no-cache", "-q", "-o", f"cyclonedx={cdx}", "-o", f"purls={purls}")
    return purls.read_text().splitlines(), json.loads(cdx.read_text())["components"], report, seconds


def advisories():
    """An own store with the reference advisories, once."""
    if not store.exists():
        print(plinth("db", "import", "--db", store, *(data / "advisories" / f"{n}.tar.xz" for n in ("pypa", "govulndb", "rustsec-osv")),
                     reference / "expected" / "osv", data / "enrichment" / "kev.tar.xz", data / "enrichment" / "cvss.tsv.xz"))


def without(value, names):
    """The JSON value without the members of those names, anywhere in it."""
    if isinstance(value, dict):
        return {k: without(v, names) for k, v in value.items()
                if k not in names and not (k == "value" and value.get("name") in names)}
    return [without(v, names) for v in value] if isinstance(value, list) else value


# ---- the same from every form
def archives():
    """Compressed copies and tars of the layout in other orders, made once."""
    made = {}

    def once(name, make):
        path = scratch / name
        if not path.exists():
            part = path.with_name("part")
            make(part)
            part.rename(path)
        made[name] = path

    def through(source, *command):
        def make(part):
            with open(source, "rb") as i, open(part, "wb") as o:
                subprocess.run(command, stdin=i, stdout=o, check=True)
        return make

    oci, docker = reference / "reference.oci.tar", reference / "reference.docker.tar"
    once("docker.tar.gz", through(docker, "pigz", "-1"))
    once("docker.tar.zst", through(docker, "zstd", "-1", "-q"))
    once("oci.tar.gz", through(oci, "pigz", "-1"))
    once("oci.tar.zst", through(oci, "zstd", "-1", "-q"))

    def ordered(source, order):
        def make(part):
            with tarfile.open(source) as old, tarfile.open(part, "w") as new:
                for member in order(old.getmembers()):
                    new.addfile(member, old.extractfile(member) if member.isfile() else None)
        return make

    once("oci-layers-first.tar", ordered(oci, lambda m: sorted(m, key=lambda x: -x.size)))
    once("oci-manifest-first.tar", ordered(oci, lambda m: sorted(m, key=lambda x: x.size)))
    once("oci-reversed.tar", ordered(oci, lambda m: m[::-1]))
    once("docker-layers-first.tar", ordered(docker, lambda m: sorted(m, key=lambda x: -x.size)))
    return made


def forms():
    print("== the same from every form")
    made = archives()
    cases = [("oci-dir gzip", f"oci-dir:{reference}/oci-gzip", None), ("oci-dir zstd", f"oci-dir:{reference}/oci-zstd", None),
             ("oci-archive", f"oci-archive:{reference}/reference.oci.tar", None),
             ("docker-archive", f"docker-archive:{reference}/reference.docker.tar", None)]
    for name, path in made.items():
        cases.append((name, ("docker-archive:" if name.startswith("docker") else "oci-archive:") + str(path), None))
    for name, path in [("oci-archive", reference / "reference.oci.tar"), ("docker-archive", reference / "reference.docker.tar"), *made.items()]:
        cases.append((f"{name} piped", "-", path))
    cases.append(("root folder", f"dir:{reference}/rootfs", None))
    first = None
    documents = scratch / "sbom"
    documents.mkdir(exist_ok=True)
    plinth("sbom", cases[0][1], "-q", "-o", f"cyclonedx={documents}/cdx.json", "-o", f"spdx={documents}/spdx.json")
    cases += [("CycloneDX", f"sbom:{documents}/cdx.json", None), ("SPDX", f"sbom:{documents}/spdx.json", None)]
    for name, target, stdin in cases:
        purls, components, report, seconds = facts_of(target, stdin)
        # The digests of layers differ by their compression; a root folder has no layers.
        apart = {"plinth:layer-digest", "layerDigest"}
        if name == "root folder":
            apart |= {"plinth:layer", "layer", "instruction"}
        if first is None:
            first = (purls, components, report)
        strip = lambda value: without(value, apart)
        whole = lambda c: sorted(json.dumps(strip([p for p in x.get("properties", []) if p["name"] not in apart]) + [strip(without(x, {"properties"}))], sort_keys=True) for x in c)
        found = lambda r: [json.dumps(strip(r[part]), sort_keys=True) for part in ("distribution", "packages", "verdict", "summary", "findings", "setAside", "uncovered", "problems")]
        verdicts = [purls == first[0], whole(components) == whole(first[1]), found(report) == found(first[2])]
        print(f"  {name:26} {len(purls)} package URLs {'same' if verdicts[0] else 'OTHER'}, {len(components)} components {'same' if verdicts[1] else 'OTHER'},"
              f" {len(report['findings'])} findings {'same' if verdicts[2] else 'OTHER'}, {seconds:.1f} s")
        if not verdicts[0]:
            fail(f"package URLs of {name}: {sorted(set(purls) ^ set(first[0]))[:5]}")
        if not verdicts[1]:
            fail(f"components of {name}: {sorted(set(whole(components)) ^ set(whole(first[1])))[:2]}")
        if not verdicts[2]:
            for mine, other, part in zip(found(report), found(first[2]), ("distribution", "packages", "verdict", "summary", "findings", "setAside", "uncovered", "problems")):
                if mine != other:
                    fail(f"{part} of {name}: {other[:700]} … {mine[:700]}")


# ---- native tools
def norm(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def npm_tree(node):
    for name, dependency in node.get("dependencies", {}).items():
        if "version" in dependency:
            yield name, dependency["version"]
        yield from npm_tree(dependency)


def native_rows():
    """What the native tools list: (type, name, version, architecture or None)."""
    rows = []
    for line in (reference / "native-dpkg.tsv").read_text().splitlines():
        name, version, architecture, source, source_version = line.split("\t")
        rows.append(("deb", name, version, architecture, source, source_version))
    for line in (reference / "native-pip.json").read_text().splitlines():
        rows += [("pypi", norm(p["name"]), p["version"]) for p in (json.loads(line) if line.strip() else ())]
    tree = json.loads((reference / "native-npm.json").read_text())
    rows += [("npm", tree["name"], tree["version"])] if tree.get("version") else []
    rows += [("npm", *row) for row in npm_tree(tree)]
    for line in (reference / "native-go.txt").read_text().splitlines():
        part = line.split("\t")
        if len(part) >= 4 and part[1] == "dep":
            rows.append(("golang", part[2], part[3]))
        elif len(part) >= 4 and part[1] == "mod":
            rows.append(("golang", part[2], "" if part[3] == "(devel)" else part[3]))
        elif match := re.match(r".*: go(\d\S*)$", line):
            rows.append(("golang", "stdlib", match[1]))
    rows += [("cargo", *line.split()) for line in (reference / "native-rust.txt").read_text().splitlines() if line.strip()]
    return rows


def properties(component):
    return {p["name"]: p["value"] for p in component.get("properties", [])}


def ours():
    path = scratch / "native.cdx.json"
    plinth("sbom", f"oci-dir:{reference}/oci-gzip", "-q", "-o", f"cyclonedx={path}")
    for component in json.loads(path.read_text())["components"]:
        if "purl" in component and component["purl"]:
            kind, rest = component["purl"][4:].split("/", 1)
            rest = rest.split("?")[0].split("#")[0]
            name, _, version = rest.partition("@")
            yield kind, norm(name) if kind == "pypi" else unquote(name), unquote(version), component


def native():
    print("== native tools")
    packages = list(ours())
    have = collections.Counter()
    debs = {}
    for kind, name, version, component in packages:
        if kind == "deb":
            p = properties(component)
            debs[name.split("/", 1)[1], version, p["plinth:architecture"]] = (p["plinth:source-name"], p["plinth:source-version"])
        else:
            have[kind, name, version] += 1
    rows = native_rows()
    tally = collections.defaultdict(lambda: [0, 0, []])
    known = collections.defaultdict(set)
    for row in rows:
        kind, name, version = row[:3]
        known[kind].add((name, version))
        count = tally[kind]
        count[0] += 1
        if kind == "deb":
            if debs.get((name, version, row[3])) == row[4:]:
                count[1] += 1
            else:
                fail(f"dpkg has {row}, ours {debs.get((name, version, row[3]))}")
        elif (kind, name, version) in have:
            count[1] += 1
        elif kind == "cargo" and name.startswith("winapi"):
            count[2].append(f"{name}: in Cargo.lock for Windows only, not built in")
        else:
            fail(f"{kind} has {name} {version}, ours has not")
    for kind, (all_rows, found, reasons) in tally.items():
        print(f"  {kind}: {all_rows} rows, {found} among ours{'; ' + '; '.join(reasons) if reasons else ''}")
    extra = collections.defaultdict(list)
    for kind, name, version, component in packages:
        if kind == "deb":
            if not any((name.split("/", 1)[1], version) == d for d in known["deb"]):
                fail(f"dpkg lacks {name} {version}")
            continue
        p = properties(component)
        place = component["evidence"]["occurrences"][0]["location"]
        if (name, version) in known[kind]:
            continue
        proof = proved(kind, name, version, place, p)
        if not proof:
            fail(f"{kind} {name} {version} at {place} is not what the file there says")
        if "plinth:owned-by" in p:
            extra[kind, "of a Debian package, which the language's own tool was not asked about"].append((name, version, place))
        else:
            extra[kind, {"maven": "no native tool lists jars", "npm": "a package.json within a package of the application that npm ls does not count as installed"}.get(kind, "OTHER")].append((name, version, place))
    for (kind, why), those in sorted(extra.items()):
        print(f"  ours that they lack: {len(those)} {kind}: {why}: {', '.join(f'{n} {v}' for n, v, _ in those[:10])}{' …' if len(those) > 10 else ''}")
        if why == "OTHER":
            fail(f"{kind}: {those[:10]}")


def proved(kind, name, version, place, p):
    """Whether the file in the root folder says what ours does."""
    path = reference / "rootfs" / place
    if not path.exists():
        return False
    if kind == "npm":
        content = json.loads(path.read_text())
        return (content.get("name"), content.get("version")) == (name, version)
    if kind == "pypi":
        text = path.read_text(errors="replace")
        return norm(re.search(r"(?m)^Name: (.*)$", text)[1].strip()) == name and re.search(r"(?m)^Version: (.*)$", text)[1].strip() == version
    return path.is_file()


# ---- vulnerabilities
ECOSYSTEM = {"pypi": "PyPI", "npm": "npm", "golang": "Go", "cargo": "crates.io", "maven": "Maven"}


def key(finding):
    kind, rest = finding["subject"]["purl"][4:].split("?")[0].split("/", 1)
    subject = finding["subject"]
    name = norm(subject["name"]) if kind == "pypi" else subject["name"]
    version = subject["version"].lstrip("v") if kind == "golang" else subject["version"]
    return ECOSYSTEM.get(kind, kind), name, version


def vulnerabilities():
    print("== vulnerabilities")
    report = json.loads(plinth("scan", f"oci-dir:{reference}/oci-gzip", "-q", "--db", store, "-o", "json"))
    expected = {tuple(line.split("\t")) for line in (reference / "expected" / "expected.tsv").read_text().splitlines()}
    named = collections.defaultdict(set)
    found, aside = {}, {}
    for finding in report["findings"]:
        found[key(finding) + (finding["id"],)] = finding
        for alias in [finding["id"], *finding["vulnerability"]["aliases"]]:
            named[key(finding)].add(alias)
    for one in report["setAside"]:
        for alias in [one["finding"]["id"], *one["finding"]["vulnerability"]["aliases"]]:
            aside[key(one["finding"]) + (alias,)] = one["reason"]
    met, reasons = 0, collections.Counter()
    ecosystems = collections.defaultdict(lambda: [0, 0, 0])
    for row in sorted(expected):
        counts = ecosystems[row[0]]
        counts[0] += 1
        if row in found or row[3] in named[row[:3]]:
            counts[1] += 1
        elif row in aside:
            counts[2] += 1
            reasons[f"set aside: {aside[row]}"] += 1
        else:
            fail(f"missing {row}")
    extra = 0
    for row, finding in found.items():
        names = {finding["id"], *finding["vulnerability"]["aliases"]}
        if not any(row[:3] + (n,) in expected for n in names):
            extra += 1
            fail(f"extra {row} {finding['evidence']}")
    for ecosystem, (all_rows, reported, put_aside) in sorted(ecosystems.items()):
        print(f"  {ecosystem}: {all_rows} expected, {reported} found, {put_aside} set aside")
    print(f"  in all {len(expected)} expected, {len(found)} found, {dict(reasons)}, extra {extra}")


# ---- an older Debian
def debian():
    print("== an older Debian 12")
    folder = scratch / "old"
    resources = root / "cli/src/main/resources/dev/plinth/cli/demo"
    status = "\n\n".join((resources / f"{n}.status").read_text().strip("\n") for n in ("base", "runtime")) + "\n"
    (folder / "var/lib/dpkg").mkdir(parents=True, exist_ok=True)
    (folder / "etc").mkdir(exist_ok=True)
    (folder / "var/lib/dpkg/status").write_text(status)
    (folder / "etc/os-release").write_text('ID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n')
    packages = []
    for paragraph in status.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in paragraph.splitlines() if ": " in line and not line.startswith(" "))
        if "ok installed" not in fields.get("Status", ""):
            continue
        match = re.match(r"(\S+)(?: \((.*)\))?$", fields.get("Source", fields["Package"]))
        packages.append((fields["Package"], fields["Version"], match[1], match[2] or fields["Version"]))
    facts = json.loads((data / "debian12" / "debian12-changelog-fixes.json").read_text())
    fixed = collections.defaultdict(list)
    for fact in facts:
        fixed[fact["source"]].append((fact["cve"], fact["fixed"]))
    expected = {(name, version, cve) for name, version, source, source_version in packages for cve, at in fixed[source]
                if subprocess.run(["dpkg", "--compare-versions", source_version, "lt", at]).returncode == 0}
    report = json.loads(plinth("scan", f"dir:{folder}", "-q", "--db", store, "-o", "json"))
    found = {(f["subject"]["name"], f["subject"]["version"], f["id"]) for f in report["findings"]}
    print(f"  {len(packages)} packages of {len({p[2] for p in packages})} sources, {len(facts)} facts, {len(expected)} expected, {len(found)} found")
    for row in sorted(expected - found)[:20]:
        fail(f"missing {row}")
    for row in sorted(found - expected)[:20]:
        fail(f"extra {row}")


advisories()
for word in wanted:
    {"forms": forms, "native": native, "vulnerabilities": vulnerabilities, "debian": debian}[word]()
print("nothing unexplained" if not unexplained else f"{unexplained} unexplained")
sys.exit(1 if unexplained else 0)
