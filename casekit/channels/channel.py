"""A channel: one place where a matter can be taken, as its YAML file tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casekit.model.vocabulary import label
from casekit.text import Both


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of the channel's own form.

    `id` names what fills it (see `filing/fields/`), `longest` is the most signs it takes, None where not known.
    """

    id: str
    name: Both
    required: bool = True
    longest: int | None = None
    hint: Both | None = None


@dataclass(frozen=True, slots=True)
class SizeLimit:
    """What may be handed in: bytes of one attachment, number of files, papers a day; None where nothing is known.

    `sure` is false for what was read in one place only, or long ago; `words` says it as it may be shown to people.
    """

    words: Both
    attachment_bytes: int | None = None
    files: int | None = None
    per_day: int | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How long something takes or may take, from a day of the filing on.

    `since` is a day of `casekit.model.Filing` ("filed_on", "accepted_on", "extended_on", "answered_on") or "last_contact",
    the day of the last contact concerned. `unit` is "days", "working_days", "months" or "years"; `mine` whether the user
    has to act within it, and not the authority. `track` limits it to one track of the channel. `basis` is the law it is
    in, empty where none may be printed; what is not `sure` is shown as a usual time and never as a deadline.

    `until` is what ends it: "answered", or, for a first step of the authority, "accepted" (it says whether it takes the
    matter) or "transferred" (it passes the matter on); each of them ends with an answer as well.

    `extends` names the limit whose place this one takes once more time was announced (`Filing.extended_on`).
    `lender_types` are the kinds of lenders it holds for; empty where any.
    """

    id: str
    since: str
    amount: int
    unit: str
    what: Both
    basis: Both | None = None
    sure: bool = False
    mine: bool = False
    track: str = ""
    until: str = "answered"
    extends: str = ""
    lender_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trap:
    """What goes wrong at this channel if the order or the matter is not right.

    `when` says when to warn: "always", "elsewhere" (the matter was filed at one of `channels`, or anywhere official
    where none is named), "not_before" (nothing was filed at one of `channels` first, or fewer than `days` days ago and
    without an answer), "repeated" (it was filed here already), "public" (what is filed is published). `lender_types` are
    the kinds of lenders it is about; empty where any.
    """

    when: str
    words: Both
    channels: tuple[str, ...] = ()
    days: int = 0
    lender_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A matter that the channel does not take, and where to go instead.

    `when` says which: "lender" (every lender concerned is one of `lender_types`), "offline" (nothing was published),
    "no_number" (no number of a caller is known), "no_credit" (no entry of a credit report is recorded), "not_before"
    (as for a trap), "seldom" (it may refuse any such matter).
    """

    when: str
    words: Both
    lender_types: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    days: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Where it was read."""

    id: str
    words: Both


@dataclass(frozen=True, slots=True)
class Channel:
    """One place where a matter can be taken.

    Attributes
    ----------
    kind
        "lender", "association", "regulator", "telecom", "internet", "consumer", "media", "police", "legal_aid", "court",
        "credit"
    countries
        ISO 3166 codes of the rulebooks it belongs to
    lender_types
        the kinds of lenders it deals with; empty where any
    families
        the families of findings it deals with; empty where any. `core` are those for which it is the main place
    tags, urgent
        tags of contacts that bring a matter here without any rule; those for which it comes before all others, with what
        `how` says first
    beside
        channels; wherever one of them is proposed for a family that this one deals with, this one is as well
    tracks
        id → name, such as complaint and report; empty where there is one only
    mask
        whom papers for it hide unless the user says otherwise: "third-parties", "all" or "none"
    one_lender
        whether what is handed in is about one institution, so that it must not be told of another
    letters
        ids of the letters that can be handed in here, the usual one first
    step
        its place in the order of escalation; channels of the same step go in parallel
    reason
        why a matter goes there, as the end of a sentence
    general
        whether it takes a complaint in which no rule is named
    sure
        false where its address or way was not checked on its own page; then `how` says so
    """

    id: str
    kind: str
    countries: tuple[str, ...]
    step: int
    reason: Both
    accepts: Both
    how: tuple[Both, ...]
    asked: tuple[Asked, ...]
    evidence: tuple[Both, ...]
    limits: tuple[SizeLimit, ...]
    times: tuple[TimeLimit, ...]
    traps: tuple[Trap, ...]
    not_to_send: tuple[Both, ...]
    letters: tuple[str, ...]
    sources: tuple[Source, ...]
    confidence: str
    checked_on: str
    lender_types: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    core: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    urgent: frozenset[str] = frozenset()
    beside: tuple[str, ...] = ()
    tracks: Mapping[str, Both] | None = None
    mask: str = "third-parties"
    one_lender: bool = False
    official: bool = (
        True  # an authority, a court or an association with powers of its own; not a lender, carrier, platform
    )
    web_form: bool = False
    general: bool = False
    refuses: tuple[Refusal, ...] = ()
    sure: bool = True

    @property
    def name(self) -> str:
        """What it is called, in the language of the moment."""
        return label("filing_channel", self.id)

    def deals_with(self, lender_type: str) -> bool:
        """Whether it takes matters of lenders of a kind, as far as that is known."""
        refused = any(one.when == "lender" and lender_type in one.lender_types for one in self.refuses)
        return not refused and (not self.lender_types or lender_type in (*self.lender_types, "unknown"))

    @property
    def attachment_bytes(self) -> int | None:
        """The most bytes of one attachment, None where no limit is known."""
        known = [one.attachment_bytes for one in self.limits if one.attachment_bytes is not None]
        return min(known, default=None)
