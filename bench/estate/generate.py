#!/usr/bin/env python3
"""Writes fifty small services that share five bases, each as its own people would: the estate of bench/estate.sh.

usage: generate.py FOLDER [ADDRESS]

ADDRESS is the registry that the bases are named by (registry.example/hub by default). The same seed gives the same
files; every kind of place that Plinth knows is among them, with the line ends, comments, quotes and variables that
people use.
"""
import os, random, sys

folder = sys.argv[1]
hub = sys.argv[2] if len(sys.argv) > 2 else "registry.example/hub"
random.seed(8)
BASES = {"python": "3.12-slim", "node": "22-bookworm-slim", "debian": "bookworm-slim", "nginx": "1.27", "postgres": "16.3-bookworm"}
OLD = {"python": "3.12.4-slim-bookworm", "node": "22.11.0-bookworm-slim", "debian": "bookworm-20240110-slim", "nginx": "1.27.0", "postgres": "16-bookworm"}


def write(path, text, ends="\n"):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as out:
        out.write(text.replace("\n", ends).encode())


def dockerfile(name, base, tag, style):
    image = "%s/%s" % (hub, base)
    if style == 0:
        return "FROM %s:%s\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"./%s\"]\n" % (image, tag, name)
    if style == 1:
        return "# %s, by its team\nARG BASE=%s:%s\nFROM ${BASE} AS build\nRUN make\n\nFROM ${BASE}\nCOPY --from=build /out /app\n" % (name, image, tag)
    if style == 2:
        return "ARG TAG=\"%s\"\nFROM   %s:${TAG}   as run\nCOPY --from=%s/debian:bookworm-slim /etc/ssl /etc/ssl\nCMD [\"/app\"]\n" % (tag, image, hub)
    return "FROM \\\n  # the base\n  %s:%s\nRUN --mount=type=cache,target=/c --mount=type=bind,from=%s/debian:bookworm-slim,target=/b true\n" % (image, tag, hub)


names = ["shop", "cart", "mail", "auth", "pay", "stock", "search", "media", "report", "gate"]
count = 0
for name in names:
    for part in ["api", "web", "job", "sync", "admin"]:
        service = "%s-%s" % (name, part)
        base = list(BASES)[count % 5]
        tag = OLD[base] if count % 3 == 0 else BASES[base]
        ends = "\r\n" if count % 7 == 0 else "\n"
        write("%s/Dockerfile" % service, dockerfile(service, base, tag, count % 4), ends)
        kind = count % 10
        image = "%s/%s:%s" % (hub, base, tag)
        if kind == 0:
            write("%s/compose.yaml" % service, "x-base: &base\n  image: %s  # shared\nservices:\n  app:\n    build: .\n  worker:\n    <<: *base\n  db:\n    image: \"%s/postgres:${PG:-16.3-bookworm}\"\n" % (image, hub), ends)
        elif kind == 1:
            write("%s/k8s/deploy.yaml" % service, "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: %s\nspec:\n  template:\n    spec:\n      containers:\n      - name: app\n        image: '%s'\n      - {name: proxy, image: %s/nginx:1.27}\n---\napiVersion: batch/v1\nkind: CronJob\nmetadata: {name: %s-clean}\nspec: {schedule: '@daily', jobTemplate: {spec: {template: {spec: {containers: [{name: c, image: \"%s/debian:bookworm-slim\"}]}}}}}\n" % (service, image, hub, service, hub), ends)
        elif kind == 2:
            write("%s/chart/Chart.yaml" % service, "apiVersion: v2\nname: %s\nversion: 0.1.0\n" % service, ends)
            write("%s/chart/values.yaml" % service, "# values of %s\nreplicas: 2\nimage:\n  repository: %s/%s\n  tag: \"%s\"   # keep the quotes\nsidecar:\n  image: {registry: %s, repository: nginx, tag: '1.27', digest: \"\"}\n" % (service, hub, base, tag, hub), ends)
        elif kind == 3:
            write("%s/overlay/kustomization.yaml" % service, "resources:\n- ../base\nimages:\n- name: app\n  newName: %s/%s\n  newTag: %s\n" % (hub, base, tag), ends)
        elif kind == 4:
            write("%s/.github/workflows/ci.yml" % service, "on: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    container: %s\n    services:\n      db:\n        image: %s/postgres:16.3-bookworm\n    steps:\n    - uses: docker://%s/debian:bookworm-slim\n" % (image, hub, hub), ends)
        elif kind == 5:
            write("%s/.gitlab-ci.yml" % service, "variables:\n  BASE: %s\ntest:\n  image: $BASE\n  services:\n  - name: %s/postgres:16.3-bookworm\n  script: [make]\n" % (image, hub), ends)
        elif kind == 6:
            write("%s/.circleci/config.yml" % service, "version: 2.1\njobs:\n  test:\n    docker:\n    - image: %s\n" % image, ends)
        elif kind == 7:
            write("%s/.devcontainer/devcontainer.json" % service, "{\n  // for %s\n  \"name\": \"%s\",\n  \"image\": \"%s\",\n}\n" % (service, service, image), ends)
        elif kind == 8:
            write("%s/main.tf" % service, "resource \"docker_image\" \"app\" {\n  name = \"%s\"\n}\n" % image, ends)
        else:
            write("%s/compose.yaml" % service, "services:\n  app:\n    # plinth: hold reason=\"the vendor asks for it\"\n    image: %s\n" % image, ends)
        count += 1
write("CODEOWNERS", "* @platform\n" + "".join("/%s-*/ @team-%s\n" % (name, name) for name in names))
write(".plinth.yaml", "mirrors:\n  %s/*: docker.io/library/*\nimages:\n  platforms: [linux/amd64, linux/arm64]\n" % hub)
print("wrote", count, "services to", folder)
