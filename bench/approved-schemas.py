#!/usr/bin/env python3
"""Validates what `plinth policy export` writes for Kubernetes by the enforcers' own schemas, unknown fields refused.

usage: approved-schemas.py KYVERNO KUBERNETES FOLDER

KYVERNO and KUBERNETES are source trees (go mod download -json github.com/kyverno/kyverno@v1.13.4 and
k8s.io/kubernetes@v1.34.2 say where they are), FOLDER has .plinth.yaml. Needs PyYAML and jsonschema.
"""
import copy
import json
import os
import subprocess
import sys

import jsonschema
import yaml

kyverno, kubernetes, folder = sys.argv[1:]
plinth = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "plinth")


def strict(schema):
    """Kubernetes' own forms as JSON Schema has them, and nothing but what is named."""
    if isinstance(schema, list):
        for each in schema:
            strict(each)
    if isinstance(schema, dict):
        free = schema.get("x-kubernetes-preserve-unknown-fields")
        if "properties" in schema and "additionalProperties" not in schema and not free:
            schema["additionalProperties"] = False
        if schema.pop("x-kubernetes-int-or-string", None):
            schema.pop("type", None)
        if schema.pop("nullable", None) and "type" in schema:
            schema["type"] = [schema["type"], "null"]
        for each in list(schema.values()):
            strict(each)
    return schema


def documents(form):
    command = [plinth, "policy", "export", "--format", form]
    return [d for d in yaml.safe_load_all(subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE).stdout) if d]


def check(document, schema):
    errors = list(jsonschema.Draft7Validator(schema).iter_errors(document))
    for error in errors[:5]:
        print(" ", list(error.path), error.message[:200])
    print(document["kind"], "valid" if not errors else "NOT VALID")
    return not errors


crd = yaml.safe_load(open(kyverno + "/config/crds/kyverno/kyverno.io_clusterpolicies.yaml"))
policy = next(v for v in crd["spec"]["versions"] if v["name"] == "v1")["schema"]["openAPIV3Schema"]
policy = strict(copy.deepcopy(policy))
policy["properties"]["metadata"] = {"type": "object"}
api = json.load(open(kubernetes + "/api/openapi-spec/v3/apis__admissionregistration.k8s.io__v1_openapi.json"))
strict(api["components"])
good = True
for each in documents("kyverno"):
    good &= check(each, policy)
    each["spec"]["nonsense"] = 1
    if not list(jsonschema.Draft7Validator(policy).iter_errors(each)):
        sys.exit("the schema refuses nothing: this check is worth nothing")
for each in documents("validating-admission-policy"):
    name = "#/components/schemas/io.k8s.api.admissionregistration.v1." + each["kind"]
    good &= check(each, {"$ref": name, "components": api["components"]})
sys.exit(0 if good else 1)
