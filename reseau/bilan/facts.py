"""What the Bilan counts, as read: plain values, without a name of anybody."""

from dataclasses import astuple, dataclass
from datetime import date
from operator import add

NOWHERE = ""  # what belongs to no department
NATIONAL = "FR"  # what helps in all of France, told apart from the departments

# A meeting of that many people met, or fewer, is a small group. Source: the report of 2018 counts « about fifty colleagues
# in small groups » apart from the symposium of about 100; its six other meetings gathered 9 to 25 people.
SMALL_GROUP = 30


@dataclass(frozen=True)
class Area:
    """A department, or one of the two places above, as a line of the tables."""

    code: str
    name: str
    pk: int | None = None
    doctors: int | None = None  # self-employed doctors
    doctors_year: int | None = None
    doctors_source: str = ""

    @property
    def label(self) -> str:
        return f"{self.name} ({self.code})" if self.pk else self.name


@dataclass(frozen=True)
class Meeting:
    """A meeting that was held, and whose report is published."""

    day: date
    place: str
    area: str  # a department's code, or NOWHERE
    present: int | None  # None: nobody noted it
    insiders: int = 0  # of those present, elected members or members of the group: they held it, they were not met
    is_estimate: bool = False
    guetteurs: int = 0  # who agreed that day to be guetteurs-veilleurs

    @property
    def met(self) -> int:
        """People met: those present who are neither of the URPS nor of the group."""
        return max((self.present or 0) - self.insiders, 0)

    @property
    def is_small(self) -> bool:
        return 0 < self.met <= SMALL_GROUP


@dataclass(frozen=True)
class Recruited:
    """How many entered the register of guetteurs-veilleurs in a department, in a year."""

    area: str
    year: int
    count: int


@dataclass(frozen=True)
class Checked:
    """A published structure or number: where it helps, and the day of its last check."""

    areas: frozenset[str]
    on: date | None


@dataclass(frozen=True)
class Tally:
    """A sum of meetings. Tallies are added."""

    meetings: int = 0
    unknown: int = 0  # meetings whose attendance nobody noted
    present: int = 0
    met: int = 0
    estimated: int = 0  # of those met, how many come from an estimate
    in_small_groups: int = 0
    guetteurs: int = 0

    @classmethod
    def of(cls, meeting: Meeting) -> "Tally":
        return cls(
            meetings=1,
            unknown=int(meeting.present is None),
            present=meeting.present or 0,
            met=meeting.met,
            estimated=meeting.met if meeting.is_estimate else 0,
            in_small_groups=meeting.met if meeting.is_small else 0,
            guetteurs=meeting.guetteurs,
        )

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*map(add, astuple(self), astuple(other)))
