"""Which words name a person, and which only say what somebody is: 妈妈, 同事, 客服."""

from __future__ import annotations

import re

HAN = r"一-鿿㐀-䶿"
LATIN = r"A-Za-zÀ-ɏ"

# Words for a relative, an acquaintance, an office or a way of telling that some enter as the name; they name nobody.
_NOBODY = (
    "本人", "自己", "妈妈", "母亲", "妈", "爸爸", "父亲", "爸", "父母", "家长", "老婆", "妻子", "爱人", "老公", "丈夫", "配偶", "孩子", "儿子",
    "女儿", "哥哥", "姐姐", "弟弟", "妹妹", "大哥", "大姐", "兄弟", "姐妹", "爷爷", "奶奶", "外公", "外婆", "姥姥", "姥爷", "伯伯", "叔叔", "阿姨",
    "舅舅", "姑姑", "姨妈", "婶婶", "嫂子", "姐夫", "妹夫", "岳父", "岳母", "公公", "婆婆", "表哥", "表姐", "表弟", "表妹", "堂哥", "堂姐", "堂弟",
    "堂妹", "侄子", "外甥", "亲戚", "亲友", "家人", "朋友", "男朋友", "女朋友", "男友", "女友", "前妻", "前夫", "同学", "同事", "领导", "上司", "老板",
    "老师", "班主任", "邻居", "房东", "室友", "前台", "人事", "财务", "法务", "律师", "保安", "门卫", "物业", "经理", "主任", "主管", "专员", "客服",
    "催收员", "催收", "工作人员", "民警", "警官", "工号", "电话", "短信", "微信", "陌生人", "公司", "单位", "学校", "家里", "村里",
    "mother", "mom", "mum", "father", "dad", "parents", "wife", "husband", "spouse", "son", "daughter", "child", "brother",
    "sister", "grandmother", "grandfather", "uncle", "aunt", "cousin", "relative", "friend", "girlfriend", "boyfriend",
    "colleague", "boss", "manager", "employer", "teacher", "neighbour", "neighbor", "landlord", "flatmate", "receptionist",
    "lawyer", "me", "myself", "self",
)  # fmt: skip
_PARTICLES = ("我们的", "我们", "我的", "我", "他的", "她的", "的", "my", "our", "his", "her", "the", "a", "of")
# The hundred most frequent family names, for names that stand in the phone's contact list only.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_OF_A_FIRM = re.compile("[公司银行贷款金融信付宝花呗借条分期钱消费催收客服电话物流快递店社区局院校部厂车]")


def _one_of(words: tuple[str, ...]) -> str:
    """The longest first; a word of Latin letters is no part of a longer one."""
    ordered = sorted(words, key=len, reverse=True)
    han, latin = ("|".join(word for word in ordered if word.isascii() == ascii) for ascii in (False, True))
    return rf"{han}|(?<![{LATIN}])(?:{latin})(?![{LATIN}])"


_WORD = rf"(?:(?:['’]s\b|{_one_of((*_NOBODY, *_PARTICLES))})\s*)"
_ONLY_WORDS = re.compile(rf"{_WORD}+", re.IGNORECASE)
_WORDS_BEFORE = re.compile(rf"^{_WORD}+", re.IGNORECASE)
_WORDS_AFTER = re.compile(rf"\s*{_WORD}+$", re.IGNORECASE)
# 李和平 is one person, 王芳和李华 are two.
_BETWEEN_PERSONS = re.compile(
    rf"[\d\s]*[\d、，,;；/&＆+|：:()（）【】\n][\d\s]*|(?<=[{HAN}]{{2}})[和与跟及](?=[{HAN}]{{2}})|\s+and\s+",
    re.IGNORECASE,
)


def names_nobody(text: str) -> bool:
    """Whether a text only says what somebody is, such as 我妈妈 or "my colleague"."""
    return _ONLY_WORDS.fullmatch(text.strip()) is not None


def persons_named(told: str) -> set[str]:
    """The persons in a text that tells of persons, as they are written there: 王芳、我同事李华 are 王芳 and 同事李华."""
    parts = (part.strip() for part in _BETWEEN_PERSONS.split(told))
    return {part for part in parts if part and not names_nobody(part)}


def personal_names(told: str) -> set[str]:
    """The bare names in a text that tells of persons: 我同事李华 names 李华, 李华的妈妈 too, 妈妈 and 王阿姨 nobody."""
    bare = (_WORDS_AFTER.sub("", _WORDS_BEFORE.sub("", part)).strip() for part in persons_named(told))
    return {name for name in bare if len(name) > 1}


def mask_name(name: str) -> str:
    """Keep the first sign of a name: 张三 becomes 张*, "Zhang San" becomes "Z*"; a word such as 妈妈 stays."""
    return name if not name or names_nobody(name) else f"{name[0]}*"


def looks_like_a_name(text: str) -> bool:
    """Whether a short text out of a contact list is a Chinese personal name rather than a firm or a relative."""
    return (
        re.fullmatch(rf"[{HAN}]{{2,3}}", text) is not None
        and text[0] in _SURNAMES
        and not names_nobody(text)
        and not _OF_A_FIRM.search(text)
    )
