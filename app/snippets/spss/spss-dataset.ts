/** Makes a data set of `header`, `rows` and `variables`, with the labels, formats and levels of SPSS. */
export const spssDataset = `def number(value):
    """None becomes system-missing."""
    return float(value) if re.fullmatch(r"[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?", value) else None


def seconds(value, *patterns):
    """SPSS counts the seconds since 14 October 1582."""
    for pattern in patterns:
        try:
            return (datetime.strptime(value, pattern) - datetime(1582, 10, 14)).total_seconds()
        except ValueError:
            pass
    return None


def time_of_day(value):
    """The seconds since midnight."""
    found = re.fullmatch(r"([01]\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d))?", value)
    return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0) if found else None


# How the values of a column are read, and the format they are shown in.
readers = {
    "number": (number, None),
    "number with comma": (lambda value: number(value.replace(",", ".")), None),
    "date": (lambda value: seconds(value, "%Y-%m-%d"), "SDATE10"),
    "datetime": (lambda value: seconds(value, "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"), "DATETIME20"),
    "time": (time_of_day, "TIME8"),
}


def spss_names(columns):
    """Names that SPSS takes: letters, digits and _, up to 64, no word of its syntax, each once."""
    words = {"ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"}
    names = []
    for column in columns:
        name = re.sub(r"[^A-Za-z0-9_]", "_", column)
        name = (name if re.match(r"[A-Za-z]", name) else f"v_{name}")[:58]
        if name.upper() in words:
            name += "_x"
        taken = {other.upper() for other in names}
        numbered = (f"{name}_{number}" for number in range(2, len(columns) + 2))
        names.append(name if name.upper() not in taken else next(n for n in numbered if n.upper() not in taken))
    return names


names = spss_names(header)
columns = []
for position, (column, name) in enumerate(zip(header, names)):
    kind, label, labels = variables.get(column, ("text", column[:60], {}))
    texts = [row[position].strip() if position < len(row) else "" for row in rows]
    if kind in readers:
        values = [readers[kind][0](text) if text else None for text in texts]
        unread = sorted({text for text, value in zip(texts, values) if text and value is None})
        if unread:
            print(f"{name}: these values are no {kind} and became missing: {', '.join(unread[:10])}")
        columns.append((name, 0, readers[kind][1], label, labels, values))
    else:
        values = [row[position] if position < len(row) else "" for row in rows]
        width = max([1, *(len(value.encode("utf-8")) for value in [*values, *labels])])
        if width > 32767:
            print(f"{name}: SPSS keeps 32767 bytes of a text; longer ones are cut.")
            width = 32767
            values = [value.encode("utf-8")[:width].decode("utf-8", "ignore") for value in values]
        columns.append((name, width, None, label, labels, values))

if not columns:
    print("The server sent no columns.")
else:
    spss.StartDataStep()
    try:
        dataset = spss.Dataset(name=None)  # a new one, beside those that are open
        for name, width, shown, label, labels, values in columns:
            dataset.varlist.append(name, width)
        for case in zip(*(values for *_, values in columns)):
            dataset.cases.append(list(case))
        for name, width, shown, label, labels, values in columns:
            dataset.varlist[name].label = label
            if labels:
                dataset.varlist[name].valueLabels = labels
        spss.SetActive(dataset)
    finally:
        spss.EndDataStep()
    for name, width, shown, label, labels, values in columns:
        if shown:
            spss.Submit(f"FORMATS {name} ({shown}).")
        if labels:
            spss.Submit(f"VARIABLE LEVEL {name} (NOMINAL).")
    print(f"{len(rows)} rows and {len(columns)} variables.")`;
