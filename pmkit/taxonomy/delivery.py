"""AI delivery tags: patterns in which model projects keep going wrong."""

from __future__ import annotations

from pmkit.taxonomy.tag import Tag

TAGS: tuple[Tag, ...] = (
    Tag(
        name="data-quality-surprise",
        group="ai-delivery",
        title="Data quality surprise",
        description=(
            "Accuracy was promised first and the state of the data discovered later, with targets "
            "out of reach. Use it for that order of events; any other trouble with data, such as "
            "late extracts or lost access, stays under `data`."
        ),
        warning_signs=(
            "The offer names an accuracy figure, and no audit report is attached.",
            "The first full extract arrives after the modeling work has begun.",
            "Cleaning takes more than a third of the hours in the first month.",
            "Two labelers disagree on more than one in ten samples, or nobody has measured it.",
        ),
        questions=(
            "What did we know about the data on the day the accuracy target was set?",
            "Which defect hurt accuracy most, and in how many records could it have been seen?",
            "What stood between us and a full audit before the offer?",
            "What target would the audit have supported?",
        ),
        countermeasures=(
            (
                "Sell a full data audit as a separate paid phase of 5-10 days; accuracy targets "
                "are set only after its report."
            ),
            (
                "Write targets in the offer as a range tied to audit grades A to C, and fix the "
                "number in an addendum after the audit."
            ),
            (
                "Measure label agreement on 200 double-labeled samples; below 90% the labeling "
                "guide is reworked before training starts."
            ),
            (
                "Train a baseline on raw data within the first week, and send its score to the "
                "client as the starting point."
            ),
        ),
        aliases=("data-surprise", "late-data-discovery"),
    ),
    Tag(
        name="metric-mismatch",
        group="ai-delivery",
        title="Metric mismatch",
        description=(
            "The model met the metric we optimized, and the client judged it by another one, or by "
            "another threshold. If no metric was agreed and the whole picture differed, use "
            "`expectation`."
        ),
        warning_signs=(
            (
                "The statement of work names no metric, or a metric without a threshold and a test "
                "set."
            ),
            "The team reports one number while the client talks about another.",
            "An aggregate score rises while complaints about single cases rise as well.",
            "The cost of a false positive and of a false negative has never been compared.",
        ),
        questions=(
            "Which number did each side look at to call the result good?",
            "How does one point of our metric translate into the client's money, time or risk?",
            "When was the metric chosen, by which roles, and was it ever revisited?",
            "Which cases does the metric count as right that the client counts as wrong?",
        ),
        countermeasures=(
            (
                "Have metrics, thresholds, test set and measuring procedure signed as an annex to "
                "the statement of work before modeling starts."
            ),
            (
                "Build the acceptance test set with the client: at least 200 cases, frozen and "
                "versioned in the repository."
            ),
            (
                "Put an error cost table in the offer, one price per error type, and tune the "
                "decision threshold to it."
            ),
            (
                "Show the client's business number beside the model metric on every status report, "
                "from the first baseline on."
            ),
        ),
        aliases=("metrics-mismatch", "wrong-metric", "metric-misalignment"),
    ),
    Tag(
        name="infrastructure-underestimated",
        group="ai-delivery",
        title="Infrastructure underestimated",
        description=(
            "Platform, deployment, security and operations work came out at a multiple of the "
            "plan, often around 3x. Use `integration` when the systems did not work together, and "
            "`estimation` when the whole forecast was off, not only this part."
        ),
        warning_signs=(
            "Infrastructure is one line in the estimate, or a flat percentage of the model work.",
            "Hosting, network or security rules of the client are unknown at signing.",
            "Infrastructure hours pass half of their budget before the first deployment.",
            "Monitoring, rollback and on-call appear in nobody's work package.",
        ),
        questions=(
            (
                "Which infrastructure tasks were in the estimate, which were not, and what did "
                "each cost?"
            ),
            "What would a day with the client's platform team have told us before the offer?",
            "At what point did actual hours pass the plan, and at what point 3x the plan?",
            "Which of these tasks will come back on every project of this kind?",
        ),
        countermeasures=(
            (
                "Make an infrastructure assessment of 2-3 days part of discovery, and copy its "
                "findings into the estimate as separate line items."
            ),
            (
                "Estimate from a checklist of 20 items, from identity and network to monitoring "
                "and backup; an unanswered item adds a priced risk."
            ),
            (
                "Deploy an empty service to the client's production network before the model work "
                "starts."
            ),
            (
                "Compare planned and actual infrastructure hours at each closeout, and raise the "
                "default factor in the estimate template while it stays above 1.5."
            ),
        ),
        aliases=(
            "infra-underestimated",
            "underestimated-infrastructure",
            "infrastructure-surprise",
        ),
    ),
    Tag(
        name="experiment-creep",
        group="ai-delivery",
        title="Experiment creep",
        description=(
            "Runs, prompts and model variants multiplied toward the same goal, with no agreed end. "
            "The deliverable stays the same, and that is the difference from `scope`, where the "
            "deliverable grows."
        ),
        warning_signs=(
            "The contract sets no number of iterations and no stopping rule.",
            "Three runs in a row gain less than one point, and a fourth is being planned.",
            "Experiments start without a written hypothesis or expected gain.",
            "The phrase 'one more try' moves a milestone.",
        ),
        questions=(
            "After which iteration did the gains flatten, and what did each later one cost?",
            "What would have told us to stop, and where was that rule written?",
            "How was the decision for another round made, and against which alternative?",
            "What did the client know about the number of rounds left?",
        ),
        countermeasures=(
            (
                "Fix the number of iterations in the statement of work, for example four; every "
                "further one is a priced change order."
            ),
            (
                "Add a stopping rule to the experiment template: under 1 point gained in two runs "
                "ends the line of work."
            ),
            (
                "Log each run with hypothesis, cost and result; review the log with the client "
                "after every second run."
            ),
            (
                "Set a compute and hours budget per experiment in the tracking tool, with an alert "
                "at 80%."
            ),
        ),
        aliases=("iteration-creep", "endless-experiments", "endless-tuning"),
    ),
    Tag(
        name="knowledge-transfer",
        group="ai-delivery",
        title="Knowledge transfer",
        description=(
            "The client could not run, retrain or change what we delivered once we had left. "
            "Knowledge held by one person inside our own team belongs under `team`; users who do "
            "not take up the tool belong under `adoption`."
        ),
        warning_signs=(
            "Documentation and training are in neither the scope nor the plan.",
            "No client engineer has made a change to the system before the last sprint.",
            "The handover is one meeting in the final week.",
            "The client's receiving team has not been named at the halfway mark.",
        ),
        questions=(
            "What could the client's team do without us on the day we left, and what not?",
            (
                "Which support questions came in during the first month, and which document would "
                "have answered them?"
            ),
            "When was the transfer planned, and what was cut when time ran short?",
            "Which tasks were practiced by the client's team, and which were only shown?",
        ),
        countermeasures=(
            (
                "Price documentation and training as deliverables in the scope, with their own "
                "dates in the plan and 5-10% of the budget."
            ),
            (
                "Have a client engineer deploy, roll back and retrain alone, from the runbook, as "
                "an acceptance test."
            ),
            "Pair on one ticket a week with the receiving team from the halfway mark on.",
            (
                "Include four weeks of support after handover; each question becomes an entry in "
                "the runbook."
            ),
        ),
        aliases=("knowledge-handover", "kt", "client-handover"),
    ),
)
