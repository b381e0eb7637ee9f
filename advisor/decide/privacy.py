"""What it is worth that data stay near: half of it counts where nobody told anything about them."""

from __future__ import annotations

from advisor.decide.scales import scales
from advisor.profile import Profile
from advisor.strategy.context import Context

_TOLD = (
    "data.contract_obtainable",
    "data.mixed_classes",
    "hardware.edge_device",
    "hardware.edge_memory_gb",
    "hardware.owned",
    "wish.devices",
    "wish.deployments",
)
"""Who names contracts, classes of data, devices or a place has thought of where the data go."""
_ANY_PROVIDER, _UNDER_CONTRACT = "any_cloud", "contract"


def privacy(context: Context, deployment: str) -> float:
    """Return the value of where a deployment takes the data: ``share * scale + (1 - share) * public``.

    The share is 0 for public data, 1 for data that are told to be more, and between where it is not known.

    Args:
        context: The bundle.
        deployment: Where a plan runs.
    """
    scale = scales()["privacy"]
    public, profile = float(scale["public"]), context.profile
    kinds = set(profile.words("data.sensitivity"))
    if kinds == {"public"} or profile.text("data.boundary") == _ANY_PROVIDER:
        return public
    share = float(scale["unheard"]) if not kinds and _nothing_told(profile) else 1.0
    return share * float(scale[deployment]) + (1.0 - share) * public


def _nothing_told(profile: Profile) -> bool:
    """Return whether a provider under contract will do and nothing speaks for a nearer place."""
    return (
        profile.text("data.boundary") == _UNDER_CONTRACT
        and "privacy" not in profile.words("priorities.order")
        and not any(map(profile.said, _TOLD))
    )
