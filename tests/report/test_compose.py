"""What stands in the report, in which order, and that its numbers agree with each other."""

from __future__ import annotations

import re
from itertools import pairwise

from casekit.casebook import create_case
from casekit.casebook.masking import masked_view
from casekit.model.vocabulary import label
from casekit.report.compose import notebook_of
from casekit.report.rows import rows_of
from casekit.report.sections import SECTIONS
from casekit.text import language
from tests.report.reading import material_of, whole, written
from tests.report.samples import MOTHER, MOTHER_LINE, long_case

ORDER = [
    "Request and summary", "Complainant and respondent", "The debt", "List of numbers",
    "The worst moments", "Charts", "Suspected breaches of rules",
    "Third persons contacted", "Harm", "Steps already taken", "List of evidence", "How it was counted and what was left out",
    "What was masked", "Integrity", "Declaration and signature", "Contacts cited",
    "Sources of law and dates checked",
]  # fmt: skip


def test_the_parts_stand_in_the_order_of_a_complaint(report, chinese):
    assert report.titles() == [*(f"{n}. {title}" for n, title in enumerate(ORDER, 1)), "Appendix: all contacts"]
    assert [title[0] for title in chinese.titles()[:3]] == ["一", "二", "三"]
    assert chinese.titles()[14:] == [
        "十五、声明与签名", "十六、所涉事件清单", "十七、法源与核对日期", "附录 全部联系记录",
    ]  # fmt: skip


def test_headings_never_skip_a_level(report):
    levels = [int(one.tag[1]) for one in report.tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_the_overview_leads_to_every_part(report):
    targets = [one.get("href") for one in report.tree.xpath("//nav//a")]
    assert targets == [f"#part-{number}" for number in range(1, len(SECTIONS) + 2)]
    for link in report.tree.iter("a"):
        assert len(report.tree.xpath(f"//*[@id='{link.get('href')[1:]}']")) == 1, link.get("href")


def test_sources_are_text_and_nothing_points_outside(report):
    assert all(link.get("href").startswith("#") for link in report.tree.iter("a"))
    assert not report.tree.xpath("//@src[not(starts-with(., 'data:'))]")
    assert "GB/T 45251-2025" in report.text("findings")


def test_page_one_says_who_asks_what_of_whom(chinese):
    cover = " ".join(chinese.tree.xpath("//dl[@class='pairs cover']")[0].text_content().split())
    assert "张三" in cover and "重庆某消费金融有限公司、另一小贷" in cover and "2026-01-03 至 2026-01-20" in cover
    asked = [one.text_content() for one in chinese.tree.xpath("//ol[@class='requests']/li")]
    assert asked[0] == "停止在每日22:00至次日8:00催收。" and asked[-1] == "将处理结果书面答复投诉人。"


def test_the_figures_of_page_one_are_those_of_the_events(case, report):
    events = masked_view(case, "none").events
    primary = events[events["primary"] & (events["direction"] == "in")]
    calls = primary[primary["channel"].isin(["call", "ai_call"])]
    known = primary[primary["local"].notna() & ~primary["precision"].isin(["month", "unknown"])]
    days = known.groupby(known["local"].dt.date).size()
    hours = known[known["precision"] != "day"]["local"].dt
    night = ((hours.hour >= 22) | (hours.hour < 8)).sum()
    figures = report.figures()
    assert figures["contacts by collectors"] == (str(len(primary)), f"{len(calls)} calls, 1 messages, 1 visit")
    assert figures["calls that connected"][0] == str(calls["outcome"].isin(["conversation", "answered_dropped"]).sum())
    assert figures["most in one day"] == (str(days.max()), str(days.idxmax()))
    assert figures["days with contacts"] == (str(len(days)), "of 18 days")
    assert figures["contacts at night"][0] == str(night)
    assert figures["numbers used"][0] == str(primary["number"].nunique())
    assert figures["third persons contacted"] == ("2", "in 3 contacts")
    assert figures["contacts after “stop”"][0] == "1"


def test_lists_add_up_to_the_figures_of_page_one(report):
    figures = {name: int(value) for name, (value, _note) in report.figures().items()}
    numbers = report.rows("numbers")
    assert sum(whole(row[5]) for row in numbers) == figures["contacts by collectors"]
    assert sum(whole(row[6]) for row in numbers) == figures["contacts at night"]
    assert sum(row[1] != "not shown, or none" for row in numbers) == figures["numbers used"]
    by_basis = re.findall(r"(\d+) contacts?", report.part("numbers").xpath(".//ul[@class='bases']")[0].text_content())
    assert sum(map(int, by_basis)) == figures["contacts by collectors"]
    persons = report.rows("persons")
    assert len(persons) == figures["third persons contacted"] and sum(whole(row[3]) for row in persons) == 3
    (night,) = findings_of(report, "GBT45251-NIGHT")
    assert night.count == figures["contacts at night"]


def findings_of(report, rule):
    return [one for one in report.material.findings if one.rule == rule and one.status == "over"]


def test_each_matter_is_told_once_and_its_lines_name_the_strongest_basis(report):
    lines = report.rows("overview")
    groups = report.material.groups
    assert [row[0] for row in lines] == [f"7-{number}" for number in range(1, len(groups) + 1)]
    for row, group in zip(lines, groups, strict=True):
        assert row[1].startswith(group[0].title["en"]) and row[2] == label("strength", group[0].strength)
        assert row[3] == str(group[0].count) and row[5] == group[0].status_name
        more = re.search(r"(\d+) more rules? on the same matter", row[1])
        assert (int(more.group(1)) if more else 0) == len(group) - 1
    assert any(len(group) > 1 for group in groups)


def test_the_list_of_contacts_marks_just_what_each_finding_rests_on(report):
    listed = {whole(row[0]): set(row[9].split(", ")) for row in report.rows("everything")}
    numbers = {row.id: row.no for row in report.material.rows}
    for group in report.material.groups:
        signs = [report.material.mark(one) for one in group]
        for mark, one in zip(signs, group, strict=True):
            rests_on = {numbers[incident] for incident in (*one.incidents, *one.boundary_incidents)}
            marked = {no for no, marks in listed.items() if mark in marks}
            assert marked <= rests_on and (marked == rests_on or one is not group[0])
            assert all(not listed[no].isdisjoint(signs) for no in rests_on)
        shown = {numbers[one] for one in group[0].proof}
        starred = {no for no, marks in listed.items() if f"{signs[0]}*" in marks}
        assert starred <= shown and all(listed[no].isdisjoint(signs) for no in starred)


def test_page_one_counts_a_finding_as_the_finding_does(report):
    counts = {row[0]: row[3] for row in report.rows("overview")}
    lines = report.tree.xpath("//ul[@class='top']/li")
    assert lines
    for line in lines:
        part = re.search(r"part (7-\d+)", line.text_content()).group(1)
        assert re.search(r": (\d+) contact", line.text_content()).group(1) == counts[part]


def test_page_one_begins_with_what_a_rule_does_not_allow_and_names_what_is_to_be_judged(report):
    severities = {report.material.mark(group[0]): group[0].severity for group in report.material.groups}
    lines = [one.text_content() for one in report.tree.xpath("//ul[@class='top']/li")]
    shown = [severities[re.search(r"part (7-\d+)", line).group(1)] for line in lines]
    assert shown == sorted(shown, key=lambda one: one != "breach")
    assert all(("for human judgement" in line) == (one == "evaluative") for line, one in zip(lines, shown, strict=True))


def test_findings_tell_basis_arithmetic_and_what_would_defeat_them(report):
    for article in report.part("findings").xpath(".//article"):
        names = [one.text for one in article.iter("dt")]
        assert {"Basis", "Why the rule applies", "Concerns", "What would defeat it"} <= set(names), names
        assert all(one.getparent().find("dd").text_content().strip() for one in article.iter("dt"))
        counted = article.xpath("./table[contains(@class, 'arithmetic') or contains(@class, 'tally')]/tbody/tr")
        assert counted and all(row[0].text_content() and row[-1].text_content().startswith("nos. ") for row in counted)


def test_the_others_of_a_matter_say_their_basis_and_force_in_short(report):
    rows = report.rows("beside")
    others = [one for group in report.material.groups if group[0].status == "over" for one in group[1:]]
    assert [row[0].split()[0] for row in rows] == [report.material.mark(one) for one in others]
    for row, one in zip(rows, others, strict=True):
        assert one.title["en"] in row[1] and label("strength", one.strength) in row[1]
        assert all(ask.en in row[2] for ask in one.questions)


def test_what_is_open_stands_in_a_list_of_its_own_with_what_is_to_be_answered(report):
    open_still = [group for group in report.material.groups if group[0].status != "over"]
    rows = report.rows("open")
    assert [row[0].split()[0] for row in rows] == [report.material.mark(group[0]) for group in open_still]
    for row, group in zip(rows, open_still, strict=True):
        assert all(ask.en in row[2] for one in group for ask in one.questions)
        assert all(one.title["en"] in row[1] for one in group)


def test_only_what_a_rule_does_not_allow_stands_in_the_colour_of_alarm(report):
    for article, group in zip(
        report.part("findings").xpath(".//article"),
        [group for group in report.material.groups if group[0].status == "over"],
        strict=True,
    ):
        assert article.get("class") == f"finding {group[0].severity}"


def test_contact_numbers_lead_to_their_rows_on_paper_and_screen(report):
    links = report.part("findings").xpath(".//a[starts-with(@href, '#n')]")
    assert links
    for link in links:
        (row,) = report.part("cited").xpath(f".//tr[@id='{link.get('href')[1:]}']")
        assert row[0].text_content() == link.text_content()


def test_every_sentence_of_law_can_be_traced_to_its_source(report):
    listed = report.text("basis")
    sources = {one.find("b").text for one in report.part("basis").xpath(".//ul[@class='sources']/li")}
    for one in report.material.findings:
        assert one.conduct["en"] in listed and one.checked_on in listed and report.material.mark(one) in listed
        assert {f"[{source.id}]" for source in one.sources} <= sources


def test_the_counting_names_the_rulebook_and_its_fingerprint(report):
    book = report.material.rulebook
    assert book.title["en"] in report.text("counting") and book.fingerprint[:16] in report.text("counting")


def test_the_full_list_holds_every_contact_by_the_clock(case, report):
    rows = rows_of(masked_view(case, "none"))
    listed = report.rows("everything")
    assert sorted(whole(row[0]) for row in listed) == [row.no for row in rows]
    known = [row[1] for row in listed if re.fullmatch(r"\d{4}-\d\d-\d\d", row[1])]
    assert known == sorted(known) and listed[-1][1] == "time not known"


def test_contacts_cited_speak_or_are_counted_by_a_finding(report):
    telling, logged = report.rows("incidents", "cited"), report.rows("log", "cited")
    marked = {whole(row[0]) for row in report.rows("everything") if row[9]}
    assert marked <= {whole(row[0]) for row in telling} | {whole(row[0]) for row in logged}
    assert all(row[7] for row in logged) and not {row[0] for row in telling} & {row[0] for row in logged}
    assert {row[0] for row in telling} == {"61", "62", "64", "65", "66", "67"}


def test_a_visit_is_told_with_its_place(report, chinese):
    (visit,) = [row for row in report.rows("incidents") if row[4] == "visit"]
    assert "place: 某大厦前台; 2 persons came" in visit[8] and visit[5] == ""
    assert "地点：某大厦前台；来了2人" in chinese.text("cited")


def test_worst_moments_are_told_in_the_original_words(report):
    quotes = [one.text_content() for one in report.part("worst").iter("blockquote")]
    assert quotes[0] == "你再不还钱我就叫你妈跪着来求我，我们有的是人上门。" and len(quotes) == 3
    first = " ".join(report.part("worst").find(".//article").text_content().split())
    assert "2026-01-10 22:41:07–22:42:12, call, 1 min 5 s" in first and "calling itself 某金法务部 工号017" in first
    assert "evidence 5-1" in first


def test_what_was_seen_is_told_and_never_quoted(report):
    worst = report.part("worst")
    (told,) = [one for one in worst.iter("article") if "两人到单位前台打听" in one.text_content()]
    assert not list(told.iter("blockquote"))
    assert "As the complainant tells it: 两人到单位前台打听" in " ".join(told.text_content().split())


def test_the_list_of_evidence_has_the_columns_of_the_courts(report, case):
    rows = report.rows("evidence")
    assert [row[0] for row in rows] == ["3-1", "5-1", "8-1"]
    assert {row[6] for row in rows} == {one.sha256 for one in case.background().evidence}
    assert "contact no. 61" in rows[1][4] and rows[2][1] == "投诉回执.pdf"


def test_counting_says_what_is_in_no_figure(report):
    assert "1 with numbers known not to be collectors" in report.text("counting")
    assert "Asia/Shanghai" not in report.text("counting") and "Beijing time" in report.text("counting")


def test_third_persons_are_told_with_what_was_said_and_where_their_number_came_from(report):
    mother, colleague = report.rows("persons")
    assert mother[:2] == ["王*", "parent"] and "number from: the phone's address book" in mother[2]
    assert mother[3] == "2" and "disclosed the debt" in mother[5] and mother[6] == "refused on 2026-01-11; 1 after"
    assert colleague[:2] == ["赵*", "colleague"] and "number from" not in colleague[2]


def test_steps_taken_are_told_in_the_order_of_time(report):
    refusal, complaint = report.rows("steps")
    assert refusal[0] == "2026-01-11 09:20" and "see no. 62" in refusal[4]
    assert complaint[0] == "2026-01-15" and complaint[4] == "客服回执 0000-1 答复已转办"


def test_integrity_takes_three_lines_and_claims_no_more_than_it_proves(report):
    lines = [one.text_content() for one in report.part("integrity").iter("li")]
    assert len(lines) == 3 and "does not prove that it is true" in lines[1] and "carrier" in lines[2]


def test_an_altered_file_is_told(tmp_path):
    case = create_case(tmp_path / "case", lender="某消费金融")
    kept = case.attach(b"as it was", name="bill.xlsx")
    stored = case.store.path(kept.sha256)
    stored.chmod(0o644)
    stored.write_bytes(b"as it should have been")
    text = written(case, tmp_path).text("integrity")
    assert "bill.xlsx" in text and "altered" in text and "were found unchanged" not in text


def test_a_report_of_one_debt_does_not_tell_its_recipient_of_another(tmp_path):
    case = long_case(tmp_path / "case", 3)
    first = next(iter(case.background().debts))
    other = case.add_party("lender", "另一小贷", lender_type="microloan")
    debt = case.add_debt(other.id, product="小额贷")
    for hour in (9, 10):
        case.log(start=f"2026-01-20T{hour:02}:00", number="17000000009", party=other.id, debt=debt.id)
    report = written(case, tmp_path, debt=first)
    assert "the institution and the debt named in it only" in report.text("counting")
    assert "小贷" not in report.everything and "17000000009" not in report.everything


def test_a_corrected_value_shows_what_the_machine_had_read(tmp_path):
    case = long_case(tmp_path / "case", 3)
    case.amend(case.incidents()[0].id, duration_s=125)
    report = written(case, tmp_path)
    assert "corrected: length, read as" in report.text("cited")
    assert "In 1 contact a value read by machine was corrected" in report.text("counting")


def test_a_value_that_was_set_back_is_not_called_corrected(tmp_path):
    case = long_case(tmp_path / "case", 3)
    first = case.incidents()[0]
    case.amend(first.id, duration_s=125)
    case.amend(first.id, duration_s=first.duration_s)
    report = written(case, tmp_path)
    assert "corrected" not in report.text("appendix") and "corrected" not in report.text("counting")


def test_a_correction_of_a_linked_record_stands_with_its_contact(tmp_path):
    case = long_case(tmp_path / "case", 3)
    first, second, _third = case.incidents()
    case.same(first.id, second.id)
    events = case.events()
    linked = events.loc[~events["primary"], "id"].item()
    case.amend(linked, duration_s=125)
    assert "corrected: length, read as" in written(case, tmp_path).text("appendix")


def test_no_word_of_the_code_is_left_in_a_chinese_report(chinese):
    texts = chinese.tree.xpath(
        "//main//text()[not(ancestor::style or ancestor::code or ancestor::td[@class='mono'] or ancestor::ul[@class='sources'])]"
    )
    text = re.sub(r"\S+\.(xlsx|m4a|pdf)", "", " ".join(texts))
    words = set(re.findall(r"[A-Za-z_]{2,}", text))
    assert words <= {"SHA", "App", "XLSX", "PDF", "KB", "GB", "HB", "M4A", "casekit"}, words


def test_the_notebook_holds_its_sources_as_cells_that_run_without_casekit(case):
    with language("en"):
        made = notebook_of(material_of(case))
    assert made.nbformat == 4 and made.metadata.casekit.lang == "en"
    for cell in made.cells:
        if cell.cell_type == "code":
            (output,) = cell.outputs
            assert cell.source == f"%%html\n{output.data['text/html']}"
        else:
            assert cell.source.startswith("## ")
    assert len({cell.id for cell in made.cells}) == len(made.cells)


def test_a_relative_who_complains_is_reached_under_their_own_number(tmp_path):
    case = create_case(
        tmp_path / "case", complainant=MOTHER, standpoint="relative", lender="某消费金融", own_numbers=[MOTHER_LINE]
    )
    case.log(start="2026-01-10T09:00", number="17000000001", person=MOTHER)
    report = written(case, tmp_path)
    assert MOTHER_LINE in report.text("parties") and MOTHER in report.text("parties")
