"""AI incident tags: how a system in production went wrong."""

from __future__ import annotations

from pmkit.taxonomy.tag import Tag

TAGS: tuple[Tag, ...] = (
    Tag(
        name="hallucination",
        group="ai-incident",
        title="Hallucination",
        description=(
            "The system stated something that its sources do not support, and somebody relied on "
            "it or could have. Wrong output that text from outside provoked belongs under "
            "`prompt-injection`; a slow loss of quality belongs under `drift`."
        ),
        warning_signs=(
            "Answers come without a source, or cite a source that does not contain the claim.",
            "Some request paths reach the model without a retrieval step.",
            "The prompt does not say what to do when the context holds no answer.",
            "The eval set has no question whose right answer is that the sources do not say.",
        ),
        questions=(
            "Was grounding data in the context at the moment of the answer?",
            "If it was, which wording of the prompt allowed the model to leave it?",
            "If it was not, through which path was retrieval skipped?",
            "Which check between the model and the user could have caught the claim?",
            "How many earlier answers share this pattern in the logs?",
        ),
        countermeasures=(
            (
                "Add the incident to the eval set as a regression case that fails on the old "
                "version, plus 10 unanswerable questions; a release needs all of them to pass."
            ),
            (
                "Enforce retrieval in code: a request with no retrieved passage returns a fixed "
                "refusal and never reaches the model."
            ),
            (
                "Restrict the prompt to the supplied passages, with a citation per claim and a "
                "worked example of declining to answer."
            ),
            (
                "Run a groundedness check on a 5% sample of live answers; alert when more than 2% "
                "of the sample is unsupported."
            ),
        ),
        aliases=("hallucinations", "confabulation", "made-up-answer"),
    ),
    Tag(
        name="prompt-injection",
        group="ai-incident",
        title="Prompt injection",
        description=(
            "Text from a user, a document, a web page or a tool result acted as an instruction and "
            "made the system do or reveal something. If no outside text steered it and the system "
            "simply had more power than documented, use `capability-creep`."
        ),
        warning_signs=(
            "Untrusted text and instructions share one prompt, with nothing that separates them.",
            "The same agent reads outside content and holds tools that write, send or pay.",
            "No test set contains hostile documents, emails or web pages.",
            "Logs do not record from which source each part of the context came.",
        ),
        questions=(
            "Where did the text come from, and through which step did it enter the context?",
            "Which capability did it use, and what was that capability needed for?",
            "What was the widest harm possible with the same access?",
            "Which boundary between content and instruction existed, and how was it crossed?",
        ),
        countermeasures=(
            (
                "Add the attack text and five variants to the eval set; each must be refused on "
                "every release."
            ),
            (
                "Split reading from acting: the component that sees outside text holds no tool "
                "with side effects."
            ),
            (
                "Put an approval step and an allowlist in front of every tool that sends, deletes "
                "or pays."
            ),
            (
                "Tag each context segment with its origin in the logs; alert on a tool call whose "
                "arguments come from an untrusted origin."
            ),
        ),
        aliases=("prompt-injections", "indirect-prompt-injection", "instruction-injection"),
    ),
    Tag(
        name="drift",
        group="ai-incident",
        title="Drift",
        description=(
            "Behavior moved away from what was accepted, step by step, without a release meant to "
            "change it. New abilities belong under `capability-creep`; a rise in hand-offs to "
            "people belongs under `escalation-overload`, with this tag beside it if both apply."
        ),
        warning_signs=(
            "The model is called by a floating alias, so the provider can change its version.",
            "Users ask different things, in other words or languages, than at launch.",
            "Many small prompt edits have gone live since the last full eval run.",
            "The eval set has not gained a case from production for a quarter.",
        ),
        questions=(
            "What changed since the last good week: model version, user patterns, prompt, data?",
            (
                "How many prompt edits went live since the last full eval, and what did they add "
                "up to?"
            ),
            "How well does the eval set still resemble last month's traffic?",
            "On which day did the curve bend, and which alert was watching it?",
        ),
        countermeasures=(
            (
                "Pin the model version in configuration; an upgrade is a pull request with a full "
                "eval report."
            ),
            (
                "Run the complete eval set every night and on each prompt edit; a drop of 2 points "
                "blocks the merge."
            ),
            (
                "Refresh the eval set monthly with 20 labeled cases from production, and retire "
                "cases that no longer occur."
            ),
            (
                "Plot the weekly mix of topics and languages against launch; a shift above 15% "
                "opens a review ticket."
            ),
        ),
        aliases=("model-drift", "concept-drift", "prompt-drift", "behavior-drift"),
    ),
    Tag(
        name="runaway-cost",
        group="ai-incident",
        title="Runaway cost",
        description=(
            "Spending on models, tools or compute in production grew unseen, in a jump or by a "
            "steady climb. Project hours or budget beyond plan are not meant here: use "
            "`estimation`, `scope` or `experiment-creep`."
        ),
        warning_signs=(
            "Spend doubles from one period to the next, and the invoice is the first to tell.",
            "Cost climbs by about 10% a week, and each single step looks harmless.",
            "An agent loop or retry policy has no upper limit.",
            "Test traffic uses the production key, so costs cannot be told apart by feature.",
        ),
        questions=(
            "Which feature or client account does the extra spend belong to?",
            "Which loop could run without a stop, and what would have ended it?",
            "How much of the volume was retries, and how much was test traffic?",
            "At which amount would an alert have been useful, and on which day was it reached?",
        ),
        countermeasures=(
            (
                "Set two alerts, spend at twice the trailing average and growth of 10% a week for "
                "two weeks; replay the incident's figures to show that they fire earlier."
            ),
            (
                "Cap every agent run in code at 20 steps, 3 retries with backoff and a token "
                "budget; a regression test forces a loop and expects the stop."
            ),
            (
                "Issue separate keys for test and production, and tag each call with feature and "
                "client on a daily cost dashboard."
            ),
            (
                "Set a hard monthly limit per key at the provider, with a documented fallback "
                "answer when it is reached."
            ),
        ),
        aliases=("runaway-costs", "cost-spike", "cost-explosion"),
    ),
    Tag(
        name="escalation-overload",
        group="ai-incident",
        title="Escalation overload",
        description=(
            "The system handed far more cases to people than designed, for example 60% instead of "
            "15%, and they could not keep up. If it escalates as designed and the receiving step "
            "never fit the work, use `workflow-fit`."
        ),
        warning_signs=(
            "The escalation rate leaves its design range, and nothing alerts on it.",
            "The review queue grows for three days in a row, or approvals take seconds each.",
            "A prompt edit adds caution, and only safety cases are rerun.",
            "Confidence scores have not been checked against outcomes since launch.",
        ),
        questions=(
            "How did confidence compare with actual correctness in the escalated cases?",
            "Which new kinds of edge cases appeared, and what share of the rise do they explain?",
            "Did a prompt or policy edit make the system more cautious, and what was it tested on?",
            "What did the overload do to the cases that really needed a person?",
        ),
        countermeasures=(
            (
                "Alert when the daily escalation rate passes 1.5 times its design value, for "
                "example 23% against 15%."
            ),
            (
                "Recalibrate the threshold monthly on 200 labeled cases, and record the curve "
                "beside the release."
            ),
            (
                "Add eval cases that must not escalate, as many as those that must; report both "
                "rates on each prompt edit."
            ),
            (
                "Agree on a queue capacity with the receiving team and a written overflow mode for "
                "when it is exceeded."
            ),
        ),
        aliases=("over-escalation", "escalation-flood"),
    ),
    Tag(
        name="capability-creep",
        group="ai-incident",
        title="Capability creep",
        description=(
            "The live system can do more than its documentation and its eval set cover: tools, "
            "permissions, topics. Unpaid growth of a project belongs under `scope`; an ability "
            "abused through outside text belongs under `prompt-injection`."
        ),
        warning_signs=(
            "The list of tools in the configuration is longer than the list in the documentation.",
            "A permission was widened for a test and never narrowed again.",
            "Users share uses of the system that no requirement describes.",
            "A tool was added in a release that brought no new eval case.",
        ),
        questions=(
            "What does the system do today, set beside what is documented?",
            "Through which change and which approval was each extra capability added?",
            "Did the eval set grow with it, and which cases cover it now?",
            "Which capability would nobody miss if it were gone tomorrow?",
        ),
        countermeasures=(
            (
                "Keep a capability manifest in the repository; continuous integration fails when "
                "the deployed tools or scopes differ from it."
            ),
            (
                "Require five eval cases and an approving role in each pull request that adds a "
                "tool or a scope."
            ),
            "Review permissions every quarter, and revoke each one without a call in 90 days.",
            (
                "Refuse topics outside the manifest with a fixed answer, and count the refusals "
                "weekly."
            ),
        ),
        aliases=("undocumented-capability", "permission-creep", "tool-creep"),
    ),
)
