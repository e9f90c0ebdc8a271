"""Runs the Python blocks of a do-file with the stand-in for `sfi` beside this file.

Arguments: the do-file, and `whole` or `lines`: a block is run at once, or line by line as in an interactive
session, where a blank line ends a compound statement. Of Stata's own statements only two effects are imitated,
between the blocks: `import delimited` makes every column a string, and `destring` a number of those that hold
nothing else but numbers and extended missing values. What the blocks did is written as JSON to `outcome.json`.
"""

import codeop
import csv
import json
import os
import re
import sys

import sfi


def blocks(text):
    inside = None
    for line in text.split("\n"):
        if inside is None:
            if line == "python:":
                inside = []
        elif line == "end":
            yield "\n".join(inside) + "\n"
            inside = None
        else:
            inside.append(line)
    assert inside is None, "a block has no end"


def run_lines(source, names):
    compiler = codeop.CommandCompiler()
    waiting = []
    for line in source.split("\n"):
        waiting.append(line)
        # Like a prompt: a compound statement is complete only with a blank line behind it.
        code = compiler("\n".join(waiting), "<block>", "single")
        if code is not None:
            exec(code, names)
            waiting = []
    assert waiting in ([], [""]), f"not complete: {waiting[:3]}"


def imitate_stata():
    if sfi.macros.get("columns", "0") == "0":
        return
    with open(sfi.macros["answer"], newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    for place, name in enumerate(header):
        cells = [row[place] for row in rows if row[place] != ""]
        wanted = name in sfi.macros.get("numbers", "").split()
        numeric = wanted and all(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?|\.[a-z]?", cell) for cell in cells)
        sfi.types[name] = "double" if numeric else "str9"


def main():
    path, mode = sys.argv[1:]
    sfi.macros["answer"] = os.path.join(os.getcwd(), "answer.csv")
    names = {"__name__": "__main__"}
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for block in blocks(text):
        if mode == "whole":
            exec(compile(block, "<block>", "exec"), names)
        else:
            run_lines(block, names)
        imitate_stata()
    outcome = {
        "macros": sfi.macros,
        "variableLabels": sfi.variable_labels,
        "valueLabels": sfi.value_labels,
        "attached": sfi.attached,
    }
    with open("outcome.json", "w", encoding="utf-8") as file:
        json.dump(outcome, file)


main()
