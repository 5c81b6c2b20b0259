"""Compares what the shell parser reads with what tree-sitter-bash reads.

usage: shell-oracle.py TREES, a folder of NAME.sh with what was read of it, NAME.json, as shell-oracle.sh makes them

Of every text that both read without an error, the commands (name and number of arguments), the assignments before
them and the redirections are compared by their places. Every class of difference is counted under its name; those
with no name are printed in full, and make the exit status 1. Where ShellCheck is installed, its parser is asked too.
"""

import collections
import json
import os
import re
import shutil
import subprocess
import sys

import tree_sitter
import tree_sitter_bash

LANGUAGE = tree_sitter.Language(tree_sitter_bash.language())
REDIRECTS = ("file_redirect", "heredoc_redirect", "herestring_redirect")


def theirs(data):
    """Places of command names, words and redirections by tree-sitter; None where it does not read the text."""
    tree = tree_sitter.Parser(LANGUAGE).parse(data)
    if tree.root_node.has_error:
        return None
    names, words, redirects, tests = set(), set(), set(), []
    todo = [tree.root_node]
    while todo:
        node = todo.pop()
        if node.type in ("command", "declaration_command", "unset_command", "test_command"):
            plain = node.type == "command"
            first = True
            for child in node.children:
                if child.type == "command_name" or (first and not plain):
                    names.add((child.start_byte, child.end_byte))
                    first = False
                elif node.type == "test_command":
                    tests.append((node.start_byte, node.end_byte))
                elif child.type not in REDIRECTS and not (plain and child.type == "variable_assignment"):
                    words.add((child.start_byte, child.end_byte))
        if node.type in REDIRECTS:
            redirects.add(node.start_byte)
        todo.extend(node.children)
    return names, words, redirects, tests


def named(kind, start, end, data):
    """The name of a known difference; None where there is none."""
    text = data[start:end]
    before = data[:start]
    if b"`" in data:
        return "backquotes with escaped ones in them are left alone here"
    if kind == "name" and data.startswith((b"[", b"(("), start):
        return "tree-sitter has nodes of their own for tests and arithmetic"
    if kind == "word" and re.search(rb"[<>]&?\S+\s+$", before):
        return "tree-sitter takes words behind a redirection for its own"
    if kind == "word" and (b"$" in text or before.endswith(b"$") or cut(data, start)):
        return "tree-sitter cuts words in two before a dollar sign"
    if kind == "word" and text.startswith(b"\\ "):
        return "tree-sitter does not see that a word begins with an escaped space"
    return None


def cut(data, start):
    """True within a word that has a dollar sign before that place."""
    word = re.search(rb"\S*$", data[:start])
    return word is not None and b"$" in word.group()


def shellcheck(folder, names):
    """Compares what ShellCheck cannot parse (its errors SC1000 to SC1999) with what is not read here; its exit status."""
    refused = set()
    for at in range(0, len(names), 200):
        command = ["shellcheck", "--shell=bash", "--severity=error", "--format=json1"] + names[at : at + 200]
        said = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, check=False).stdout
        refused |= {each["file"] for each in json.loads(said)["comments"] if 1000 <= each["code"] < 2000}
    alike, different = 0, []
    for name in names:
        with open(os.path.join(folder, name[:-3] + ".json"), encoding="utf-8") as file:
            ours = json.load(file)["complete"]
        if ours == (name not in refused):
            alike += 1
        else:
            different.append(f"{name}, read only {'here' if ours else 'there'}")
    print(f"ShellCheck reads what is read here: {alike} of {len(names)}", *different, sep="\n  ")
    return 1 if different else 0


def main():
    folder = sys.argv[1]
    status = 0
    if shutil.which("shellcheck"):
        status = shellcheck(folder, sorted(name for name in os.listdir(folder) if name.endswith(".sh")))
    both = unread_here = unread_there = same = 0
    classes = collections.Counter()
    shown = []
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".sh"):
            continue
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        with open(os.path.join(folder, name[:-3] + ".json"), encoding="utf-8") as file:
            ours = json.load(file)
        other = theirs(data)
        if not ours["complete"] or other is None:
            unread_here += not ours["complete"] and other is not None
            unread_there += ours["complete"] and other is None
            continue
        both += 1
        different = []
        here = {tuple(span) for span in ours["names"]}
        for start, end in sorted(here ^ other[0]):
            side = "only here" if (start, end) in here else "only there"
            different.append(("name", start, end, side))
        here = {tuple(span) for span in ours["words"]}
        for start, end in sorted(here ^ other[1]):
            if any(low <= start < high for low, high in other[3]):
                # An expression with a tree of its own there.
                continue
            side = "only here" if (start, end) in here else "only there"
            different.append(("word", start, end, side))
        here_redirects = set(ours["redirections"])
        for start in sorted(here_redirects ^ other[2]):
            side = "only here" if start in here_redirects else "only there"
            different.append(("redirection", start, start, side))
        same += not different
        for kind, start, end, side in different:
            label = named(kind, start, end, data)
            classes[label or "unnamed"] += 1
            if label is None:
                shown.append((name, kind, side, data[start : max(end, start + 40)]))
    print(f"read by both: {both}, alike in all: {same}, only read there: {unread_here}, only here: {unread_there}")
    for label, count in classes.most_common():
        print(f"{count:6} {label}")
    for each in shown[:40]:
        print(*each)
    return 1 if shown else status


if __name__ == "__main__":
    sys.exit(main())
