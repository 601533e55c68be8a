"""The tutorial runs from its first cell to its last, and draws its pictures."""

from __future__ import annotations

import pathlib

import nbformat
from nbclient import NotebookClient

TUTORIAL = pathlib.Path(__file__).parents[2] / "docs/python/tutorial.ipynb"


def test_the_tutorial_runs(tmp_path: pathlib.Path) -> None:
    notebook = nbformat.read(TUTORIAL, as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    outputs = [it for cell in notebook.cells if cell.cell_type == "code" for it in cell.outputs]
    pictures = [it for it in outputs if "image/png" in it.get("data", {})]
    assert len(pictures) >= 5
    drawn = [it["data"]["text/html"] for it in outputs if "text/html" in it.get("data", {})]
    assert any("#2563eb" in it for it in drawn)
    said = "".join(it.get("text", "") for it in outputs)
    assert "decision: one more inspector" in said
    assert not any(it.output_type == "error" or it.get("name") == "stderr" for it in outputs)
