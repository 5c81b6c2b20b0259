#!/usr/bin/env python3
"""Times commands in turn (A B C A B C ...) as whole processes and prints medians and ratios to the first.

usage: pairs.py [-n ROUNDS] [--warmup N] [--before SHELL] NAME=COMMAND NAME=COMMAND ...

Each command goes to `sh -c`; its output is thrown away. --before runs, untimed, before every command
(to empty a cache, say). Figures: wall seconds, CPU seconds (user + system, children included), peak
resident memory of the largest process. Machines drift, so quote the ratios of one run, not seconds.
"""
import argparse, os, statistics, subprocess, sys, time

parser = argparse.ArgumentParser()
parser.add_argument("-n", type=int, default=5)
parser.add_argument("--warmup", type=int, default=1)
parser.add_argument("--before")
parser.add_argument("commands", nargs="+")
args = parser.parse_args()
commands = [c.split("=", 1) for c in args.commands]


def once(command):
    if args.before:
        subprocess.run(args.before, shell=True, check=True)
    start = time.monotonic()
    pid = os.posix_spawn("/bin/sh", ["sh", "-c", "exec " + command + " >/dev/null 2>/tmp/pairs.err"], os.environ)
    _, status, usage = os.wait4(pid, 0)
    wall = time.monotonic() - start
    code = os.waitstatus_to_exitcode(status)
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, code


results = {name: [] for name, _ in commands}
for round_ in range(args.warmup + args.n):
    for name, command in commands:
        figures = once(command)
        if figures[3] not in (0, 1):
            sys.exit(f"{name}: exit {figures[3]}: {open('/tmp/pairs.err').read()[-2000:]}")
        if round_ >= args.warmup:
            results[name].append(figures)

first = commands[0][0]
print(f"{'':24} {'wall s':>9} {'CPU s':>9} {'peak MiB':>9}   ratio to {first}: wall   CPU   (median of pairs, n={args.n})")
for name, _ in commands:
    rows = results[name]
    wall, cpu, peak = (statistics.median(r[i] for r in rows) for i in range(3))
    ratio = [statistics.median(r[i] / f[i] for r, f in zip(rows, results[first])) for i in range(2)]
    print(f"{name:24} {wall:9.3f} {cpu:9.3f} {peak:9.0f}   {'':19} {ratio[0]:8.3f} {ratio[1]:6.3f}")
