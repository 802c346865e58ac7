#!/usr/bin/python3
"""Runs notebooks in a Jupyter kernel and compares what every cell shows with what the runner got for it.

usage: tests/kernels/compare.py KERNEL FOLDER NOTEBOOK...

FOLDER holds the notebooks as the runner executed them. Compared are printed text, the order of outputs, the text of values and the JSON of
figures; not compared are forms that only one of the kernels has, such as HTML. Prints one line for each difference, with notebook, cell and
both values; the last line counts the notebooks. Needs Debian's python3-nbclient.
"""
import json
import os
import sys

import nbclient
import nbformat

FIGURE = "application/vnd.plotly.v1+json"
TEXT = "text/plain"
LONGEST = 300
SECONDS_A_CELL = 600


def figure(value):
    """A figure's JSON; some kernels send it as a string."""
    return json.loads(value) if isinstance(value, str) else value


def shown(cell):
    """What a reader sees below a cell: pairs of a kind and a value. Pieces of one stream count as one."""
    parts = []
    for output in cell.outputs:
        if output.output_type == "stream":
            if parts and parts[-1][0] == output.name:
                parts[-1] = (output.name, parts[-1][1] + output.text)
            else:
                parts.append((output.name, output.text))
        elif output.output_type == "error":
            parts.append(("error", f"{output.ename}: {output.evalue}"))
        elif FIGURE in output.data:
            parts.append((output.output_type, output.data.get(TEXT, "")))
            parts.append(("figure", figure(output.data[FIGURE])))
        elif TEXT in output.data:
            parts.append((output.output_type, output.data[TEXT]))
    return parts


def short(part):
    text = json.dumps(part, ensure_ascii=False)
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"


def first_difference(expected, got):
    for i in range(max(len(expected), len(got))):
        one = expected[i] if i < len(expected) else None
        other = got[i] if i < len(got) else None
        if one != other:
            return one, other
    return None


def differences(path, executed, kernel):
    notebook = nbformat.read(path, as_version=4)
    reference = nbformat.read(executed, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    client = nbclient.NotebookClient(
        notebook, kernel_name=kernel, timeout=SECONDS_A_CELL, allow_errors=True,
        resources={"metadata": {"path": os.path.dirname(os.path.abspath(path))}})
    client.execute()
    for number, (cell, other) in enumerate(zip(notebook.cells, reference.cells), 1):
        if cell.cell_type == "code":
            found = first_difference(shown(other), shown(cell))
            if found:
                yield f"{os.path.basename(path)}, cell {number} ({cell.id}): runner {short(found[0])}; {kernel} {short(found[1])}"


def main(kernel, folder, paths):
    wrong = 0
    for path in paths:
        try:
            found = list(differences(path, os.path.join(folder, os.path.basename(path)), kernel))
        except RuntimeError as error:  # A kernel that has died; the next notebook gets its own.
            found = [f"{os.path.basename(path)}: {error}"]
        wrong += bool(found)
        print(f"{os.path.basename(path)} in {kernel}: {'different' if found else 'the same'}", flush=True)
        for line in found:
            print("  " + line, flush=True)
    print(f"{len(paths) - wrong} notebooks the same, {wrong} different")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
