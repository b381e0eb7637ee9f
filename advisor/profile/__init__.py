"""What the user told us: typed fields with units, ranges and unknowns."""

from advisor.profile.answers import UNDECIDED, Answer, Device, Profile
from advisor.profile.fields import Field, Fields, fact_fields, standard_fields

__all__ = ["UNDECIDED", "Answer", "Device", "Field", "Fields", "Profile", "fact_fields", "standard_fields"]
