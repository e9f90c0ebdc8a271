/** The Python between the commands of SPSS that begin and end it. */
export function pythonOfSpss(syntax: string): string {
  const block = /^BEGIN PROGRAM PYTHON3\.\n(.*)^END PROGRAM\.$/ms.exec(syntax)?.[1];
  if (block === undefined) throw new Error('the syntax has no program');
  return block;
}

/** A stand-in for the module `spss`: it keeps what a program makes and prints it as JSON at the end. */
export const spssStandIn = `import atexit, json

submitted, datasets, active, steps = [], [], [], []


class Variable:
    def __init__(self, name, width):
        self.name, self.width, self.label, self.valueLabels = name, width, "", {}
        self.missing = [0, None, None, None]

    @property
    def missingValues(self):
        return self.missing

    @missingValues.setter
    def missingValues(self, given):
        """As IBM documents it: how many, or -2 for a range; then three places. Of a text eight bytes, and no range."""
        kind, *values = given
        assert steps == ["begun"] and len(values) == 3
        if kind == -2:
            assert not self.width and values[0] <= values[1] and values[2] is None
        else:
            assert 0 <= kind <= 3 and all((value is not None) == (at < kind) for at, value in enumerate(values))
        for value in values[:kind if kind >= 0 else 2]:
            wanted = isinstance(value, str) and len(value.encode()) <= 8 if self.width else isinstance(value, (int, float))
            assert wanted, value
        self.missing = list(given)


class Variables:
    def __init__(self):
        self.all = []

    def append(self, name, type=0):
        assert len(name.encode()) <= 64 and name.upper() not in [v.name.upper() for v in self.all]
        assert 0 <= type <= 32767
        self.all.append(Variable(name, type))

    def __getitem__(self, name):
        return next(variable for variable in self.all if variable.name == name)


class Cases:
    def __init__(self, variables):
        self.variables, self.all = variables, []

    def append(self, case):
        assert len(case) == len(self.variables.all)
        for variable, value in zip(self.variables.all, case):
            if variable.width:
                assert isinstance(value, str) and len(value.encode()) <= variable.width
            else:
                assert value is None or isinstance(value, (int, float))
        self.all.append(case)


class Dataset:
    def __init__(self, name=""):
        assert steps == ["begun"] and name is None
        self.varlist = Variables()
        self.cases = Cases(self.varlist)
        datasets.append(self)


def StartDataStep():
    steps.append("begun")


def EndDataStep():
    steps.append("ended")


def SetActive(dataset):
    active.append(dataset)


def Submit(commands):
    assert steps == ["begun", "ended"] and len(commands.encode()) <= 250
    submitted.append(commands)


@atexit.register
def tell():
    made = [
        {
            "variables": [[v.name, v.width, v.label, list(v.valueLabels.items()), v.missing] for v in one.varlist.all],
            "cases": one.cases.all,
        }
        for one in datasets
    ]
    print("MADE " + json.dumps({"datasets": made, "active": len(active), "submitted": submitted}))
`;

/** Stand-ins for what Tableau Prep adds to a script; then it asks as Prep does, and prints JSON. */
export const tableauStandIn = `import json, runpy

types = ("string", "int", "decimal", "bool", "date", "datetime")
given = {f"prep_{kind}": (lambda kind=kind: [kind]) for kind in types}
script = runpy.run_path("program.py", init_globals=given)
schema = script["get_output_schema"]()
table = script["export"](None)
assert list(schema.columns) == list(table.columns)
print("MADE " + json.dumps({
    "schema": {name: schema[name][0] for name in schema.columns},
    "rows": table.to_dict("records"),
}, allow_nan=False))
`;
