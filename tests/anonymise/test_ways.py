"""Every name is met in every way it can be hidden, and innocent sentences pass."""

from __future__ import annotations

import pytest

from pmkit.anonymise.check import check
from pmkit.anonymise.dictionary import make_dictionary
from pmkit.anonymise.names import Name
from tests.anonymise.ways import NAMES, SENTENCES, planted

DICTIONARY = make_dictionary(NAMES)
PLANTED = list(planted(SENTENCES[:2]))


def is_met(name, text):
    return any(hit.name and hit.name.text == name.text for hit in check(text.encode(), DICTIONARY))


def test_there_are_enough_of_them():
    assert len(PLANTED) > 3_000


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name.text)
def test_a_name_is_met_in_every_way(name):
    missed = [(way, text) for who, way, text in PLANTED if who == name and not is_met(who, text)]
    assert missed == []


def split(text):
    return text.split("|")


PEOPLE = split(
    "Ann Lee|Will Smith|Grace Okonjo|Mark Ivers|Art Stone|Max Banks|Dev Price|Tom Field|Sam Wood"
    "|Ian Young|Ina Hill|Ines Day|Noor Haddadin|Eva Long|Ben Carter|Rob Chase|Ali Reza|Leo Marsh"
    "|Mia King|Dan Brook|Ray Singer|Don Page|Kim Parks|Jay Case|Hope Bell|May Summers|Isa Berg"
    "|Theo Ward|Ted Rice|Li Wang|Dana Okafor|Kofi Ansdell|Tim Winter|Anna Ivanova|Ada Test"
)
CLIENTS = split(
    "Acme GmbH|Big Blue Bank|Apple Ltd|Pelloway Retail|Norrvale Freight|Ostervik Clinics"
    "|Halvorn Mutual Insurance|Open Data Ltd|Delta Housing Association"
)
PROJECTS = split("halvorn-claims-triage|search-assistant|quote-agent|acme-sentiment|visual-search")
EVERYBODY = make_dictionary(
    [
        *(Name("person", f"people entry {n}", text) for n, text in enumerate(PEOPLE, 1)),
        *(Name("client", f"clients entry {n}", text) for n, text in enumerate(CLIENTS, 1)),
        *(Name("project", f"projects entry {n}", text) for n, text in enumerate(PROJECTS, 1)),
    ]
)
INNOCENT = """\
The leeway was too small for sleeping jobs.
Annual planning cannot replace a planned, annotated sample.
The annotators scanned the banner channel for anomalies.
It will mark the records that the model is unsure of.
Will the audit cover every source before a target is named?
Mark each record twice and measure how far two people agree.
A graceful degradation beats a grace period that nobody watches.
The pineapple label was wrong in a third of the pictures.
Benchmarks, landmarks and trademarks were one class in the training data.
Milestones were met, and the hardwood class was not.
The market changed; marketing asked for a chart and an article.
Maximum tokens and softmax temperature were never logged.
The device was developed by a part of the team that had started late.
Tomorrow's custom symptom checker needs a bottom line.
Sample the same rows again, as assembled data hides its origin.
The median guardian review takes a technician three days.
In a day or two the pipelines, baselines and timelines were in line.
No one or two reviewers were enough.
It did not take long, and a longer prompt took longer.
Chase the missing labels before the contract is signed.
Align the alias list with the alignment of the teams.
The array of arrays was sprayed over the service.
Don't ship what doesn't pass; it won't heal itself.
A page in the wiki is no test.
The king of metrics was accuracy, which nobody had defined.
In any case the use case was never written down.
We hope for the best and plan for the worst.
May we use production records? Nobody had asked.
The summary came in winter, three weeks after the summer release.
It is a matter of a few days; as a rule, in an hour.
Two wards and a backward step.
Label noise is invisible in a hand-picked sample.
Ask for a random production sample before a target is named.
Checklists have no owner who revises them as the kind of work changes.
GPT-4 and UTF-8 need no ticket; nor do ISO-9001 and COVID-19.
Accuracy ended twelve points below the agreed target, at 80% instead of 92%.
The rate rose from 14% to 47% within an hour of the release.
Draw 2,000 records at random from the last 90 days, at least 150 per site.
Precision@5 and hit@k were both above 0.8; F1 was 0.74.
The p95 latency was 2.5 s, and 1:1 meetings took 30 minutes.
Input/output and and/or conditions were mixed up.
Since March 2026 the eval set has 40 cases more.
Big samples hide rare classes.
Open data was used, and open-source models.
The bank transfer class and the blue button were confused.
Freight papers, insurance claims and clinic letters were read alike.
A search assistant and a quote agent share one prompt.
Visual search was late.
Claims triage by hand takes a day.
Housing associations want letters.
The API, the OCR step and the LLM were tested apart by QA in CI.
Naïve users typed café, Zürich and 5 °C; costs were ≥ 10 % over plan — “quoted” as well.
Keep the old way as a fall-back for one sprint.
Apples were confused with pears.
A good will test is no contract.
Documentation and training were in scope.
The prompt-injection came through a PDF that a user had uploaded.
Everyone used the same dashboard, which was down for a day.
The system was re-trained, re-indexed and rolled back.
Data: 3 of 5 sources were read. Will it hold? Will they?
A limited company, a group and an inc. are legal forms, as is a GmbH or an Ltd.
It took ten times as long, as untrusted text lies beside the prompt.
Since January no day's queue was longer than that of a Monday in English shops.
The max length was set in dev and never in production.
Versions 1.2 and 2.10 differ; see section 4.1.
""".splitlines()


@pytest.mark.parametrize("text", INNOCENT)
def test_innocent_sentences_pass(text):
    assert [(hit.what, hit.way) for hit in check(text.encode(), EVERYBODY)] == []


@pytest.mark.parametrize(
    "text",
    [
        "It was Will who asked.",
        "Grace asked for a target.",
        "the data of Apple came late",
        "WILL KNEW",
        "We were told by Mark.",
        "Will approved the target.",
        "They met at Ann's.",
    ],
)
def test_everyday_words_with_a_capital_are_names(text):
    assert check(text.encode(), EVERYBODY)


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("Иван Петров", ["Сказал Иван", "так решил ПЕТРОВ", "Петрова спросили", "И в а н сказал"]),
        ("Νίκη Παππά", ["είπε η Νίκη", "ΝΙΚΗ", "της Παππάς"]),
        ("田中 太郎", ["田中さんが言った", "昨日太郎に聞いた", "田中太郎"]),
        ("محمد علي", ["قال محمد", "محمد علي"]),
        ("Σ&Φ", ["asked Σ & Φ first"]),
    ],
)
def test_names_in_any_script_are_met(name, texts):
    names = make_dictionary([Name("person", "people entry 1", name)])
    assert [text for text in texts if not check(text.encode(), names)] == []


def test_a_script_is_no_name():
    names = make_dictionary([Name("person", "people entry 1", "Иван Петров")])
    assert check("Модель ошибалась в каждом третьем письме.".encode(), names) == []


@pytest.mark.parametrize(
    ("sort", "name", "met", "passed"),
    [
        ("person", "Ted Rice", "teduntrusted|unted|tedtrust|t€d|det", "untrusted|trusted|retested"),
        ("person", "Tim Winter", "two tims|timtimes|tim's", "ten times|sometimes|estimate"),
        ("person", "Ann Lee", "two anns|annportal|lees", "annual|planning|leeway|sleep"),
        ("person", "Bo Ek", "two bos|bo's", "both|robot|body"),
        ("person", "Mai Thi", "thi's|two thi|asked This", "this|both. This"),
        ("person", "Mos Ek", "both. Moss|two moses", "moss|most"),
        ("person", "Ben Carter", "precarter|precarters|carters", "charter"),
        ("person", "June Ek", "told by june|junes|June, 2026", "jumble|since June 2026"),
        ("person", "May Ek", "told by May|May asked|15 May", "may|since May 2026"),
        ("person", "Jan Ek", "janportal|two jans", "since January|january"),
        ("person", "Ain Ek", "a in|a-in|ai n|a i n", "again|aim"),
        ("person", "Ina Ek", "i na|in-\na|in\u00ada", "in a|in an"),
        ("person", "Hasan Ek", "has-an|ha san", "has an"),
        ("person", "Onawhole Ek", "on a whole", "on a bad"),
        ("person", "Noor Ek", "no or|no-or|noo rs", "no, nor|nor"),
        ("person", "Theo Ek", "the o|theo", "the other"),
        ("client", "Post AG", "postportal|at Post", "a post|posted"),
        ("client", "Super GmbH", "superteam|at Super", "a super answer|supervise"),
        ("client", "H&M", "H&M|h&m|H + M|H and M|h und m|HM", "h, m|a & b|hum"),
        ("client", "P & G Foods + Sons", "P&G|p+g|F&S", "p or g"),
        ("client", "1337", "1337|at 1337", "1338|13 of 37"),
        ("client", "1&1 AG", "1&1|1 & 1|1und1", "1, 1|11|1 of 1"),
        ("client", "E.ON", "E.ON|EON|asked Eon|e.on", "an eon|aeon"),
        ("client", "BP", "BP|bp|B.P.|B. P.", "b, p"),
        ("person", "Ma Ke", "Ma Ke|asked Make|MaKe|ma-ke", "make|so. Make"),
        ("project", "big-eye-aid", "big-eye-aid|Big Eye Aid", "a big eye aid"),
        ("client", "Big Blue Bank", "big blue bank|Blue Bank", "a blue bank|blue-bank"),
        ("client", "Zebo", "zeb os|ze bos|ze bo's|zebo es", "zebra"),
    ],
)
def test_short_names_are_met_and_words_that_hold_them_pass(sort, name, met, passed):
    names = make_dictionary([Name(sort, "entry 1", name)])
    missed = [text for text in split(met) if not check(f"nobody knew {text} then".encode(), names)]
    wrong = [text for text in split(passed) if check(f"nobody knew {text} then".encode(), names)]
    assert (missed, wrong) == ([], [])


def test_letters_at_the_end_of_a_text_are_put_together():
    assert check(b"we asked n o o r", make_dictionary([Name("person", "entry 1", "Noor Ek")]))


@pytest.mark.parametrize(
    "text",
    [
        "\u0410cme knew",
        "ᗪana knew",
        "ᗪᗩᑎᗩ knew",
        "ɐuɐp knew",
        "D\\141na knew",
        "D\\N{LATIN SMALL LETTER A}na",
    ],
)
def test_letters_that_are_met_in_disguises_alone_are_refused(text):
    names = make_dictionary([Name("person", "people entry 1", "Noor")])
    assert check(text.encode(), names)
    assert check("5 µm, 10 °C, naïve and Łódź, AI技術, Δ and π".encode(), names) == []
