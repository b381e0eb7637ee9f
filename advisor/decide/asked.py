"""The questions that the user's words put, answered before any advice is given."""

from __future__ import annotations

from advisor.decide.asked_bill import bill_answers
from advisor.decide.asked_cluster import cluster_answers
from advisor.decide.asked_devices import device_answers
from advisor.decide.asked_fit import fit_answers
from advisor.decide.asked_fleet import fleet_answers
from advisor.decide.asked_job import job_answers
from advisor.decide.asked_options import option_answers
from advisor.decide.asked_place import place_answers
from advisor.decide.asked_successor import successor_answers
from advisor.decide.asked_training import training_answers
from advisor.decide.assess import Assessment
from advisor.decide.records import Answered

MOST = 3
"""Answers on the first page."""
_PLAINEST = (
    successor_answers,
    job_answers,
    bill_answers,
    training_answers,
    fit_answers,
    device_answers,
    fleet_answers,
    cluster_answers,
)
_ELSE = (option_answers, place_answers)
"""Answered where nothing plainer was asked: a place or a way is often named beside another question."""


def answers(found: Assessment) -> tuple[Answered, ...]:
    """Return what was asked by name with its answers, the plainest question first.

    Nothing here moves the advice: it tells the figures of what the user has in mind, whatever is advised.
    """
    told = [answered for kind in _PLAINEST for answered in kind(found)]
    return tuple((told or [answered for kind in _ELSE for answered in kind(found)])[:MOST])
