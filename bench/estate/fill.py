#!/usr/bin/env python3
"""Fills a registry with small bases of several tags and platforms, for bench/estate.sh and for trying things out.

usage: fill.py ADDRESS [BUILD]

ADDRESS is that of a registry without TLS, such as localhost:5000. Each image is an index of linux/amd64 and
linux/arm64 with an attestation beside them, but for "single", which is a single manifest. BUILD (0 by default) goes
into every image that is rebuilt, so that another number gives the same tags other digests; what never changes keeps
its own. Whoever says 1 also finds newer tags there.
"""
import hashlib, io, json, sys, tarfile, urllib.error, urllib.request

address, build = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0
OCI = "application/vnd.oci.image."


def send(method, path, data=None, kind=None):
    request = urllib.request.Request("http://%s/v2/%s" % (address, path), data=data, method=method)
    if kind:
        request.add_header("Content-Type", kind)
    return urllib.request.urlopen(request)


def digest(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def blob(repository, data):
    name = digest(data)
    try:
        send("HEAD", "%s/blobs/%s" % (repository, name))
        return name
    except urllib.error.HTTPError:
        pass
    place = send("POST", "%s/blobs/uploads/" % repository).headers["Location"]
    place = place.split("/v2/", 1)[1]
    send("PUT", place + ("&" if "?" in place else "?") + "digest=" + name, data, "application/octet-stream")
    return name


def layer(files):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            tar.addfile(info, io.BytesIO(text.encode()))
    return out.getvalue()


def manifest(repository, architecture, os_release, packages, rebuilt):
    files = {"etc/os-release": os_release, "var/lib/dpkg/status": packages, "etc/build": "%s %d\n" % (architecture, rebuilt)}
    data = layer(files)
    config = json.dumps({"architecture": architecture, "os": "linux", "config": {"Cmd": ["/bin/sh"]},
                         "created": "2026-%02d-01T00:00:00Z" % (1 + rebuilt % 11),
                         "rootfs": {"type": "layers", "diff_ids": [digest(data)]},
                         "history": [{"created_by": "base %s %d" % (architecture, rebuilt)}]}).encode()
    body = json.dumps({"schemaVersion": 2, "mediaType": OCI + "manifest.v1+json",
                       "config": {"mediaType": OCI + "config.v1+json", "digest": blob(repository, config), "size": len(config)},
                       "layers": [{"mediaType": OCI + "layer.v1.tar", "digest": blob(repository, data), "size": len(data)}]}).encode()
    return body


def put(repository, name, body, kind):
    send("PUT", "%s/manifests/%s" % (repository, name), body, OCI + kind + ".v1+json")
    return {"mediaType": OCI + kind + ".v1+json", "digest": digest(body), "size": len(body)}


def image(repository, tags, release, packages, rebuilt=build, platforms=("amd64", "arm64")):
    members = []
    for architecture in platforms:
        body = manifest(repository, architecture, release, packages, rebuilt)
        members.append(dict(put(repository, digest(body), body, "manifest"), platform={"os": "linux", "architecture": architecture}))
    empty = blob(repository, b"{}")
    statement = blob(repository, b'{"predicateType":"https://slsa.dev/provenance/v0.2","predicate":{}}')
    note = json.dumps({"schemaVersion": 2, "mediaType": OCI + "manifest.v1+json",
                       "config": {"mediaType": OCI + "config.v1+json", "digest": empty, "size": 2},
                       "layers": [{"mediaType": "application/vnd.in-toto+json", "digest": statement, "size": 67}]}).encode()
    members.append(dict(put(repository, digest(note), note, "manifest"), platform={"os": "unknown", "architecture": "unknown"},
                        annotations={"vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": members[0]["digest"]}))
    index = json.dumps({"schemaVersion": 2, "mediaType": OCI + "index.v1+json", "manifests": members}).encode()
    for tag in tags:
        put(repository, tag, index, "index")


def debian(version, name):
    return 'ID=debian\nVERSION_ID="%d"\nVERSION_CODENAME=%s\nPRETTY_NAME="Debian GNU/Linux %d (%s)"\n' % (version, name, version, name)


def status(**packages):
    return "".join("Package: %s\nStatus: install ok installed\nArchitecture: all\nVersion: %s\n\n" % item for item in sorted(packages.items()))


bookworm, trixie = debian(12, "bookworm"), debian(13, "trixie")
old, new = status(openssl="3.0.11-1~deb12u2", libc6="2.36-9"), status(openssl="3.0.17-1~deb12u3", libc6="2.36-9+deb12u13")
packages = new if build else old

image("hub/python", ["3.12.4-slim-bookworm"], bookworm, old, 0)
if build:
    image("hub/python", ["3.12.11-slim-bookworm", "3.12-slim-bookworm"], bookworm, packages)
    image("hub/python", ["3.12-slim", "3.12.11-slim", "3.12.11-slim-trixie", "3.12-slim-trixie"], trixie, status(openssl="3.5.1-1", libc6="2.41-12"))
    image("hub/python", ["3.13.5-slim-bookworm", "3.13-slim-bookworm"], bookworm, packages)
    image("hub/python", ["3.14.0rc1-slim-bookworm", "3.14-rc-slim-bookworm"], bookworm, packages)
else:
    image("hub/python", ["3.12-slim", "3.12-slim-bookworm"], bookworm, old, 0)
image("hub/node", ["22.11.0-bookworm-slim", "22-bookworm-slim"] + (["22-slim"] if not build else []), bookworm, old, 0)
if build:
    image("hub/node", ["22.19.0-bookworm-slim", "22-bookworm-slim", "22-slim"], bookworm, packages)
    image("hub/node", ["23.11.1-bookworm-slim", "24.7.0-bookworm-slim", "25.0.0-bookworm-slim"], bookworm, packages)
image("hub/debian", ["bookworm-slim", "12-slim"], bookworm, packages)
image("hub/debian", ["bookworm-20240110-slim"], bookworm, old, 0)
if build:
    image("hub/debian", ["trixie-slim", "13-slim"], trixie, packages)
    image("hub/debian", ["bookworm-20250811-slim"], bookworm, packages)
image("hub/nginx", ["1.27.0", "1.27"], bookworm, packages)
if build:
    image("hub/nginx", ["1.27.5", "1.28.0", "1.29.1"], bookworm, packages)
image("hub/redis", ["7.2.4-bookworm", "7.2-bookworm"], bookworm, packages)
image("hub/postgres", ["16.3-bookworm", "16-bookworm"], bookworm, packages)
image("hub/amd64only", ["1.0"], bookworm, packages, platforms=("amd64",))
single = manifest("hub/single", "amd64", bookworm, packages, build)
put("hub/single", "1.0", single, "manifest")
print("filled", address, "with build", build)
