"""The reader of the user's own words: it points and proposes, and changes nothing by itself."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from casekit.casebook import Case, create_case
from casekit.cli.main import main
from casekit.errors import InputError
from casekit.filing import calmer
from casekit.filing.calmer import Remark, accept, in_words, remarks
from casekit.text import language

NUMBER = "17000000001"
DATA = yaml.safe_load(files("casekit.filing").joinpath("harsh_words.yaml").read_text("utf-8"))


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = create_case(tmp_path / "case", lender="某消金", product="花呗")
    lender = case.background().lenders()[0].id
    for day in ("2026-01-03T10:00", "2026-01-03T11:00", "2026-01-10T09:00"):
        case.log(start=day, number=NUMBER, party=lender)
    return case


def noted(case: Case, note: str, **fields: str) -> list[Remark]:
    case.log(start="2026-01-05T10:00", number=NUMBER, party=case.background().lenders()[0].id, note=note, **fields)
    return remarks(case)


def test_an_absolute_is_answered_with_the_figures_of_the_case(case: Case) -> None:
    (remark,) = noted(case, "他们天天打电话")
    assert (remark.kind, remark.field, remark.word, remark.start) == ("incident", "note", "天天", 2)
    assert remark.proposal["zh"] == "改用数字：2026年1月3日至2026年1月10日的8天里，有3天收到催收联系，共4次"
    assert "on 3 of 8 days, 4 contacts" in remark.proposal["en"]


def test_without_dated_contacts_it_says_what_to_write(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case", lender="某消金")
    case.update_header(title="天天被骚扰")
    (remark,) = remarks(case)
    assert remark.kind == "case" and "{" not in remark.proposal["zh"]
    assert remark.proposal["zh"].startswith("写明从哪一天")


def test_words_of_the_callers_are_left_alone(case: Case) -> None:
    assert noted(case, "他说“你这个畜生，天天躲着”，说完挂断", words="畜生，天天欠钱", text="所有人都会知道") == []


def test_what_happened_in_a_contact_is_not_read_as_the_users_words(case: Case) -> None:
    case.log(start="2026-01-05T10:00", number=NUMBER, party=case.background().lenders()[0].id,
             words="你一直躲着，你这个骗子", asked_to_stop=True)  # fmt: skip
    assert remarks(case) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("他们就是黑社会", "黑社会"), ("这帮畜生", "畜生"), ("打给了所有人", "所有人"), ("从来没有说过身份", "从来没有"),
        ("打了无数次", "无数次"), ("严重违法", "严重违法"), ("They ALWAYS call", "ALWAYS"), ("these thugs called", "thugs"),
        ("it is illegal", "illegal"), ("诈骗犯公司", "诈骗犯"),
    ],
)  # fmt: skip
def test_absolutes_insults_and_verdicts_are_pointed_at(case: Case, text: str, word: str) -> None:
    assert [one.word for one in noted(case, text)] == [word]


@pytest.mark.parametrize(
    "text",
    [
        "涉嫌违法", "对方自称黑社会", "全部欠款已还清", "2026年1月5日22时来电一次，说要联系我母亲", "冒充黑社会",
        "called three times that day", "whenever he called", "全部通话记录在附件",
    ],
)  # fmt: skip
def test_calm_words_are_left_alone(case: Case, text: str) -> None:
    assert noted(case, text) == []


# What angry people write, each with the kinds of words that a reader should point at.
ANGRY = {
    "他们从早打到晚，没有一天安生": {"every_day"},
    "每个电话都威胁我，他们一律不表明身份": {"every_time"},
    "不计其数的骚扰短信": {"countless"},
    "我老公单位全体员工都接到了，人尽皆知": {"everybody"},
    "这就是赤裸裸的犯罪，是套路贷": {"verdict", "loan_words"},
    "他们违反了法律，属于招摇撞骗罪，必须严惩": {"verdict", "punishment"},
    "恶意催收，手段极其恶劣，令人发指": {"verdict", "insult"},
    "他妈的，催收的都是狗杂种，吸血鬼": {"insult"},
    "百分之百是他们卖了我的信息，有内鬼": {"certain", "motives"},
    "支付宝纵容催收，官商勾结": {"motives"},
    "你们给我等着，我要曝光你们": {"threat"},
    "你们不减免我就一直投诉": {"threat"},
    "我要找人弄死他们": {"threat"},
    "老板应该枪毙": {"punishment"},
    "我被逼得想自杀，活不下去了": {"life"},
    "我离婚都是他们害的": {"drama"},
    "You will regret this, I will expose you": {"threat"},
    "I want to die": {"life"},
}
OF_OTHERS = (
    "他说：你就是个骗子，不还钱就是犯罪",
    "催收原话是：再不还就让黑社会上门，你走着瞧",
    "短信内容：全家不得好死，天天骗钱",
    "对方在电话里骂我混蛋、无赖",
    "对方说我天天躲着不接电话",
    "来电人扬言弄死我全家",
    "他们说我涉嫌诈骗",
    "她还说要让我坐牢",
)
PLAIN = (
    "我从未授权他们读取通讯录", "我不是骗子，我没有犯罪", "以上内容全部属实", "绝对不会再借了", "收到垃圾短信两条",
    "一直到3月5日才停止", "涉嫌非法获取个人信息", "我愿意全部还清本金",
)  # fmt: skip


@pytest.mark.parametrize(("text", "kinds"), ANGRY.items(), ids=ANGRY)
def test_angry_words_of_ones_own_are_pointed_at(text: str, kinds: set[str]) -> None:
    assert kinds_in(text) == kinds


@pytest.mark.parametrize("text", [*OF_OTHERS, *PLAIN])
def test_what_the_callers_said_and_plain_facts_are_left_alone(text: str) -> None:
    assert kinds_in(text) == set()


def test_what_the_user_said_himself_is_his_own_text() -> None:
    assert kinds_in("我说：你们给我等着") == {"threat"}


def test_whoever_writes_of_ending_his_life_is_told_to_turn_to_somebody_first() -> None:
    (life,) = [one for one in DATA if one["id"] == "life"]
    assert life["proposal"]["zh"].startswith("请先照顾好自己") and "110" in life["proposal"]["zh"]


def kinds_in(text: str) -> set[str]:
    return {harsh.id for _start, _word, harsh in calmer._harsh_words(text)}


def test_harm_talks_filings_debts_and_facts_are_read_as_well(case: Case) -> None:
    case.add_harm("family", "2026-01-06", "全家人被毁了")
    case.add_talk("2026-01-06", ours="你们一直骚扰我", theirs="天天欠钱不还")
    case.add_filing("lender", "2026-01-06", note="客服从来不处理", answer="从来没有的事")
    case.update_debt(next(iter(case.background().debts)), note="骗子公司")
    case.add_fact("complaint_filed", "2026-01-07", value="投诉过无数次")
    case.mark_number(NUMBER, party=case.background().lenders()[0].id, note="流氓")
    assert {(one.kind, one.word) for one in remarks(case)} == {
        ("harm", "全家人"), ("talk", "一直"), ("filing", "从来不"), ("debt", "骗子公司"), ("fact", "无数次"), ("number", "流氓"),
    }  # fmt: skip


def test_nothing_changes_unless_the_user_says_so_and_the_earlier_words_stay_on_record(case: Case) -> None:
    (remark,) = noted(case, "他们天天打电话")
    before = case.head
    assert remarks(case) and case.head == before
    accept(case, remark, "八天里三天")
    assert case.incident(remark.where).note == "他们八天里三天打电话"
    assert case.head[0] == before[0] + 1
    assert remarks(case) == []


def test_a_text_that_was_changed_meanwhile_is_not_written_over(case: Case) -> None:
    (remark,) = noted(case, "他们天天打电话")
    case.amend(remark.where, note="他们打过四次电话")
    with pytest.raises(InputError):
        accept(case, remark, "四次")
    assert case.incident(remark.where).note == "他们打过四次电话"


def test_what_cannot_be_amended_says_how_it_is_changed(case: Case) -> None:
    case.add_harm("family", "2026-01-06", "全家人睡不着")
    (remark,) = remarks(case)
    with language("zh"), pytest.raises(InputError, match="撤回"):
        accept(case, remark, "母亲")


def test_the_command_tells_all_and_changes_nothing(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    noted(case, "他们天天打电话")
    before = case.head
    with language("zh"), pytest.raises(SystemExit) as left:
        main(["wording", str(case.folder)])
    assert left.value.code == 0
    assert "第4条联系记录的概述：“他们天天打电话”中的“天天”。建议：改用数字" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["wording", str(case.folder), "--json"])
    assert json.loads(capsys.readouterr().out)[0]["word"] == "天天"
    assert case.head == before


def test_a_remark_in_a_line_names_place_word_and_proposal(case: Case) -> None:
    with language("en"):
        (remark,) = noted(case, "they always call")
        assert in_words(remark).startswith("contact no. 4, own summary: “always” in “they always call”.")


def test_every_proposal_is_in_both_languages_and_itself_calm() -> None:
    for one in DATA:
        for proposal in (one["proposal"], one.get("figures")):
            if proposal is None:
                continue
            assert set(proposal) == {"zh", "en"}
            assert not re.search(r"[一-鿿]", proposal["en"])
    ids = [one["id"] for one in DATA]
    assert len(ids) == len(set(ids))
