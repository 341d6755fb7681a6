"""Pilot tags: the three kinds of friction an AI pilot can meet."""

from __future__ import annotations

from pmkit.taxonomy.tag import Tag

TAGS: tuple[Tag, ...] = (
    Tag(
        name="technical-fit",
        group="pilot",
        title="Technical fit",
        description=(
            "The tool itself could not do the job: quality, speed, data, access or stability. Most "
            "of what a room first files here turns out to be `workflow-fit` or `adoption`; keep "
            "the tag if the friction remains with a willing, trained user at the right step."
        ),
        warning_signs=(
            "Users repeat a request three times or more to get a usable answer.",
            "The demo ran on picked examples, and real inputs are longer, messier or scanned.",
            "Response times break the rhythm of the task, or outages fall into working hours.",
            "Data or access needed for the task is not connected in the pilot.",
        ),
        questions=(
            "On which real inputs did the output fall short, and can we replay them?",
            "Would the friction remain for a trained user who wants it to work?",
            "Which finding here would move to another bucket if the step before it changed?",
            "Which quality, speed and availability did the task need, and what was measured?",
        ),
        countermeasures=(
            (
                "Run a fit test before the pilot: 50 real inputs per user group, with pass marks "
                "for quality and response time."
            ),
            (
                "Record the first and the final bucket of every friction, and have an end user "
                "confirm each one that stays technical."
            ),
            (
                "Add a one-click report button; weekly triage turns the ten most frequent reports "
                "into eval cases."
            ),
            (
                "Write entry conditions for the pilot: data connected, single sign-on live, 99% "
                "availability in working hours over two weeks."
            ),
        ),
        aliases=("tech-fit", "technical-friction"),
    ),
    Tag(
        name="workflow-fit",
        group="pilot",
        title="Workflow fit",
        description=(
            "The tool worked and did not fit the way the work is done: steps, hand-offs, habits. "
            "If it would fit and people hold back for lack of conviction, training, reward or "
            "permission, use `adoption`."
        ),
        warning_signs=(
            "The pilot adds a step, such as copying between windows, and removes none.",
            "It replaces a step that people like or are proud of.",
            "A hand-off is assumed in the design, and the receiving team has not agreed to it.",
            "Good results depend on disciplined prompts, and nobody has taught them.",
        ),
        questions=(
            (
                "Which steps did a task take before and during the pilot, counted in clicks and "
                "minutes?"
            ),
            "Which step was replaced, and what was it worth to the people who did it?",
            "At which hand-off between trigger and value did the work lose energy?",
            (
                "What did the tool expect users to know about prompting, and where could they "
                "learn it?"
            ),
        ),
        countermeasures=(
            (
                "Shadow three end users for half a day each before the design; draw the path from "
                "trigger to value with a role at each hand-off."
            ),
            (
                "Apply a step balance rule: each new step removes one, shown on a before-and-after "
                "map the end users sign."
            ),
            (
                "Get a written yes from each receiving team to its hand-off, with volume and "
                "response time, before the pilot starts."
            ),
            (
                "Replace free prompting with 5-10 tested templates inside the tool, taught in a "
                "45-minute exercise on the user's own cases."
            ),
        ),
        aliases=("workflow-friction", "workflow-mismatch"),
    ),
    Tag(
        name="adoption",
        group="pilot",
        title="Adoption",
        description=(
            "The tool works and fits the task, and the conditions for people to use it were "
            "missing: reason, skill, reward, permission or safety. If using it makes the work "
            "itself longer or breaks a hand-off, use `workflow-fit`; never file it as a flaw of "
            "the users."
        ),
        warning_signs=(
            "Users are not convinced: they cannot name a task the tool makes better for them.",
            "Licenses are handed out before any training has taken place.",
            "Targets and praise still reward the old way, and time spent learning counts as lost.",
            "It is unclear whether the tool is permitted for real cases, so people stay away.",
            "People hide their use, or fear that a good result makes them look replaceable.",
        ),
        questions=(
            "What would a user have gained in the first week, and how would they have noticed?",
            "Which training took place, for which roles, and before or after first use?",
            (
                "What do targets, reviews and managers reward when the tool is used and when it is "
                "not?"
            ),
            "Which rule told people that they may use it, and for which cases?",
            (
                "What does the pilot say about the future of the jobs it touches, and from whom "
                "did people hear it?"
            ),
        ),
        countermeasures=(
            (
                "Start with one task per role that saves at least 15 minutes a day, shown by a "
                "peer on real work in week 1."
            ),
            (
                "Tie the license to a 60-minute hands-on session, and staff an open help hour "
                "twice a week for the first month."
            ),
            (
                "Change one target per team for the pilot: learning time of 2 hours a week counts "
                "as productive."
            ),
            (
                "Publish a one-page use policy before launch, with allowed data, allowed cases and "
                "the name of a contact."
            ),
            (
                "Have the sponsor sign a statement on what the pilot means for roles, and open "
                "each session with it."
            ),
        ),
        aliases=("low-adoption", "user-adoption", "low-usage"),
    ),
)
