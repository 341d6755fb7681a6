"""Failure tags: what visibly went wrong on a project."""

from __future__ import annotations

from pmkit.taxonomy.tag import Tag

TAGS: tuple[Tag, ...] = (
    Tag(
        name="data",
        group="failure",
        title="Data failure",
        description=(
            "The data was missing, wrong, late or unlike production, and the delivery failed on "
            "it. If accuracy targets were agreed before the data was audited, add "
            "`data-quality-surprise`, which names that pattern; this tag names the outcome."
        ),
        warning_signs=(
            "The data audit is skipped, or squeezed into a day or two to protect the start date.",
            "The plan quotes the client's description of the data, and nobody has run a query.",
            "Delivery dates are promised while the data assumptions are still untested.",
            "The development sample has never been compared with a pull from production.",
        ),
        questions=(
            "What did we believe about the data at signing, and what was that belief based on?",
            "Which check would have shown the gap first, and when could it have run?",
            "How did the sample differ from production in volume, fields, labels and age?",
            "Which promise would have changed if the audit had come before it?",
        ),
        countermeasures=(
            (
                "Make a signed data audit an exit gate of discovery: at least 1,000 production "
                "records, profiled for gaps, duplicates, label errors and age."
            ),
            (
                "Keep a data assumptions table in the proposal; each row needs a test result "
                "before a delivery date goes to the client."
            ),
            (
                "Run a sample-against-production comparison script in week 1 and again at every "
                "new extract; a shift above 10% in a key field stops the build."
            ),
            (
                "Put a data readiness clause in the contract: dates count from the day the audited "
                "extract is delivered."
            ),
        ),
        aliases=("bad-data", "dirty-data", "data-issues"),
    ),
    Tag(
        name="expectation",
        group="failure",
        title="Expectation failure",
        description=(
            "We delivered roughly what was built to plan, and the client had expected something "
            "else. Use `metric-mismatch` when the dispute is about the number that proves success, "
            "and `scope` when the work itself grew."
        ),
        warning_signs=(
            "Success is described with words such as better, smart or fast, without a threshold.",
            (
                "Reports show F1 or BLEU, and no line says what the score means in money, time or "
                "cases."
            ),
            "The client sees results at kickoff and at delivery, with no review in between.",
            "No document tells the client what the system cannot do or how often it will be wrong.",
        ),
        questions=(
            (
                "How would the client have described a good result at kickoff, and where was it "
                "written?"
            ),
            "At which point did the two pictures of the result start to differ?",
            "Which limits of the system did the client hear from us, when, and in what form?",
            "What would a review at the halfway mark have brought to light?",
        ),
        countermeasures=(
            (
                "Add a one-page success sheet to the statement of work: 3-5 criteria, each with a "
                "threshold, a measuring method and the role that accepts it."
            ),
            (
                "Give every model score a business translation in the report template, for example "
                "errors per 1,000 invoices and minutes of rework per error."
            ),
            (
                "Schedule a halfway review in the plan at 50% of budget: a live demo on client "
                "data, with the success sheet marked met, at risk or missed."
            ),
            (
                "Hand over a limits card before the build starts: known failure types, expected "
                "error rate and 10 real examples of wrong output."
            ),
        ),
        aliases=("expectations", "expectation-gap", "expectation-mismatch"),
    ),
    Tag(
        name="scope",
        group="failure",
        title="Scope failure",
        description=(
            "Deliverables, features or requests grew beyond the contract without a change in price "
            "or date. Repeated model runs toward an unchanged goal belong under "
            "`experiment-creep`; a live system that gained abilities belongs under "
            "`capability-creep`."
        ),
        warning_signs=(
            "The work looks different from the contract, and the change request log is empty.",
            "Small favors agreed in chat or on calls appear in no ticket or document.",
            "Hours are not set against the estimate every week, so overruns show up at invoicing.",
            "A talk about extra cost is on the agenda and is postponed two meetings in a row.",
        ),
        questions=(
            "Which additions were accepted, through which channel, and what did each one cost?",
            "In which week did hours first leave the estimate, and where was that visible?",
            "What made it easier to absorb an addition than to price it?",
            (
                "How does a request travel from the client to the backlog, and where could it be "
                "stopped?"
            ),
        ),
        countermeasures=(
            (
                "Use a one-page change request form for anything above 2 hours; no ticket enters "
                "the sprint without its number."
            ),
            (
                "Publish a weekly hours-against-estimate report per work package; 10% over "
                "triggers a scope call with the client within 5 working days."
            ),
            (
                "Reserve a priced pool of 5% of the budget for small additions, drawn down in a "
                "log the client sees every week."
            ),
            (
                "Give account leads a written script for the extra-cost conversation, and make it "
                "a fixed item of the biweekly client call."
            ),
        ),
        aliases=("scope-creep", "scope-growth"),
    ),
    Tag(
        name="integration",
        group="failure",
        title="Integration failure",
        description=(
            "The model worked alone and did not work inside the client's systems or organization: "
            "access, interfaces, environments, rollout. Use `infrastructure-underestimated` when "
            "the main damage was an estimate of platform work far too low."
        ),
        warning_signs=(
            "Client IT first joins a meeting after the design has been fixed.",
            "The test environment differs from production in versions, permissions, data or load.",
            "The plan has weeks for the model and a single line for change management.",
            "Access requests have been open for more than two weeks with no date for an answer.",
        ),
        questions=(
            (
                "When did client IT, security and operations first see the design, and what "
                "changed then?"
            ),
            "Which differences between test and production were known before go-live?",
            (
                "What did the rollout ask of the people affected, and how much time was planned "
                "for it?"
            ),
            "Which interface would have broken first in an end-to-end run in week 2?",
        ),
        countermeasures=(
            (
                "Require a client IT contact at kickoff and an integration workshop within 10 "
                "working days; its output is a signed interface list."
            ),
            (
                "Ship a walking skeleton by week 3: a stub model that travels the whole path "
                "through the client's own systems."
            ),
            (
                "Keep an environment parity checklist of versions, permissions, data and load; "
                "every difference has a mitigation before go-live."
            ),
            (
                "Plan change management as a work package of at least 10% of the budget, with a "
                "rollout schedule and a training slot per user group."
            ),
        ),
        aliases=("integrations", "system-integration", "integration-failure"),
    ),
    Tag(
        name="team",
        group="failure",
        title="Team failure",
        description=(
            "The team as set up could not carry the work: missing skills, knowledge in one place, "
            "overload. It describes the team's condition, never a person's performance; use "
            "`resource-mismatch` for the staffing decision that led to it."
        ),
        warning_signs=(
            "The project needs skills that no role in the staffing plan has.",
            "One person holds the knowledge of a component, and work stops when they are away.",
            "Setup steps and design decisions are thinly documented or not written down at all.",
            "Long weeks, canceled leave or flat retrospectives go on for a month with no response.",
        ),
        questions=(
            "Which skills did the work turn out to need, and which did the staffing plan list?",
            "Which parts could only be changed by a single role, and since when was that known?",
            "What signals of overload were visible, and what would have triggered a response?",
            "How long would a new colleague need to run the project from its documents alone?",
        ),
        countermeasures=(
            (
                "Fill in a skills matrix before kickoff: required level per skill against the "
                "people planned, with a training, hiring or scope decision for each gap."
            ),
            (
                "Give every component a second maintainer, and rotate one ticket per sprint to "
                "that person."
            ),
            (
                "Add a runbook and a decision log to the definition of done; a colleague outside "
                "the project rebuilds the system from them once per milestone."
            ),
            (
                "Track weekly hours per role; more than 45 hours in two consecutive weeks moves "
                "scope or date at the next planning meeting."
            ),
        ),
        aliases=("key-person-risk", "bus-factor", "burnout"),
    ),
)
