"""The files of a new repository, as text. Everything optional stands in comments."""

from __future__ import annotations

from enum import StrEnum


class Ci(StrEnum):
    """Where a repository's checks run."""

    GITHUB = "github"
    GITLAB = "gitlab"


CONFIG = """\
# Settings of pmkit. A line that is commented out shows the default; `pmkit config` explains all.
format = 1

# "Today" is told in this zone, so that a deadline ends on the same day for everybody.
timezone = "{zone}"

# Folders that hold post-mortems, sub-folders included.
# roots = ["postmortems"]

# [lint]
# ignore = []                  # rules that are off: codes, names or families such as PM4
# fail_on = "error"            # the mildest severity that ends with exit code 1
# actions_min = 3
# actions_max = 5
# draft_days = 14
# whys_min = 3
# incident_words = 600

# [sections.rename]            # your own words for the headings
# "What went well" = "What to keep"
"""

PEOPLE = """\
# Who owns actions, by every spelling that files use. Somebody who leaves stays listed with
# `active: false`: what they still own then stands first in `pmkit overdue`.
#
# - handle: dana
#   name: Dana Okafor
#   aliases: [D. Okafor]
#   team: nlp
# - handle: lior
#   name: Lior Zamenski
#   team: vision
#   active: false
"""

CLIENTS = """\
# Whom work is done for: one handle for every spelling that files use, so that reports put them
# together.
#
# - handle: acme
#   name: Acme Insurance
#   aliases: [Acme, Acme Group]
#   domains: [acme.example]
#   sector: insurance
"""

PROJECTS = """\
# The projects. `pmkit new --project HANDLE` takes client, team and dates from here. A project
# that still runs has no completed_on.
#
# - handle: acme-sentiment
#   client: acme
#   team: nlp
#   started_on: 2025-11-03
#   completed_on: 2026-03-06
"""

TAGS = """\
# Your own tags, on top of those that `pmkit tags` lists, and your own words for built-in ones.
#
# - name: on-prem-deployment
#   title: On-premises deployment
#   description: The client's own network or hardware decided the plan.
#   warning_signs:
#     - Nobody has visited the place of deployment when the estimate is signed.
#   questions:
#     - Which piece of ours has run on the target network so far?
#   countermeasures:
#     - Run a stub through the whole path there by week three.
#   aliases: [on-premises]
"""

REVIEWS = """\
# The annual reviews that were held, across all post-mortems: what recurs in spite of the changes?
# `pmkit report annual` prepares one, `pmkit review record --annual YEAR` adds it here.
#
# - year: 2025
#   held_on: 2026-01-15
#   note: Data surprises in three teams; the checklist got one owner.
"""

BRIEFS = """\
# Who read what others had learned before a project started.
# `pmkit brief --for PROJECT --ack NAME` adds to it, `pmkit coverage --briefs` reads it.
#
# - project: acme-invoices
#   person: dana
#   read_on: 2026-03-20
#   postmortems: [2026-03-11-acme-sentiment]
#   lessons: [2026-03-11-acme-sentiment:L1]
"""

GITHUB = """\
name: pmkit
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
      - uses: actions/setup-python@v6
        with:
          python-version: "3.12"
      - run: pip install pmkit  # or from where your team keeps it
      - run: {command}
"""

GITLAB = """\
pmkit:
  image: python:3.12-slim
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - pip install pmkit  # or from where your team keeps it
    # The merge request shows this report; exit code 1 only says that there are findings.
    - {report}
    - {command}
  artifacts:
    when: always
    reports:
      codequality: {file}
"""

PRE_COMMIT_HOOK = """\
  - repo: local
    hooks:
      - id: pmkit-lint
        name: pmkit lint
        entry: pmkit lint --postmortems-only --
        language: python
        additional_dependencies: [pmkit]
        types: [markdown]
        require_serial: true
"""
"""The hook for an existing `.pre-commit-config.yaml`; a new one begins with `repos:`."""

PRE_COMMIT_FILES = """\
        files: {pattern}
"""
"""What keeps the hook to one folder of the git repository."""
