"""The keys ``audit.toml`` may hold. Its JSON schema for editors is ``docs/audit.schema.json``."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Address = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, to_lower=True, pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$"
    ),
]
# Typed dates only: a quoted date would be a guess at what its writer meant.
_Day = Annotated[date, Field(strict=True)]


class WaiverEntry(BaseModel):
    """One accepted exception: its findings stay visible, the verdict no longer rests on them."""

    model_config = ConfigDict(extra="forbid")

    control: _Words = Field(description="Id of the control, as `allegro-audit controls` lists it.")
    reason: _Words = Field(description="Why the exception is accepted; printed in the report.")
    approved_by: _Words = Field(description="Who accepted it; printed in the report.")
    starts: _Day = Field(description="First day it covers, Europe/Warsaw.")
    until: _Day = Field(description="Last day it covers, Europe/Warsaw, included.")
    template: str = Field(
        default="", description="Id of the one template it covers; without it, the whole control."
    )

    @field_validator("until", mode="after")
    @classmethod
    def ends_on_or_after_its_start(cls, until: date, info: Any) -> date:
        """The last day, refused where it lies before the first."""
        starts = info.data.get("starts")
        if starts is not None and until < starts:
            raise PydanticCustomError(
                "until_before_starts", "{until} is before starts", {"until": until.isoformat()}
            )
        return until


class Manifest(BaseModel):
    """The manifest of one shop."""

    model_config = ConfigDict(extra="forbid", title="allegro-audit manifest")

    shop: _Words = Field(default="", description="Name of the shop, printed on the report.")
    marketplace: Annotated[str, StringConstraints(pattern=r"^allegro(-[a-z]+)+$")] = Field(
        default="allegro-pl", description="Marketplace id, as orders hold it in `marketplace.id`."
    )
    time_zone: Literal["Europe/Warsaw"] = Field(
        default="Europe/Warsaw", description="Zone of times without one, and of every day's limits."
    )
    sender_addresses: list[_Address] = Field(
        default_factory=list, description="Addresses the shop writes to buyers from."
    )
    waivers: list[WaiverEntry] = Field(default_factory=list, description="Accepted exceptions.")


def json_schema() -> dict[str, Any]:
    """The JSON schema of the manifest (draft 2020-12)."""
    return {"$schema": SCHEMA_DIALECT, **Manifest.model_json_schema()}
