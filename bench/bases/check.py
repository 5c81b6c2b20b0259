"""What Plinth says of the images that make.sh made, beside how they were made and what native tools say. Called by ../bases-check.sh."""
import json
import os
import shutil
import stat
import subprocess
import sys

work, registry, plinth = sys.argv[1:4]
made = work + "/made"
environment = dict(os.environ, XDG_DATA_HOME=work + "/data", XDG_CACHE_HOME=work + "/cache")
wrong = 0


def run(*words):
    done = subprocess.run([plinth, *words], capture_output=True, text=True, env=environment)
    if done.returncode not in (0, 1):
        raise SystemExit(" ".join(words) + ": " + done.stderr)
    return done.stdout


def said(*words):
    return json.loads(run(*words, "--quiet", "-o", "json"))


def native(*words):
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def same(where, what, wanted, got):
    global wrong
    if wanted != got:
        wrong += 1
        print(f"DIFFERS {where} {what}: wanted {wanted!r}, got {got!r}")


def rows(name):
    with open(f"{made}/{name}") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def image(kind, name, tag):
    return f"{registry}/{kind}/{name}:{tag}"


def skopeo(name, *more):
    return json.loads(native("skopeo", "inspect", "--tls-verify=false", *more, "docker://" + name))


def tree(folder):
    """Every regular file once, however many names it has: path to bytes; and those that run as somebody else."""
    files, special, seen = {}, [], set()
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            found = os.lstat(path)
            if stat.S_ISREG(found.st_mode):
                if found.st_mode & 0o6000:
                    special.append(os.path.relpath(path, folder))
                if found.st_ino not in seen:
                    files[os.path.relpath(path, folder)] = found.st_size
                seen.add(found.st_ino)
    return files, special


def programs(found, kind):
    return sorted({each["name"] for each in found["profile"]["programs"] if each["kind"] == kind})


shutil.rmtree(work + "/data", ignore_errors=True)
bases = {row[0]: row for row in rows("bases")}
names = {row[0]: image("base", row[0], row[1]) for row in bases.values()}
names["language"], names["platforms"] = image("base", "language", "3.13"), image("base", "platforms", "1")
run("bases", "index", *("registry:" + name for name in names.values()))
known = json.loads(run("bases", "list", "-o", "json"))["images"]
same("bases list", "images", len(names) + 1, len(known))  # one has two platforms

# What they stand on.
for name, beneath, says in rows("applications"):
    target = "registry:" + image("app", name, "1")
    platform = ["--platform", "linux/arm64"] if name.endswith("platforms") else []
    report = said("scan", target, *platform)
    row = [names[each] for each in beneath.split()]
    base = report.get("base", {})
    found = [base] + base.get("others", []) if base else []
    same(name, "bases", row, [each["name"] for each in found])
    same(name, "certainty", ["proof"] * len(row), [each["certainty"] for each in found])
    for each in found:
        if not platform:
            same(name, "digest", skopeo(each["name"])["Digest"], each["digest"])
    same(name, "lie", says == "lie", any(each["id"] == "denied-base-claim" for each in report["findings"]))
    looked = said("inspect", target, *platform)
    same(name, "inspect's base", base, looked.get("base", {}))
    parts = looked["size"]
    files = tree(f"{made}/root/{beneath.split()[-1]}")[0] if beneath and beneath != "platforms" else {}
    if beneath not in ("platforms", "language debian"):
        same(name, "bytes of the base", sum(files.values()), parts.get("base", 0))
        same(name, "bytes of the rest", sum(os.path.getsize(f"{made}/context/{each}") for each in ("ready", "settings.toml"))
             + (6 if "ready.txt" in open(f"{made}/{name.split('-')[1]}.Dockerfile").read() else 0), parts["application"] + parts["runtime"])
for base in ("debian", "language"):
    found = said("scan", "registry:" + names[base]).get("base", {}).get("name", "")
    same(names[base], "stands on", names["debian"] if base == "language" else "", found)

# As stored otherwise.
for target, options, wanted in (
        (f"docker-archive:{made}/slim.tar", [], "proof"),
        (f"oci-dir:{made}/zstd:slim", [], "claim"),
        (f"oci-dir:{made}/zstd:slim", ["--verify", "full"], "proof"),
        (f"oci-dir:{made}/squash:squashed", [], None)):
    base = said("scan", target, *options).get("base", {})
    same(target, "certainty", wanted, base.get("certainty"))
    same(target, "base", names["slim"] if wanted else None, base.get("name"))

# What each base is.
answers = {  # distribution, C library, shells, installs by, the type of its packages
    "debian": ("debian", "glibc", ["bash", "dash", "sh"], ["apt", "apt-get", "dpkg"], "deb"),
    "slim": ("debian", "glibc", ["bash", "dash", "sh"], ["apt", "apt-get", "dpkg"], "deb"),
    "distroless": ("debian", "glibc", [], [], "deb"),
    "alpine": ("alpine", "musl", ["sh"], ["apk"], "apk"),
    "busybox": (None, None, ["sh"], [], None),
    "rpm": ("rhel", "glibc", ["bash", "sh"], ["microdnf", "rpm"], "rpm"),
    "static": (None, None, [], [], None),
}
for name, (distribution, library, shells, installers, kind) in answers.items():
    folder = f"{made}/root/{name}"
    found = said("inspect", "registry:" + names[name])
    report = said("scan", "registry:" + names[name])
    files, special = tree(folder)
    manifest, config = skopeo(names[name]), skopeo(names[name], "--config")
    same(name, "distribution", distribution, found.get("distribution", {}).get("id"))
    same(name, "C library", library, next((each["name"] for each in found["profile"]["libraries"]), None))
    same(name, "shells", shells, programs(found, "shell"))
    same(name, "package managers", installers, programs(found, "package-manager"))
    same(name, "bytes", sum(files.values()), found["size"]["visible"])
    same(name, "bytes hidden", 0, found["size"]["hidden"])
    same(name, "setuid", len(special), found["profile"]["specialFiles"])
    same(name, "digest", manifest["Digest"], found["subject"]["manifestDigest"])
    same(name, "layers", manifest["Layers"], [each["digest"] for each in found["layers"]])
    same(name, "stored", [each["Size"] for each in manifest.get("LayersData", [])] or [found["layers"][0]["storedSize"]],
         [each["storedSize"] for each in found["layers"]])
    same(name, "DiffIDs", config["rootfs"]["diff_ids"], [each["diffId"] for each in found["layers"]])
    same(name, "created", config["created"], found["subject"]["created"])
    user = config["config"].get("User", "")
    same(name, "user", user, found["configuration"]["user"].get("written", ""))
    same(name, "runAsNonRoot", user.isdigit(), found["configuration"]["user"]["runAsNonRoot"])
    same(name, "command", config["config"].get("Cmd") or [], found["configuration"]["command"]["words"])
    if kind == "deb":
        status = folder + "/var/lib/dpkg"
        if os.path.exists(status + "/status"):
            listed = native("dpkg-query", f"--admindir={status}", "-W", "-f", "${Package} ${Version}\n").splitlines()
        else:
            listed = [f"{each} {native('dpkg-deb', '-f', path(each), 'Version').strip()}"
                      for path in [lambda each: next(made + "/deb/" + deb for deb in os.listdir(made + "/deb") if deb.startswith(each + "_"))]
                      for each in os.listdir(status + "/status.d") if not each.endswith(".md5sums")]
    elif kind == "rpm":
        listed = native("rpm", "--root", folder, "--dbpath", "/var/lib/rpm", "-qa", "--qf", "%{NAME} %{VERSION}-%{RELEASE}\n").splitlines()
    elif kind == "apk":
        with open(folder + "/lib/apk/db/installed") as file:
            stanzas = [dict(line.split(":", 1) for line in each.splitlines() if line[:2] in ("P:", "V:")) for each in file.read().split("\n\n")]
        listed = [f"{each['P']} {each['V']}" for each in stanzas if each]
    else:
        listed = []
    ours = [f"{each['name']} {each['version']}" for each in report["packages"]["items"] if each["purl"].startswith(f"pkg:{kind}/")]
    if kind:
        same(name, "packages", sorted(listed), sorted(ours))
    if library:
        versions = {"deb": "libc6 ", "rpm": "glibc ", "apk": "musl "}[kind]
        version = next(each.split(" ")[1] for each in listed if each.startswith(versions)).split("-")[0]
        same(name, "its version", version, found["profile"]["libraries"][0].get("version"))

# What differs between the full and the slim one.
difference = said("diff", "registry:" + names["debian"], "registry:" + names["slim"])
old, new = tree(made + "/root/debian")[0], tree(made + "/root/slim")[0]
gone = sorted(each["path"] for each in difference["files"]["changes"] if "after" not in each)
same("diff", "packages", [], difference["packages"])
same("diff", "removed", len(set(old) - set(new)), len([each for each in gone if each in old]))
same("diff", "bytes", sum(new.values()) - sum(old.values()), sum(each["bytes"] for each in difference["files"]["folders"]))
same("diff", "layers", 0, difference["layers"]["shared"])
added = said("diff", "registry:" + image("app", "on-rpm", "1"))
mounted = {"etc/hostname", "etc/hosts", "etc/resolv.conf"}  # what buildah makes to mount upon
same("diff", "files above the base", ["etc/app/settings.toml", "ready.txt", "usr/local/bin/ready"],
     sorted(each["path"] for each in added["files"]["changes"] if "before" not in each and each["path"] not in mounted))

# What weighs.
weighed = said("evaluate", *("registry:" + names[each] for each in answers))
for each in weighed["candidates"]:
    name = next(key for key, value in names.items() if each["target"].endswith(value))
    text = " | ".join(line["text"] for line in each["scores"]["content"]["evidence"])
    shells, installers = answers[name][2:4]
    same(name, "evidence of shells", True, ("no shell" in text) == (not shells) and all(shell in text for shell in shells))
    same(name, "evidence of package managers", True,
         ("no package manager" in text) == (not installers) and all(installer in text for installer in installers))
    special = tree(f"{made}/root/{name}")[1]
    same(name, "evidence of setuid files", True, ("no setuid" in text) == (not special) and (not special or f"{len(special)} setuid" in text))
    same(name, "digest weighed", skopeo(names[name])["Digest"], each["digest"])
print(f"{len(rows('applications'))} applications on {len(names)} bases: {wrong or 'nothing'} differs")
sys.exit(1 if wrong else 0)
