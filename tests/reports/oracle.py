"""The reports once more, by brute force over plain dicts, straight from commands.md.

A post-mortem is a dict with `stem`, `path`, `kind`, `status`, `title`, `anchor`, `start`,
`client`, `team`, `project`, `held`, `client_meeting`, `reviews`, `metrics`, `cost`, `outcome`,
`visibility`, `prevented`, `causes`
({id, tags}) and `actions` ({id, owner, deadline, verify_by, status, addresses, implemented_on,
verified_on, target}). Nothing of pmkit is used here.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, groupby

ALIASES = {"bad-labels": "data-quality-surprise", "ht": "house-tag"}
GROUPS = {
    "data-quality-surprise": "ai-delivery",
    "process-gap": "root-cause",
    "house-tag": "house",
    "adoption": "pilot",
}
PEOPLE = {
    "sarah": ("sarah", True),
    "sarah k": ("sarah", True),
    "sk": ("sarah", True),
    "lior": ("lior", False),
    "lior z": ("lior", False),
}
CLIENTS = {"acme": "acme", "acme gmbh": "acme", "a.c.m.e.": "acme", "borealis": "borealis"}


def client(word):
    return CLIENTS.get(word.lower(), word) if word else None


def person(word):
    return PEOPLE.get(word.lower(), (word, True))[0].lower()


def tags_of(words):
    out = []
    for word in words:
        tag = ALIASES.get(word, word)
        if tag not in out:
            out.append(tag)
    return out


def causes_of(pm, action):
    if action["addresses"] is not None:
        return [c for c in pm["causes"] if c["id"] in action["addresses"]]
    return pm["causes"] if len(pm["causes"]) == 1 else []


def tags_of_action(pm, action):
    return tags_of(t for c in causes_of(pm, action) for t in c["tags"])


def tags_of_pm(pm):
    return tags_of(t for c in pm["causes"] for t in c["tags"])


def ref(pm, action):
    return f"{pm['stem']}:{action['id'] or '#' + str(pm['actions'].index(action) + 1)}"


def is_selected(pm, wanted):
    asked_client, asked_team = wanted.get("client"), wanted.get("team")
    kinds, since, until = wanted.get("kinds"), wanted.get("since"), wanted.get("until")
    return all(
        (
            not asked_client
            or (client(pm["client"]) or "").lower() == client(asked_client).lower(),
            not asked_team or (pm["team"] or "").lower() == asked_team.lower(),
            not kinds or pm["kind"] in kinds,
            not wanted.get("statuses") or pm["status"] in wanted["statuses"],
            not wanted.get("tag") or ALIASES.get(wanted["tag"], wanted["tag"]) in tags_of_pm(pm),
            not since or pm["anchor"] >= since,
            not until or pm["anchor"] <= until,
        )
    )


def iso(day):
    return day.isoformat() if day else None


def row(pm, action, as_of):
    check = action["verify_by"]
    if check is None and action["deadline"]:
        check = action["deadline"] + timedelta(days=30)
    days, state = None, "closed"
    if action["status"] in ("open", "in_progress"):
        days = (as_of - action["deadline"]).days if action["deadline"] else None
        state = "due" if days is None or days <= 0 else "overdue"
    elif action["status"] == "implemented":
        days = (as_of - check).days if check else None
        state = "waiting" if days is None or days <= 0 else "unverified"
    gone = bool(action["owner"]) and not PEOPLE.get(action["owner"].lower(), ("", True))[1]
    return {
        "ref": ref(pm, action),
        "postmortem": pm["stem"],
        "action": action["id"],
        "what": action["what"],
        "owner": action["owner"],
        "deadline": iso(action["deadline"]),
        "status": action["status"],
        "state": state,
        "orphaned": gone and state != "closed",
        "days_overdue": days,
        "verify_by": iso(check),
        "client": client(pm["client"]),
        "team": pm["team"],
        "title": pm["title"],
        "tags": tags_of_action(pm, action),
        "slips": None,
        "slipped_days": None,
        "moved_after_due": None,
        "path": pm["path"],
    }


def all_rows(pms, as_of, wanted, owner=None):
    return [
        row(pm, action, as_of)
        for pm in pms
        if is_selected(pm, wanted)
        for action in pm["actions"]
        if not owner or (action["owner"] and person(action["owner"]) == person(owner))
    ]


def overdue(pms, as_of, wanted, owner=None, within=None):
    rows = all_rows(pms, as_of, wanted, owner)
    parts = []
    for orphaned in (True, False):
        of_one_sort = [r for r in rows if r["orphaned"] == orphaned]
        for state in ("overdue", "unverified"):
            part = [r for r in of_one_sort if r["state"] == state]
            parts += sorted(part, key=lambda r: (-r["days_overdue"], r["ref"]))
        if within is not None:
            soon = [r for r in of_one_sort if r["state"] == "due" and r["deadline"]]
            soon = [r for r in soon if r["deadline"] <= iso(as_of + timedelta(days=within))]
            parts += sorted(soon, key=lambda r: (r["deadline"], r["ref"]))
    return parts


def in_order(pms, as_of, wanted):
    chosen = [pm for pm in pms if pm["status"] != "draft" and pm["anchor"] <= as_of]
    chosen = [pm for pm in chosen if is_selected(pm, wanted)]
    return sorted(chosen, key=lambda pm: (pm["anchor"], pm["stem"], pm["path"]))


def carries(pm, key, name):
    return key in {name(tag) for tag in tags_of_pm(pm)}


def streaks(flags):
    runs = [len(list(part)) for flag, part in groupby(flags) if flag]
    reverse = [len(list(part)) if flag else 0 for flag, part in groupby(reversed(flags))]
    return max(runs, default=0), reverse[0] if reverse else 0


def are_of_different_teams(one, other):
    if one["team"] and other["team"]:
        return one["team"] != other["team"]
    first, second = client(one["client"]), client(other["client"])
    return bool(first and second and first != second)


def repeat(sequence, place, key, name):
    pm = sequence[place]
    earlier = [q for q in sequence[:place] if carries(q, key, name)]
    if not earlier or not carries(pm, key, name):
        return None
    fixes = [
        (ref(q, a), a)
        for q in earlier
        for a in q["actions"]
        if key in {name(tag) for tag in tags_of_action(q, a)}
    ]
    begins = pm["start"] or pm["anchor"]
    verified = [r for r, a in fixes if a["verified_on"] and a["verified_on"] < begins]
    implemented = [r for r, a in fixes if a["implemented_on"] and a["implemented_on"] < begins]
    alive = [r for r, a in fixes if a["status"] != "cancelled"]
    for grade, refs in (("verified", verified), ("implemented", implemented), ("late", alive)):
        if refs:
            return {"postmortem": pm["stem"], "grade": grade, "actions": refs}
    return {"postmortem": pm["stem"], "grade": "never", "actions": []}


def recurrences(sequence, by_group, minimum):
    def name(tag):
        return GROUPS.get(tag, "ungrouped") if by_group else tag

    out = []
    for key in sorted({name(tag) for pm in sequence for tag in tags_of_pm(pm)}):
        holders = [pm for pm in sequence if carries(pm, key, name)]
        longest, current = streaks([carries(pm, key, name) for pm in sequence])
        repeats = [repeat(sequence, place, key, name) for place in range(len(sequence))]
        group = (key if key != "ungrouped" else None) if by_group else GROUPS.get(key)
        item = {
            "tag": key,
            "group": group,
            "count": len(holders),
            "postmortems": [pm["stem"] for pm in holders],
            "first_on": iso(min(pm["anchor"] for pm in holders)),
            "last_on": iso(max(pm["anchor"] for pm in holders)),
            "longest_streak": longest,
            "current_streak": current,
            "overhaul": longest >= 3,
            "cross_team": any(
                abs((one["anchor"] - other["anchor"]).days) <= 183
                and are_of_different_teams(one, other)
                for one, other in combinations(holders, 2)
            ),
            "teams": sorted({pm["team"] for pm in holders if pm["team"]}),
            "clients": sorted({client(pm["client"]) for pm in holders if pm["client"]}),
            "repeats": [found for found in repeats if found],
            "open_actions": [
                ref(pm, action)
                for pm in sequence
                for action in pm["actions"]
                if action["status"] in ("open", "in_progress")
                and key in {name(tag) for tag in tags_of_action(pm, action)}
            ],
        }
        if item["count"] >= minimum:
            out.append(item)
    return out


def recurring(pms, as_of, wanted, by="tag", minimum=2):
    sequence = in_order(pms, as_of, wanted)
    if by in ("tag", "group"):
        items = recurrences(sequence, by == "group", minimum)
    else:

        def of(pm):
            return client(pm["client"]) if by == "client" else pm[by]

        items = [
            {**item, "by": {by: value}}
            for value in sorted({of(pm) for pm in sequence if of(pm)})
            for item in recurrences([pm for pm in sequence if of(pm) == value], False, minimum)
        ]
    items.sort(key=lambda item: item["tag"])
    items.sort(key=lambda item: item["last_on"], reverse=True)
    items.sort(key=lambda item: item["count"], reverse=True)
    items.sort(key=lambda item: item["overhaul"], reverse=True)
    loud = {"verified", "implemented"}
    items.sort(key=lambda item: not any(r["grade"] in loud for r in item["repeats"]))
    return items


def plus(day, days):
    return date.fromordinal(day.toordinal() + days)


def reviews(pms, as_of, wanted):
    overdue, upcoming, done = [], [], []
    for pm in in_order(pms, as_of, wanted):
        owed = {"30-day": plus(pm["held"] or pm["anchor"], 30)}
        owed["90-day"] = plus(pm["held"] or pm["anchor"], 90)
        if pm["client_meeting"]:
            owed["client-follow-up"] = plus(pm["client_meeting"], 30)
        for kind, day in owed.items():
            item = {
                "postmortem": pm["stem"],
                "review": kind,
                "due_on": iso(day),
                "days_overdue": (as_of - day).days,
                "state": "overdue" if as_of > day else "upcoming",
                "held_on": None,
                "outcome": None,
            }
            records = [r for r in pm["reviews"] if r["kind"] == kind]
            if records:
                records.sort(key=lambda r: str(r["held_on"] or ""))
                item |= {"days_overdue": None, "state": "done"}
                item |= {"held_on": iso(records[-1]["held_on"]), "outcome": records[-1]["outcome"]}
            {"overdue": overdue, "upcoming": upcoming, "done": done}[item["state"]].append(item)
    for part in (overdue, upcoming, done):
        part.sort(key=lambda item: (item["postmortem"], item["review"]))
        part.sort(key=lambda item: item["due_on"], reverse=part is done)
    return overdue + upcoming + done


def coverage(pms, projects, as_of):
    states = {"late": [], "drafted": [], "due": [], "covered": []}
    for project in sorted(projects, key=lambda p: p["handle"]):
        day = project["completed_on"]
        if not day or day > as_of:
            continue
        found = [pm for pm in pms if pm["project"] == project["handle"]]
        found.sort(key=lambda pm: (pm["anchor"], pm["stem"], pm["path"]))
        found.sort(key=lambda pm: pm["kind"] in ("checkpoint", "incident"))
        final = [pm for pm in found if pm["status"] != "draft"]
        state = "late" if as_of > plus(day, 7) else "due"
        state = "drafted" if found and not final else "covered" if final else state
        held = final[0]["held"] if final else None
        item = {
            "project": project["handle"],
            "client": client(project["client"]),
            "team": project["team"],
            "completed_on": iso(day),
            "postmortem": (final or found)[0]["stem"] if found else None,
            "days_since": (as_of - day).days,
            "days_taken": (held - day).days if held else None,
            "state": state,
        }
        states[state].append(item)
    for state, items in states.items():
        items.sort(key=lambda item: item["days_since"], reverse=state != "covered")
    return [item for items in states.values() for item in items]


def middle(numbers):
    numbers = sorted(numbers)
    half = len(numbers) // 2
    return numbers[half] if len(numbers) % 2 else (numbers[half - 1] + numbers[half]) / 2


def ratios(pms):
    """Metric in lower case -> its ratios, one a measurement, with kind, unit, name, quarter."""
    out = {}
    for pm in pms:
        for m in pm["metrics"]:
            if m["name"] and m["actual"] is not None and (m["planned"] or 0) > 0:
                quarter = f"{pm['anchor'].year}-Q{[1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4][pm['anchor'].month - 1]}"
                found = (m["actual"] / m["planned"], pm["kind"], m["unit"], m["name"], quarter)
                out.setdefault(m["name"].lower(), []).append(found)
    return out


def bias_item(found, **more):
    units = {unit for _, _, unit, *_ in found}
    return {
        "metric": found[0][3],
        **more,
        "n": len(found),
        "median_ratio": middle([times for times, *_ in found]),
        "unit": found[0][2] if len(units) == 1 else None,
    }


def slips_in(pms, slips):
    """`slips`: path -> action's id -> (moves, days, after due); None without git."""
    if slips is None:
        return {"actions": None, "moves": None, "days": None}
    out = {"actions": 0, "moves": 0, "days": 0}
    for pm in pms:
        for name, (moves, days, _) in slips.get(pm["path"], {}).items():
            if moves and name in [a["id"] for a in pm["actions"]]:
                out = {k: out[k] + n for k, n in zip(out, (1, moves, days), strict=True)}
    return out


def share(part, whole):
    return {"count": part, "of": whole, "rate": part / whole if whole else None}


def came_back(pm, action, every):
    """Whether somebody met a cause of the action again, in work that began once it was there."""
    later = every[every.index(pm) + 1 :]
    since = min(day for day in (action["implemented_on"], action["verified_on"]) if day)
    return any(
        set(tags_of_pm(other)) & set(tags_of_action(pm, action))
        and (other["start"] or other["anchor"]) > since
        for other in later
    )


def learning(pms, every, as_of, briefs):
    taken = [(pm["held"] - pm["anchor"]).days for pm in pms if pm["held"]]
    lessons = [
        f"{pm['stem']}:L{place + 1}"
        for pm in pms
        for place, one in enumerate(pm["lessons"])
        if one["lesson"] and pm["visibility"] != "participants"
    ]
    read = [r for b in briefs if b["read_on"] and b["read_on"] <= as_of for r in b["lessons"]]
    good = [
        (pm, a)
        for pm in pms
        for a in pm["actions"]
        if (a["status"], a["result"]) == ("verified", "effective")
        and (a["implemented_on"] or a["verified_on"])
        and tags_of_action(pm, a)
    ]
    held = [pair for pair in good if not came_back(*pair, every)]
    return {
        "succeeded": share([pm["outcome"] for pm in pms].count("succeeded"), len(pms)),
        "held_within_week": share(len([days for days in taken if days < 8]), len(taken)),
        "lessons_read": share(len([one for one in lessons if one in read]), len(lessons)),
        "countermeasures_held": share(len(held), len(good)),
        "prevented": sum(len(pm["prevented"]) for pm in pms),
    }


def stats(pms, as_of, wanted, slips=None, briefs=()):
    every = in_order(pms, as_of, {})
    pms = in_order(pms, as_of, wanted)
    due = [
        (pm, a)
        for pm in pms
        for a in pm["actions"]
        if a["status"] != "cancelled" and a["deadline"] and not a["deadline"] > as_of
    ]
    with_due = [pm for pm in pms if any(pm is other for other, _ in due)]
    last = with_due[-5:]
    of_last = [a for pm, a in due if any(pm is other for other in last)]

    def rate(part, whole):
        return part / whole if whole else None

    def done(actions):
        return sum(a["status"] in ("implemented", "verified") for a in actions)

    timely = sum(
        1 for _, a in due if a["implemented_on"] and not a["implemented_on"] > a["deadline"]
    )
    taken = [(pm["held"] - pm["anchor"]).days for pm in pms if pm["held"]]
    gained = {}
    for pm in pms:
        for a in pm["actions"] if pm["kind"] == "incident" else ():
            if a["target"] and a["status"] in ("implemented", "verified"):
                gained[a["target"]] = gained.get(a["target"], 0) + 1
    cost, nameless = {}, 0
    for pm in pms:
        told = {k: v for k, v in (pm["cost"] or {}).items() if v is not None}
        name = told.pop("currency", "").upper()
        nameless += bool(told) and not name
        if told and name:
            sums = cost.setdefault(name, {"direct_loss": None, "future_loss": None, "review": None})
            for key, value in told.items():
                sums[key] = (sums[key] or 0) + value
    for sums in cost.values():
        lost = (sums["direct_loss"] or 0) + (sums["future_loss"] or 0)
        nothing = sums["direct_loss"] is None and sums["future_loss"] is None
        paid = sums["review"] or 0
        sums["return"] = None if nothing or paid <= 0 else lost / paid
    bias = [bias_item(found) for found in ratios(pms).values()]
    by_kind = [
        bias_item([one for one in found if one[1] == kind], kind=kind)
        for found in ratios(pms).values()
        for kind in {kind for _, kind, *_ in found}
    ]
    by_quarter = [
        bias_item([one for one in found if one[4] == quarter], quarter=quarter)
        for _, found in sorted(ratios(pms).items())
        for quarter in sorted({one[4] for one in found})
    ]
    bias.sort(key=lambda item: (-item["n"], item["metric"]))
    by_kind.sort(key=lambda item: (-item["n"], item["metric"], item["kind"]))
    share = rate(done(of_last), len(of_last))
    everything = [a for _, a in due]
    return {
        "follow_through": {
            "postmortems": [pm["stem"] for pm in reversed(last)],
            "due": len(of_last),
            "implemented": done(of_last),
            "rate": share,
            "failing": share is not None and share < 0.5,
        },
        "on_time": {
            "due": len(due),
            "implemented_in_time": timely,
            "rate": rate(timely, len(due)),
        },
        "time_to_postmortem": {
            "n": len(taken),
            "median_days": middle(taken) if taken else None,
            "max_days": max(taken) if taken else None,
        },
        "slips": slips_in(pms, slips),
        "bias": bias,
        "compounding": gained,
        "cost": cost,
        "n": len(pms),
        "follow_through_all": {
            "due": len(due),
            "implemented": done(everything),
            "rate": rate(done(everything), len(due)),
        },
        "bias_by_kind": by_kind,
        "bias_by_quarter": by_quarter,
        "cost_without_currency": nameless,
        "learning": learning(pms, every, as_of, briefs),
    }


def listing(pms, as_of, wanted):
    chosen = sorted(
        (pm for pm in pms if is_selected(pm, wanted)), key=lambda p: (p["stem"], p["path"])
    )
    chosen.sort(key=lambda pm: pm["anchor"], reverse=True)
    out = []
    for pm in chosen:
        rows = [row(pm, action, as_of) for action in pm["actions"]]
        pending = [r for r in rows if r["status"] in ("open", "in_progress")]
        out.append(
            {
                "id": pm["stem"],
                "title": pm["title"],
                "kind": pm["kind"],
                "status": pm["status"],
                "client": client(pm["client"]),
                "team": pm["team"],
                "project": pm["project"],
                "anchor_on": iso(pm["anchor"]),
                "path": pm["path"],
                "tags": tags_of_pm(pm),
                "actions_open": len(pending),
                "actions_overdue": sum(r["state"] == "overdue" for r in pending),
            }
        )
    return out


def used_tags(pms, as_of):
    at = {}
    for pm in in_order(pms, as_of, {}):
        for tag in tags_of_pm(pm):
            at.setdefault(tag, []).append(pm["stem"])
    return at


def annual(pms, projects, as_of, year, slips, held):
    wanted = {"since": date(year, 1, 1), "until": date(year, 12, 31)}
    earlier = {"since": date(year - 1, 1, 1), "until": date(year - 1, 12, 31)}
    chosen, before = in_order(pms, as_of, wanted), in_order(pms, as_of, earlier)
    ids = [pm["stem"] for pm in chosen]
    in_days = [(pm["held"] - pm["anchor"]).days for pm in chosen if pm["held"]]
    ended = [row for row in coverage(pms, projects, as_of) if row["completed_on"][:4] == str(year)]
    covered = [row for row in ended if row["state"] == "covered"]
    return {
        "year": year,
        "review": {"due_on": f"{year + 1}-01-31", "recorded": bool(held), **(held or NOT_HELD)},
        "postmortems": ids,
        "kinds": [
            kind_item(kind, [pm["outcome"] for pm in chosen if pm["kind"] == kind])
            for kind in ("project", "checkpoint", "pilot", "incident")
            if any(pm["kind"] == kind for pm in chosen)
        ],
        "recurring": recurring_in(chosen, before),
        "failed_fixes": [
            fix
            for fix in fixes_in(recurring(pms, as_of, {"until": wanted["until"]}, minimum=1), pms)
            if fix["on"][:4] == str(year)
        ],
        "stats": stats(pms, as_of, wanted, slips),
        "held_in_time": {
            "n": len(in_days),
            "within": len([days for days in in_days if days < 8]),
            "days": 7,
            "rate": len([d for d in in_days if d < 8]) / len(in_days) if in_days else None,
        },
        "coverage": {
            "ended": len(ended),
            "covered": len(covered),
            "rate": len(covered) / len(ended) if ended else None,
            "missing": [row for row in ended if row not in covered],
        },
        "reviews": reviews_in(reviews(pms, as_of, wanted)),
        "prevented": [
            {
                "postmortem": pm["stem"],
                "what": None if pm["visibility"] == "participants" else one["what"],
                "thanks_to": one["thanks_to"].strip("[]").split(", "),
            }
            for pm in chosen
            for one in pm["prevented"]
        ],
    }


NOT_HELD = {"held_on": None, "note": None}


def kind_item(kind, outcomes):
    told = {word: outcomes.count(word) for word in ("succeeded", "mixed", "failed")}
    return {"kind": kind, "n": len(outcomes), **told, "unsaid": outcomes.count(None)}


def fixes_in(tags, pms):
    found = [(r["postmortem"], r["grade"], tuple(r["actions"])) for t in tags for r in t["repeats"]]
    out = []
    for stem, grade, refs in dict.fromkeys(found):
        names = [
            tag["tag"]
            for tag in tags
            for r in tag["repeats"]
            if (r["postmortem"], r["grade"], tuple(r["actions"])) == (stem, grade, refs)
        ]
        on = iso(next(pm["anchor"] for pm in pms if pm["stem"] == stem))
        item = {"tags": sorted(names), "postmortem": stem, "grade": grade, "actions": list(refs)}
        if grade in ("verified", "implemented"):
            out.append({**item, "on": on, "new": True})
    out.sort(key=lambda one: (one["grade"] != "verified", one["postmortem"], one["tags"]))
    return sorted(out, key=lambda one: one["on"], reverse=True)


def recurring_in(chosen, before):
    out = []
    for tag in sorted({tag for pm in chosen for tag in tags_of_pm(pm)}):
        now = [pm["stem"] for pm in chosen if tag in tags_of_pm(pm)]
        then = [pm["stem"] for pm in before if tag in tags_of_pm(pm)]
        item = {"tag": tag, "group": GROUPS.get(tag), "count": len(now), "before": len(then)}
        if len(now + then) >= 2:
            out.append({**item, "postmortems": now})
    return sorted(out, key=lambda item: (item["count"], item["before"]), reverse=True)


def reviews_in(rows):
    out = []
    for kind in ("30-day", "90-day", "client-follow-up"):
        states = [row["state"] for row in rows if row["review"] == kind]
        if states:
            told = {state: states.count(state) for state in ("done", "overdue", "upcoming")}
            out.append({"review": kind, **told})
    return out
