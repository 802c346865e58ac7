"""nbclient, by which nbconvert and papermill work too, executes a notebook."""
from nbclient import NotebookClient
from nbformat import v4

from kernels import LIMIT, NAME, say

cells = ["int a = 20;", 'Console.WriteLine("printed");\na + 1']
notebook = v4.new_notebook(cells=[v4.new_code_cell(cell) for cell in cells])
NotebookClient(notebook, timeout=LIMIT, kernel_name=NAME).execute()
say("outputs", [cell.outputs for cell in notebook.cells])
say("counts", [cell.execution_count for cell in notebook.cells])
say("language", notebook.metadata.language_info)
