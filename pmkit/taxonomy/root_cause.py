"""Root-cause tags: the system behind a failure, where a chain of whys can end."""

from __future__ import annotations

from pmkit.taxonomy.tag import Tag

TAGS: tuple[Tag, ...] = (
    Tag(
        name="process-gap",
        group="root-cause",
        title="Process gap",
        description=(
            "A step, gate or rule that would have caught the problem did not exist or could be "
            "skipped without notice. If the step existed and its numbers were wrong, use "
            "`estimation`; if its result did not reach the people it concerned, `communication`."
        ),
        warning_signs=(
            "The same task is done differently on each project, and no checklist exists for it.",
            "A gate on paper is passed without an artefact that shows it was held.",
            "Exceptions are granted verbally, and nothing records how many there are.",
            "A problem known from an earlier project has no matching line in today's templates.",
        ),
        questions=(
            "At which step could this have been caught, and what does that step look like today?",
            "What made it possible to skip the step without anything turning red?",
            "Which other projects run right now without this step?",
            "What would make the right way the easiest way next time?",
        ),
        countermeasures=(
            (
                "Add the missing gate to the project template with a named artefact; the next "
                "phase cannot be opened in the tracker without a link to it."
            ),
            (
                "Turn the check into an automated one in the pipeline, so that skipping it fails "
                "the build."
            ),
            (
                "Keep an exceptions log with reason and expiry date, read out in the monthly "
                "operations meeting; three exceptions to one rule trigger a rewrite of that rule."
            ),
            "Audit two running projects a month against the checklist and publish the gaps found.",
        ),
        aliases=("missing-process", "no-process", "process-gaps"),
    ),
    Tag(
        name="estimation",
        group="root-cause",
        title="Estimation",
        description=(
            "Effort, duration or cost was forecast by a method that could not come out right: no "
            "history, no range, no risk. If the platform share alone was missed, add "
            "`infrastructure-underestimated`; if the work grew after a sound estimate, use "
            "`scope`."
        ),
        warning_signs=(
            "The estimate is a single number, with no range and no list of assumptions.",
            "It was made by one role, in one sitting, without the people who do the work.",
            "Actuals of similar projects exist and were not opened.",
            "The figure matches the client's budget to within a few percent on the first try.",
        ),
        questions=(
            "Which work packages ran over, and by what factor?",
            "Which past projects were comparable, and what did their actuals say?",
            "Which assumptions carried the estimate, and when did the first one break?",
            (
                "How was the estimate changed between the first draft and the signed offer, and on "
                "what grounds?"
            ),
        ),
        countermeasures=(
            (
                "Require three-point estimates per work package from at least two roles; a spread "
                "above 2x goes back to discovery."
            ),
            "Attach the actuals of three comparable projects to every proposal above 20 days.",
            (
                "Apply a correction factor per kind of work from planned-against-actual data, "
                "refreshed every quarter."
            ),
            (
                "Re-estimate at 25% of budget as a fixed milestone, with a decision on scope, "
                "price or date in the minutes."
            ),
        ),
        aliases=("estimates", "bad-estimate", "estimation-error"),
    ),
    Tag(
        name="communication",
        group="root-cause",
        title="Communication path",
        description=(
            "Information existed in one place and did not reach the place where a decision was "
            "made. It covers our own channels and hand-offs; how expectations and conflicts with "
            "the client are steered belongs under `client-management`."
        ),
        warning_signs=(
            "Decisions live in private chats or calls and appear in no shared log.",
            "Sales, delivery and engineering describe the goal of the project in different words.",
            "A risk is raised in one meeting and is missing from the next status report.",
            "Status stays green for weeks, and the people doing the work would call it red.",
        ),
        questions=(
            "Where was the information first known, and which path was it supposed to take?",
            "At which hand-off did it stop, and what did that hand-off consist of?",
            "What would have made it safe and quick to raise the problem earlier?",
            "Which decision would have been different with the information at hand?",
        ),
        countermeasures=(
            (
                "Keep one decision log per project in the repository; a decision without an entry "
                "within 24 hours does not bind."
            ),
            (
                "Hold a 60-minute sales-to-delivery handover with a fixed template: goal, promises "
                "made, open risks, client contacts."
            ),
            (
                "Carry a risk register into the weekly status template; a red risk reaches the "
                "operations lead within one working day."
            ),
            (
                "Collect an anonymous confidence score from 1 to 5 every week; a drop of 2 points "
                "opens a 30-minute review."
            ),
        ),
        aliases=("comms", "miscommunication", "communications"),
    ),
    Tag(
        name="technical-debt",
        group="root-cause",
        title="Technical debt",
        description=(
            "Shortcuts in code, pipelines, prompts or tests made a change slow, risky or "
            "impossible to verify. It is the state of what we built; a client platform that was "
            "harder than planned belongs under `infrastructure-underestimated`."
        ),
        warning_signs=(
            "Notebooks or copied scripts run in production without tests or version control.",
            "The same kind of change takes longer every month.",
            "Releases need manual steps that are known by heart and not scripted.",
            "Debt tickets carry over for three or more sprints in a row.",
        ),
        questions=(
            "Which shortcut did the failure pass through, and when was it taken?",
            "What did we know about its cost then, and where was that recorded?",
            "Which test or tool would have made the fault visible before release?",
            "Which other deliveries share this code, pipeline or prompt?",
        ),
        countermeasures=(
            (
                "Record each shortcut as a debt ticket with a payback date and a trigger, at the "
                "moment it is taken."
            ),
            "Reserve 15% of every sprint for debt, and report the share used at sprint review.",
            (
                "Set a production bar in continuous integration: tests, pinned dependencies, "
                "versioned prompts and a one-command deployment."
            ),
            (
                "Start projects from the agency's maintained template repository; deviations need "
                "an entry in the decision log."
            ),
        ),
        aliases=("tech-debt", "code-debt"),
    ),
    Tag(
        name="resource-mismatch",
        group="root-cause",
        title="Resource mismatch",
        description=(
            "People, seniority, time or compute were allocated in a way that did not fit the work. "
            "It concerns the allocation decision and its process; the resulting condition of the "
            "team belongs under `team`."
        ),
        warning_signs=(
            (
                "The staffing plan is filled by availability, with no list of required skills "
                "beside it."
            ),
            "Key roles are split over three or more projects at the same time.",
            "The people named in the proposal are not the people at kickoff.",
            "Compute, licenses or labeling capacity are requested after the work that needs them.",
        ),
        questions=(
            "What did the work need in skills, hours and equipment, and what was allocated?",
            "Which information was available when the allocation was decided?",
            (
                "How did competing projects influence the allocation, and how was the conflict "
                "settled?"
            ),
            "At what point could the mismatch have been corrected at low cost?",
        ),
        countermeasures=(
            (
                "Staff from a role profile with required skill levels, signed off by the technical "
                "lead before the start date is confirmed."
            ),
            "Cap concurrent projects at two per person, enforced in the planning tool.",
            (
                "Hold a 30-minute staffing review every two weeks across all projects, with a "
                "forecast of the next six weeks."
            ),
            (
                "Add a resource check to kickoff: people, compute, licenses and labeling confirmed "
                "in writing, or the date moves."
            ),
        ),
        aliases=("staffing-mismatch", "understaffing", "understaffed"),
    ),
    Tag(
        name="client-management",
        group="root-cause",
        title="Client management",
        description=(
            "Our way of steering the client relationship left a decision, a duty or a conflict "
            "open. It is about our process toward the client, never about the client being "
            "difficult; information lost on our own side belongs under `communication`."
        ),
        warning_signs=(
            "No single person on the client side can accept deliverables or settle priorities.",
            "Client duties such as data, access and feedback have no dates in the plan.",
            (
                "The sponsor has not been in a meeting for a month or has changed without a new "
                "kickoff."
            ),
            "Bad news waits for the next scheduled meeting, or goes out with the invoice.",
        ),
        questions=(
            "Which client decision did we wait for, and how was its deadline made visible?",
            "What did we ask of which client role, in what form, and what came back?",
            "How early could the client have learned of the problem, and what delayed it?",
            "Which signals from the client did we record, and which step did they trigger?",
        ),
        countermeasures=(
            (
                "Agree on a responsibility chart at kickoff: one accepting role, one deputy, and "
                "an answer to each request within 5 working days."
            ),
            (
                "Track client duties as tickets with dates in the shared plan; a duty 5 days late "
                "moves the delivery date by written notice."
            ),
            (
                "Send news of a red status to the sponsor within 48 hours, on a half-page template "
                "with impact, options and the decision needed."
            ),
            (
                "Ask for a two-question pulse every month; a score of 6 or less opens a call by "
                "the account lead within a week."
            ),
        ),
        aliases=("account-management", "client-relationship", "client-relations"),
    ),
)
