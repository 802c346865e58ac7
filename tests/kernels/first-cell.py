#!/usr/bin/python3
"""Runs the first code cell of a notebook in a Jupyter kernel and expects it to print a sentence, nothing else.

usage: tests/kernels/first-cell.py KERNEL NOTEBOOK START-OF-THE-SENTENCE

Needs Debian's python3-nbclient.
"""
import os
import sys

import nbclient
import nbformat


def main(kernel, path, expected):
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [next(cell for cell in notebook.cells if cell.cell_type == "code")]
    folder = os.path.dirname(os.path.abspath(path))
    nbclient.NotebookClient(notebook, kernel_name=kernel, timeout=120, allow_errors=True, resources={"metadata": {"path": folder}}).execute()
    printed = [output.get("text", output.get("evalue")) for output in notebook.cells[0].outputs if output.output_type in ("stream", "error")]
    right = len(printed) == 1 and printed[0].startswith(expected) and printed[0].count("\n") == 1
    print(f"{os.path.basename(path)} in {kernel}: {'says so' if right else printed}")
    return 0 if right else 1


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
