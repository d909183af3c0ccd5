"""The keys ``audit.toml`` may hold. Its JSON schema for editors is ``docs/audit.schema.json``."""

import codecs
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from audit.read.column_words import MAIL_LOG, NOTICE_LIST, ORDER_TABLE, PAYMENT
from audit.read.columns import fields_of

COLUMN_FIELDS = frozenset(
    field for table in (MAIL_LOG, NOTICE_LIST, ORDER_TABLE, PAYMENT) for field in fields_of(table)
)
_FIELD_NAMES: dict[str, JsonValue] = {"enum": [*sorted(COLUMN_FIELDS)]}
SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Address = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, to_lower=True, pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$"
    ),
]
_Domain = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, to_lower=True, pattern=r"^[^@\s<>,;/:]+\.[^@\s<>,;/:.]+$"
    ),
]
LONGEST_WAIVER = 180  # days, first and last included
# Typed dates only: a quoted date would be a guess at what its writer meant.
_Day = Annotated[date, Field(strict=True)]


def _not_before_start(until: date, info: Any) -> date:
    starts = info.data.get("starts")
    if starts is not None and until < starts:
        raise PydanticCustomError(
            "until_before_starts", "{until} is before starts", {"until": until.isoformat()}
        )
    return until


class FileEntry(BaseModel):
    """How to read one input file, or all whose names a pattern matches."""

    model_config = ConfigDict(extra="forbid")

    file: _Words = Field(
        description="Name as `allegro-audit inspect` prints it, its end, or a pattern with *."
    )
    encoding: str = Field(
        default="", description="Encoding of the text, such as cp1250; without it, told by content."
    )
    columns: dict[str, str] = Field(
        default_factory=dict,
        description="What a column holds, and the column's name; empty where no column holds it.",
        json_schema_extra={"propertyNames": _FIELD_NAMES},
    )

    @field_validator("columns", mode="after")
    @classmethod
    def names_known_fields(cls, columns: dict[str, str]) -> dict[str, str]:
        """The columns, refused where one is said to hold something unknown."""
        strange = sorted(columns.keys() - COLUMN_FIELDS)
        if strange:
            raise PydanticCustomError("field_unknown", "{field}", {"field": strange[0]})
        return columns

    @field_validator("encoding", mode="after")
    @classmethod
    def names_a_codec(cls, encoding: str) -> str:
        """The encoding, refused where no codec of text has that name."""
        try:
            known = encoding == "" or bool("".encode(encoding) is not None)
        except (LookupError, ValueError):
            known = False
        if not known:
            raise PydanticCustomError("encoding_unknown", "unknown encoding")
        return codecs.lookup(encoding).name if encoding else ""


class IncidentEntry(BaseModel):
    """Days that say nothing about the shop: their messages are left out, and the report says so."""

    model_config = ConfigDict(extra="forbid")

    starts: _Day = Field(description="First day left out, Europe/Warsaw.")
    until: _Day = Field(description="Last day left out, Europe/Warsaw, included.")
    reason: _Words = Field(description="What happened; printed in the report.")

    ends_on_or_after_its_start = field_validator("until", mode="after")(_not_before_start)


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
    order: str = Field(default="", description="Id of the one order it covers.")
    message: str = Field(default="", description="Id of the one message, as in verdicts.parquet.")
    bucket: Literal["", "false_alarm", "accepted_until_migration", "not_ours", "platform_error"] = (
        Field(default="", description="What kind of exception it is; asked for in waivers.toml.")
    )
    owner: str = Field(default="", description="Who sees to it; asked for in waivers.toml.")
    max_findings: int | None = Field(
        default=None, ge=1, description="It lapses when it would cover more findings than this."
    )

    ends_on_or_after_its_start = field_validator("until", mode="after")(_not_before_start)

    @field_validator("until", mode="after")
    @classmethod
    def ends_within_180_days(cls, until: date, info: Any) -> date:
        """The last day, refused where it lies further off than the 180th day."""
        starts = info.data.get("starts")
        if starts is not None and (until - starts).days >= LONGEST_WAIVER:
            raise PydanticCustomError("over_180_days", "too long")
        return until

    @model_validator(mode="after")
    def has_one_scope(self) -> Self:
        """The waiver, refused where it names more than one of template, order and message."""
        if sum(map(bool, (self.template, self.order, self.message))) > 1:
            raise PydanticCustomError("two_scopes", "two scopes")
        return self


class OwnedWaiver(WaiverEntry):
    """A waiver of ``waivers.toml``: somebody owns it, and it says of what kind it is."""

    bucket: Literal["false_alarm", "accepted_until_migration", "not_ours", "platform_error"] = (
        Field(description="What kind of exception it is.")
    )
    owner: _Words = Field(description="Who sees to it that it ends.")


class WaiverFile(BaseModel):
    """The file ``waivers.toml`` beside the manifest."""

    model_config = ConfigDict(extra="forbid", title="allegro-audit waivers")

    waivers: list[OwnedWaiver] = Field(default_factory=list, description="Accepted exceptions.")


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
    own_domains: list[_Domain] = Field(
        default_factory=list,
        description="Domains of the shop: mail from any address in them is the shop's own.",
    )
    inputs: list[_Words] = Field(
        default_factory=list,
        description="Files and folders to audit, relative to this file; paths given to the command "
        "take their place.",
    )
    files: list[FileEntry] = Field(
        default_factory=list, description="Files whose encoding or columns are told here."
    )
    incidents: list[IncidentEntry] = Field(
        default_factory=list, description="Days whose messages are left out."
    )
    waivers: list[WaiverEntry] = Field(default_factory=list, description="Accepted exceptions.")


def json_schema() -> dict[str, Any]:
    """The JSON schema of the manifest (draft 2020-12)."""
    return {"$schema": SCHEMA_DIALECT, **Manifest.model_json_schema()}
