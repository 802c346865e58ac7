#!/usr/bin/python3
"""Measures this library beside NumPy, PyTorch, scikit-learn, pandas and gzip, in turn, in one run on one machine.

usage: tests/peers/compare.py [ROUNDS] [TASK...]      MNIST's four .gz files are in MNIST_DIR or data/mnist

Prints a Markdown table: the median of all rounds for both, and the median of the rounds' ratios; below it, what was measured with.
Needs an otherwise idle machine and Debian's packages python3-numpy, python3-torch, python3-sklearn and python3-pandas, which belong to
/usr/bin/python3, and libopenblas0, without which NumPy and the others multiply matrices many times slower than they can.
Peers whose package is missing are left out, and said so.
"""
import csv
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
ONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}

# What is compared: title, unit, microseconds in a unit, our task, the peer's name and task, the environment of the peer.
ROWS = [
    ("784-200-10 record by record", "µs/record", 1, "sgd", "NumPy's loop", "numpy-loop", ONE),
    ("784-200-10 record by record", "µs/record", 1, "sgd", "NumPy's loop, parsing CSV", "numpy-csv-loop", ONE),
    ("784-200-10 record by record", "µs/record", 1, "sgd", "PyTorch's loop", "torch-loop", ONE),
    ("784-200-10 record by record", "µs/record", 1, "sgd", "the machine's limit", "limit", {}),
    ("the same by `train`, in a fresh process", "µs/record", 1, "train", "NumPy's loop", "numpy-loop", ONE),
    ("four such trainings side by side", "µs/record", 1, "side-by-side", "ours, one after the other", "sgd", {}),
    ("784-64-10 batches of 32, plain descent", "s/epoch", 1e6, "batch-sgd", "scikit-learn", "sklearn-sgd", {}),
    ("784-64-10 batches of 32, plain descent", "s/epoch", 1e6, "batch-sgd", "PyTorch", "torch-sgd", {}),
    ("784-64-10 batches of 32, Adam", "s/epoch", 1e6, "batch-adam", "scikit-learn", "sklearn-adam", {}),
    ("784-64-10 batches of 32, Adam", "s/epoch", 1e6, "batch-adam", "PyTorch", "torch-adam", {}),
    ("scoring 10,000 digits", "ms", 1e3, "score", "NumPy, single precision", "numpy-score", {}),
    ("loading the four gzipped IDX files", "s", 1e6, "load-idx", "gzip -dc", "gzip", {}),
    ("loading the training set as CSV", "s", 1e6, "load-csv", "pandas.read_csv", "pandas", {}),
    ("one-pixel maps of all nodes, 784-50-100-10", "ms", 1e3, "one-pixel", "NumPy, 784 predictions", "numpy-one-pixel", {}),
]
OURS = {row[3] for row in ROWS} | {"limit"}
RUNNER = os.path.join(ROOT, "artifacts", "bin", "MnistNotebooks.Runner", "release", "MnistNotebooks.Runner.dll")


def main():
    arguments = sys.argv[1:]
    rounds = int(arguments.pop(0)) if arguments and arguments[0].isdigit() else 5
    rows = [row for row in ROWS if not arguments or row[3] in arguments]
    mnist = os.environ.get("MNIST_DIR") or os.path.join(ROOT, "data", "mnist")
    if not os.path.exists(os.path.join(mnist, "train-images-idx3-ubyte.gz")):
        sys.exit(f"{mnist} does not hold MNIST's gzipped files; set MNIST_DIR or run 'fetch'.")
    for project in ("tests/MnistNotebooks.Benchmarks", "lib/MnistNotebooks.Runner"):
        subprocess.run(["dotnet", "build", "-c", "Release", "-v", "q", "--nologo", os.path.join(ROOT, project)], check=True, stdout=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        for name in os.listdir(mnist):
            os.symlink(os.path.abspath(os.path.join(mnist, name)), os.path.join(folder, name))
        if any(row[3] == "load-csv" or "csv" in row[5] for row in rows):
            write_csv(folder)
        results = [[] for _ in rows]
        missing = set()
        for number in range(rounds):
            print(f"round {number + 1} of {rounds}", file=sys.stderr)
            for row, pairs in zip(rows, results):
                theirs = measure(row[5], folder, row[6]) if row[4] not in missing else None
                if theirs is None:
                    missing.add(row[4])
                    continue
                pairs.append((measure(row[3], folder, {}), theirs))
    print("| what | ours | compared with | theirs | times as fast |")
    print("|---|---:|---|---:|---:|")
    for (title, unit, size, _, peer, _, _), pairs in zip(rows, results):
        if pairs:
            ours, theirs = (statistics.median(values) / size for values in zip(*pairs))
            ratio = statistics.median(other / own for own, other in pairs)
            print(f"| {title} | {ours:.3g} {unit} | {peer} | {theirs:.3g} {unit} | {ratio:.3g} |")
        else:
            print(f"| {title} | | {peer} | not installed | |")
    print(f"\nMedians of {rounds} rounds on {os.cpu_count()} cores, with {run('versions', ROOT, {}).stdout.strip() or 'no peer'}.")


def measure(task, folder, environment):
    """Microseconds, or None when a peer's package is missing."""
    done = run(task, folder, environment)
    if done.returncode == 0:
        return json.loads(done.stdout)["microsecondsPerRecord"] if task == "train" else float(done.stdout)
    if "ModuleNotFoundError" in done.stderr:
        return None
    sys.exit(f"{task} failed:\n{done.stderr}")


def run(task, folder, environment):
    """A task in a process of its own."""
    if task == "train":
        command = ["dotnet", RUNNER, "train", "--json", "--data", folder]
    elif task in OURS:
        command = ["dotnet", os.path.join(ROOT, "artifacts", "bin", "MnistNotebooks.Benchmarks", "release", "MnistNotebooks.Benchmarks.dll"), "peers", task, folder]
    else:
        command = [sys.executable, os.path.join(HERE, "peers.py"), task, folder]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True)


def write_csv(folder):
    """The training set as the tutorial has it: a line for each record, the label and 784 pixels."""
    with gzip.open(os.path.join(folder, "train-images-idx3-ubyte.gz")) as images, gzip.open(os.path.join(folder, "train-labels-idx1-ubyte.gz")) as labels:
        pixels, digits = images.read()[16:], labels.read()[8:]
    with open(os.path.join(folder, "train.csv"), "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for record, label in enumerate(digits):
            writer.writerow([label, *pixels[784 * record:784 * (record + 1)]])


main()
