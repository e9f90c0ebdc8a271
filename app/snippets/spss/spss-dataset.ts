/** Makes a data set of `header`, `rows` and `variables`, with the labels, formats, levels and missing values of SPSS. */
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
    "integer": (number, "F8.0"),
    "number": (number, "F12"),
    "number with comma": (lambda value: number(value.replace(",", ".")), "F12"),
    "date": (lambda value: seconds(value, "%Y-%m-%d"), "SDATE10"),
    "datetime": (lambda value: seconds(value, "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"), "DATETIME20"),
    "time": (time_of_day, "TIME8"),
}


def decimals(values):
    """As many as the values have, so that none looks rounded."""
    return min(8, max([0, *(len(repr(value).partition(".")[2]) for value in values if value and value % 1)]))


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


def user_missing(name, values, codes):
    """What SPSS takes for missing: up to three values, or a range of numbers without any other in it."""
    if len(codes) <= 3:
        return [len(codes), *codes, *[None] * (3 - len(codes))]
    if all(isinstance(code, (int, float)) for code in codes):
        low, high = min(codes), max(codes)
        if all(value is None or not low <= value <= high or value in codes for value in values):
            return [-2, low, high, None]
    for position, value in enumerate(values):
        if value in codes[3:]:
            values[position] = "" if isinstance(value, str) else None
    print(f"{name}: SPSS takes three values for missing; the others became blank or system-missing.")
    return [3, *codes[:3]]


names = spss_names(header)
columns = []
for position, (column, name) in enumerate(zip(header, names)):
    kind, label, labels = variables.get(column, ("text", column[:60], {}))
    coded = missing if column in variables and column not in never_missing else {}
    texts = [row[position].strip() if position < len(row) else "" for row in rows]
    read, shown = readers.get(kind, (None, None))
    if read:
        unread = sorted({text for text in texts if text and text not in coded and read(text) is None})
        if unread:
            print(f"{name} stays text: these values are no {kind}: {', '.join(unread[:10])}")
            read, shown = None, None
    used = {}
    if read:
        width = 0
        values = [read(text) if text and text not in coded else None for text in texts]
        if shown == "F12":
            shown = f"F12.{decimals(values)}"
        # A date has no value to spare: there a missing-data code is system-missing.
        if shown.startswith("F"):
            real = set(values)
            standing = {code: stand for code, stand in coded.items() if stand[0] not in real}
            values = [standing[text][0] if text in standing else value for text, value in zip(texts, values)]
            used = dict(standing[text] for text in texts if text in standing)
    else:
        values = [row[position] if position < len(row) else "" for row in rows]
        labels = {str(code): text for code, text in labels.items()}
        width = max([1, *(len(value.encode("utf-8")) for value in [*values, *labels])])
        if width > 32767:
            print(f"{name}: SPSS keeps 32767 bytes of a text; longer ones are cut.")
            width = 32767
            values = [value.encode("utf-8")[:width].decode("utf-8", "ignore") for value in values]
        # Of a text SPSS takes up to eight bytes for missing.
        used = {text: coded[text][1] for text in values if text in coded and len(text.encode("utf-8")) <= 8}
    blank = user_missing(name, values, sorted(used)) if used else None
    level = "NOMINAL" if labels else "SCALE"
    columns.append((name, width, shown, level, label, {**labels, **used}, values, blank))

if not columns:
    print("The server sent no columns.")
else:
    spss.StartDataStep()
    try:
        dataset = spss.Dataset(name=None)  # a new one, beside those that are open
        for name, width, *_ in columns:
            dataset.varlist.append(name, width)
        for case in zip(*(values for *_, values, blank in columns)):
            dataset.cases.append(list(case))
        for name, width, shown, level, label, labels, values, blank in columns:
            dataset.varlist[name].label = label
            if labels:
                dataset.varlist[name].valueLabels = labels
            if blank:
                dataset.varlist[name].missingValues = blank
        spss.SetActive(dataset)
    finally:
        spss.EndDataStep()
    for name, width, shown, level, *_ in columns:
        if shown:
            spss.Submit(f"FORMATS {name} ({shown}).")
            spss.Submit(f"VARIABLE LEVEL {name} ({level}).")
    print(f"{len(rows)} rows and {len(columns)} variables.")`;
