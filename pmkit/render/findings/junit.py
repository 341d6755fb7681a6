"""Findings as a JUnit report, which nearly every CI service shows as tests that failed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from pmkit.model.finding import Finding
from pmkit.render.findings.report import Report
from pmkit.visible import escape, visible_lines

_NOT_XML = re.compile("[\ufffe\uffff]")
"""What XML 1.0 cannot hold even as a reference, beside what `visible` takes out."""


def render(report: Report) -> str:
    """Return a suite a file, a test a finding, and one that passed for a file without any.

    A finding that makes the run fail is a failure. Any other is a skipped test: those are listed
    with their message, and fail nothing.
    """
    root = ET.Element("testsuites", name="pmkit")
    by_file: dict[str, list[Finding]] = {path: [] for path in report.result.paths}
    for item in report.result.findings:
        by_file.setdefault(item.path, []).append(item)
    for path, findings in by_file.items():
        root.append(_suite(report, path, findings))
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "")) for suite in root)))
    ET.indent(root)
    raw: bytes = ET.tostring(root, "us-ascii", xml_declaration=True)
    return raw.decode("ascii") + "\n"


def _suite(report: Report, path: str, findings: Sequence[Finding]) -> ET.Element:
    failing = sum(item.severity in report.failing for item in findings)
    shown = _safe(report.shown(path))
    suite = ET.Element("testsuite", name=shown, tests=str(len(findings) or 1))
    suite.attrib |= {"failures": str(failing), "errors": "0"}
    suite.set("skipped", str(len(findings) - failing))
    if not findings:
        ET.SubElement(suite, "testcase", name="pmkit lint", classname=shown)
    for item in findings:
        suite.append(_case(report, shown, item))
    return suite


def _case(report: Report, shown: str, item: Finding) -> ET.Element:
    name = f"{item.code} {item.name}, line {item.line}"
    case = ET.Element("testcase", name=name, classname=shown)
    outcome = "failure" if item.severity in report.failing else "skipped"
    told = ET.SubElement(case, outcome, type=str(item.severity), message=_safe(item.message))
    hint = f"\n{item.hint}" if item.hint else ""
    told.text = _safe(f"{shown}:{item.line}:{item.column}: {item.message}{hint}")
    return case


def _safe(text: str) -> str:
    """Return text that XML can hold and no log obeys; the XML library escapes the rest."""
    return _NOT_XML.sub(lambda match: escape(match[0]), visible_lines(text))
