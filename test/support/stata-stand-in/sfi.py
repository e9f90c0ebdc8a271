"""Stands in for Stata's module of this name: just what the programs use, remembered for the test to read."""

import re

macros = {}
types = {}
variable_labels = {}
value_labels = {}
attached = {}


class Macro:
    @staticmethod
    def getLocal(name):
        return macros.get(name, "")

    @staticmethod
    def setLocal(name, value):
        assert isinstance(value, str)
        macros[name] = value


class Data:
    @staticmethod
    def setVarLabel(name, label):
        assert name in types and len(label) <= 80, (name, label)
        variable_labels[name] = label

    @staticmethod
    def getVarType(name):
        return types[name]


class ValueLabel:
    @staticmethod
    def createLabel(name):
        assert len(name) <= 32, name
        value_labels[name] = {}

    @staticmethod
    def setLabelValue(name, value, label):
        assert isinstance(value, int) and len(label) <= 32000
        value_labels[name][value] = label

    @staticmethod
    def setVarValueLabel(name, label_name):
        assert types[name] == "double" and label_name in value_labels
        attached[name] = label_name


class SFIToolkit:
    @staticmethod
    def stata(command):
        """Of Stata's commands just the one that labels an extended missing value."""
        parts = re.fullmatch(r'label define (\w+) \.([a-z]) "([^"`$\\]*)", modify', command)
        assert parts, command
        value_labels.setdefault(parts[1], {})["." + parts[2]] = parts[3]
