"""First tables"""

import sqlalchemy as sa
from alembic import op

import core.db

revision = "25ed63425635"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("created_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("demonstration_word", sa.String(), nullable=False),
        sa.CheckConstraint(
            "email IS NOT NULL OR phone IS NOT NULL", name=op.f("ck_accounts_reachable")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email", name=op.f("uq_accounts_email")),
        sa.UniqueConstraint("phone", name=op.f("uq_accounts_phone")),
    )
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("account_name", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_audit_entries_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_audit_entries_action"), ["action"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entries_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entries_subject"), ["subject"], unique=False)

    op.create_table(
        "certificate_series",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_certificate_series")),
    )
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("made_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("due_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("leased_until", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("given_up_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
    )
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_jobs_done_at"), ["done_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_jobs_due_at"), ["due_at"], unique=False)

    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("written_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("sent_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letters_recipient"), ["recipient"], unique=False)

    op.create_table(
        "photos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("original_key", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("orientation_applied", sa.Boolean(), nullable=False),
        sa.Column("location_removed", sa.Boolean(), nullable=False),
        sa.Column("dhash", sa.String(), nullable=False),
        sa.Column("placeholder", sa.String(), nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("taken_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("uploaded_by", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("failure", sa.String(), nullable=False),
        sa.CheckConstraint(
            "status IN ('waiting', 'ready', 'failed')", name=op.f("ck_photos_status")
        ),
        sa.CheckConstraint("width > 0 AND height > 0 AND bytes > 0", name=op.f("ck_photos_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photos")),
        sa.UniqueConstraint("sha256", name=op.f("uq_photos_sha256")),
        sa.UniqueConstraint("token", name=op.f("uq_photos_token")),
    )
    with op.batch_alter_table("photos", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_photos_dhash"), ["dhash"], unique=False)
        batch_op.create_index(batch_op.f("ix_photos_uploaded_by"), ["uploaded_by"], unique=False)

    op.create_table(
        "throttles",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("window_started_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttles")),
    )
    with op.batch_alter_table("throttles", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_throttles_window_started_at"), ["window_started_at"], unique=False
        )

    op.create_table(
        "units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "nation",
                "region",
                "province",
                "district",
                "commune",
                name="unitkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("type_word", sa.String(length=16), nullable=False),
        sa.Column("name_fold", sa.String(length=120), nullable=False),
        sa.Column("sort_key", sa.String(length=320), nullable=False),
        sa.Column("line", sa.String(length=400), nullable=False),
        sa.Column("search", sa.String(length=600), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["units.id"], name=op.f("fk_units_parent_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint(
            "kind", "code", "valid_from", name=op.f("uq_units_kind_code_valid_from")
        ),
    )
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_units_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "contests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "commune",
                "district",
                "province",
                "region",
                "nation",
                name="contestlevel",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "registered", "published", "simulated", name="origin", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "stage",
            sa.Enum(
                "draft",
                "open",
                "judging",
                "locked",
                "decided",
                "recognised",
                "announced",
                "cancelled",
                name="stage",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("plan_number", sa.String(), nullable=False),
        sa.Column("organiser", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("intro", sa.String(), nullable=False),
        sa.Column("entries_open_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("entries_close_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("judging_from", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("judging_until", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("locked_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("announced_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("created_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_contests_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contests")),
        sa.UniqueConstraint(
            "level", "unit_id", "year", "round", name=op.f("uq_contests_level_unit_id_year_round")
        ),
        sa.UniqueConstraint("slug", name=op.f("uq_contests_slug")),
    )
    with op.batch_alter_table("contests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contests_stage"), ["stage"], unique=False)
        batch_op.create_index(batch_op.f("ix_contests_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "establishments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "enterprise",
                "cooperative",
                "cooperative_group",
                "household_business",
                "not_stated",
                name="establishmentkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "origin",
            sa.Enum(
                "registered", "published", "simulated", name="origin", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("tax_number", sa.String(), nullable=True),
        sa.Column("owner_number_sealed", sa.String(), nullable=True),
        sa.Column("owner_number_mask", sa.String(), nullable=True),
        sa.Column("number_fingerprint", sa.String(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("place_as_printed", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("representative", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("workers", sa.Integer(), nullable=True),
        sa.Column("created_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_establishments_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_establishments")),
        sa.UniqueConstraint("code", name=op.f("uq_establishments_code")),
        sa.UniqueConstraint(
            "number_fingerprint", name=op.f("uq_establishments_number_fingerprint")
        ),
    )
    with op.batch_alter_table("establishments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_establishments_sort_key"), ["sort_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_establishments_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "fairs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "registered", "published", "simulated", name="origin", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("organiser", sa.String(), nullable=False),
        sa.Column("intro", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "open",
                "allotting",
                "published",
                "closed",
                "cancelled",
                name="fairstatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("apply_from", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("apply_until", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("booth_price_dong", sa.BigInteger(), nullable=False),
        sa.Column("supported_percent", sa.Integer(), nullable=False),
        sa.Column("created_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_fairs_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fairs")),
        sa.UniqueConstraint("slug", name=op.f("uq_fairs_slug")),
    )
    with op.batch_alter_table("fairs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fairs_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "producer",
                "collaborator",
                "officer",
                "secretary",
                "juror",
                "jury_head",
                "council_member",
                "council_chair",
                "fair_organiser",
                "support_officer",
                "programme_manager",
                "inspector",
                "administrator",
                name="role",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("establishment_id", sa.Integer(), nullable=True),
        sa.Column("invited_by", sa.Integer(), nullable=False),
        sa.Column("invited_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_invitations_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitations_token_hash")),
    )
    op.create_table(
        "programmes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "registered", "published", "simulated", name="origin", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("from_year", sa.Integer(), nullable=False),
        sa.Column("to_year", sa.Integer(), nullable=False),
        sa.Column("decision_number", sa.String(), nullable=False),
        sa.Column("decision_date", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_programmes_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
        sa.UniqueConstraint("code", name=op.f("uq_programmes_code")),
        sa.UniqueConstraint("unit_id", "from_year", name=op.f("uq_programmes_unit_id_from_year")),
    )
    op.create_table(
        "region_members",
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_id"], ["units.id"], name=op.f("fk_region_members_region_id_units")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_region_members_unit_id_units")
        ),
        sa.PrimaryKeyConstraint(
            "region_id", "unit_id", "valid_from", name=op.f("pk_region_members")
        ),
    )
    with op.batch_alter_table("region_members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_region_members_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "renditions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_id"],
            ["photos.id"],
            name=op.f("fk_renditions_photo_id_photos"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renditions")),
        sa.UniqueConstraint(
            "photo_id", "kind", "width", name=op.f("uq_renditions_photo_id_kind_width")
        ),
    )
    with op.batch_alter_table("renditions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_renditions_key"), ["key"], unique=False)

    op.create_table(
        "reset_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=True),
        sa.Column("issued_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("used_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_reset_codes_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reset_codes")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_reset_codes_code_hash")),
    )
    with op.batch_alter_table("reset_codes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reset_codes_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "role_grants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "producer",
                "collaborator",
                "officer",
                "secretary",
                "juror",
                "jury_head",
                "council_member",
                "council_chair",
                "fair_organiser",
                "support_officer",
                "programme_manager",
                "inspector",
                "administrator",
                name="role",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("contest_id", sa.Integer(), nullable=True),
        sa.Column("fair_id", sa.Integer(), nullable=True),
        sa.Column("granted_by", sa.Integer(), nullable=False),
        sa.Column("granted_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_role_grants_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_role_grants_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grants")),
    )
    with op.batch_alter_table("role_grants", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_role_grants_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "sign_in_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("started_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("seen_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("device", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_sign_in_sessions_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_sessions_token_hash")),
    )
    with op.batch_alter_table("sign_in_sessions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sign_in_sessions_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "unit_names",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_unit_names_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("unit_id", "valid_until", name=op.f("pk_unit_names")),
    )
    op.create_table(
        "unit_reach",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("within_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_unit_reach_unit_id_units")
        ),
        sa.ForeignKeyConstraint(
            ["within_id"], ["units.id"], name=op.f("fk_unit_reach_within_id_units")
        ),
        sa.PrimaryKeyConstraint("unit_id", "within_id", name=op.f("pk_unit_reach")),
    )
    with op.batch_alter_table("unit_reach", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_reach_within_id"), ["within_id"], unique=False)

    op.create_table(
        "unit_successions",
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("new_id", sa.Integer(), nullable=False),
        sa.Column(
            "extent",
            sa.Enum("full", "partial", "renamed", name="extent", native_enum=False, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["new_id"], ["units.id"], name=op.f("fk_unit_successions_new_id_units")
        ),
        sa.ForeignKeyConstraint(
            ["old_id"], ["units.id"], name=op.f("fk_unit_successions_old_id_units")
        ),
        sa.PrimaryKeyConstraint("old_id", "new_id", name=op.f("pk_unit_successions")),
    )
    with op.batch_alter_table("unit_successions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_successions_new_id"), ["new_id"], unique=False)

    op.create_table(
        "bodies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "council", "jury", "support_team", name="bodykind", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("decision_number", sa.String(), nullable=False),
        sa.Column("decision_date", sa.Date(), nullable=False),
        sa.Column("founder", sa.String(), nullable=False),
        sa.Column("founded_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_bodies_contest_id_contests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bodies")),
        sa.UniqueConstraint("contest_id", "kind", name=op.f("uq_bodies_contest_id_kind")),
    )
    with op.batch_alter_table("bodies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bodies_contest_id"), ["contest_id"], unique=False)

    op.create_table(
        "booths",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("x_mm", sa.Integer(), nullable=False),
        sa.Column("y_mm", sa.Integer(), nullable=False),
        sa.Column("width_mm", sa.Integer(), nullable=False),
        sa.Column("depth_mm", sa.Integer(), nullable=False),
        sa.Column("corner", sa.Boolean(), nullable=False),
        sa.Column("blocked_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["fair_id"], ["fairs.id"], name=op.f("fk_booths_fair_id_fairs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booths")),
        sa.UniqueConstraint("fair_id", "code", name=op.f("uq_booths_fair_id_code")),
    )
    with op.batch_alter_table("booths", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_booths_fair_id"), ["fair_id"], unique=False)

    op.create_table(
        "budget_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "funding_local",
                "funding_national",
                "counterpart",
                name="fundingsource",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("amount_dong", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount_dong >= 0", name=op.f("ck_budget_lines_amount")),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programmes.id"],
            name=op.f("fk_budget_lines_programme_id_programmes"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_lines")),
        sa.UniqueConstraint(
            "programme_id",
            "position",
            "source",
            name=op.f("uq_budget_lines_programme_id_position_source"),
        ),
    )
    with op.batch_alter_table("budget_lines", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_budget_lines_programme_id"), ["programme_id"], unique=False
        )

    op.create_table(
        "council_decisions",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("votes_for", sa.Integer(), nullable=False),
        sa.Column("votes_against", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("quotas", sa.JSON(), nullable=False),
        sa.Column("minutes_number", sa.String(), nullable=False),
        sa.Column("decided_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_council_decisions_contest_id_contests")
        ),
        sa.PrimaryKeyConstraint("contest_id", name=op.f("pk_council_decisions")),
    )
    op.create_table(
        "fair_days",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fairs.id"], name=op.f("fk_fair_days_fair_id_fairs")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_days")),
        sa.UniqueConstraint("fair_id", "day", name=op.f("uq_fair_days_fair_id_day")),
    )
    with op.batch_alter_table("fair_days", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fair_days_fair_id"), ["fair_id"], unique=False)

    op.create_table(
        "lock_records",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("locked_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("locked_by", sa.Integer(), nullable=False),
        sa.Column("gaps", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_lock_records_contest_id_contests")
        ),
        sa.PrimaryKeyConstraint("contest_id", name=op.f("pk_lock_records")),
    )
    op.create_table(
        "members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("establishment_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "asked",
                "held",
                "refused",
                "ended",
                name="membership",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("first_holder", sa.Boolean(), nullable=False),
        sa.Column("asked_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("settled_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_members_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["establishment_id"],
            ["establishments.id"],
            name=op.f("fk_members_establishment_id_establishments"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint(
            "establishment_id", "account_id", name=op.f("uq_members_establishment_id_account_id")
        ),
    )
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_members_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_members_establishment_id"), ["establishment_id"], unique=False
        )

    op.create_table(
        "products",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "registered", "published", "simulated", name="origin", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("establishment_id", sa.Integer(), nullable=True),
        sa.Column(
            "group",
            sa.Enum(
                "handicraft",
                "processed_food",
                "machinery",
                "other",
                name="productgroup",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("is_set", sa.Boolean(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("materials", sa.String(), nullable=False),
        sa.Column("dimensions", sa.String(), nullable=False),
        sa.Column("price_dong", sa.Integer(), nullable=True),
        sa.Column("plate", sa.String(), nullable=False),
        sa.Column("created_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["establishment_id"],
            ["establishments.id"],
            name=op.f("fk_products_establishment_id_establishments"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_products")),
        sa.UniqueConstraint("code", name=op.f("uq_products_code")),
    )
    with op.batch_alter_table("products", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_products_establishment_id"), ["establishment_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_products_sort_key"), ["sort_key"], unique=False)

    op.create_table(
        "recognition_decisions",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("signer_name", sa.String(), nullable=False),
        sa.Column("signer_title", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("recorded_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"],
            ["contests.id"],
            name=op.f("fk_recognition_decisions_contest_id_contests"),
        ),
        sa.PrimaryKeyConstraint("contest_id", name=op.f("pk_recognition_decisions")),
    )
    op.create_table(
        "scoring_frames",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "proposed", "approved", "frozen", name="framestatus", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("proposed_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("approved_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_scoring_frames_contest_id_contests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scoring_frames")),
        sa.UniqueConstraint(
            "contest_id", "version", name=op.f("uq_scoring_frames_contest_id_version")
        ),
    )
    with op.batch_alter_table("scoring_frames", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_scoring_frames_contest_id"), ["contest_id"], unique=False
        )
        batch_op.create_index(
            "uq_scoring_frames_frozen",
            ["contest_id"],
            unique=True,
            sqlite_where=sa.text("status = 'frozen'"),
            postgresql_where=sa.text("status = 'frozen'"),
        )

    op.create_table(
        "submissions",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_submissions_contest_id_contests")
        ),
        sa.PrimaryKeyConstraint("contest_id", name=op.f("pk_submissions")),
    )
    op.create_table(
        "targets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=True),
        sa.Column("counted_in", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_targets_programme_id_programmes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_targets")),
        sa.UniqueConstraint(
            "programme_id", "position", name=op.f("uq_targets_programme_id_position")
        ),
    )
    with op.batch_alter_table("targets", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_targets_programme_id"), ["programme_id"], unique=False
        )

    op.create_table(
        "criteria",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("frame_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("parent_code", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("guidance", sa.String(), nullable=False),
        sa.Column("max_points", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("leaf", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["frame_id"], ["scoring_frames.id"], name=op.f("fk_criteria_frame_id_scoring_frames")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria")),
        sa.UniqueConstraint("frame_id", "code", name=op.f("uq_criteria_frame_id_code")),
    )
    with op.batch_alter_table("criteria", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_criteria_frame_id"), ["frame_id"], unique=False)

    op.create_table(
        "entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("establishment_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "filed",
                "supplement",
                "valid",
                "refused",
                "withdrawn",
                name="entrystatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "path",
            sa.Enum(
                "lowest_level",
                "lower_certificate",
                "forwarding_letter",
                name="entrypath",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column(
            "group",
            sa.Enum(
                "handicraft",
                "processed_food",
                "machinery",
                "other",
                name="productgroup",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("statement", sa.JSON(), nullable=False),
        sa.Column("section_versions", sa.JSON(), nullable=False),
        sa.Column("product_name", sa.String(), nullable=False),
        sa.Column("establishment_name", sa.String(), nullable=False),
        sa.Column("establishment_address", sa.String(), nullable=False),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("consent_note", sa.String(), nullable=False),
        sa.Column("lower_certificate_id", sa.Integer(), nullable=True),
        sa.Column("lower_certificate_number", sa.String(), nullable=False),
        sa.Column("lower_certificate_until", sa.Date(), nullable=True),
        sa.Column("forwarding_letter", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("answer_by", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("created_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("filed_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("screened_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_entries_contest_id_contests")
        ),
        sa.ForeignKeyConstraint(
            ["establishment_id"],
            ["establishments.id"],
            name=op.f("fk_entries_establishment_id_establishments"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_entries_product_id_products")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
        sa.UniqueConstraint("contest_id", "code", name=op.f("uq_entries_contest_id_code")),
        sa.UniqueConstraint(
            "contest_id", "product_id", name=op.f("uq_entries_contest_id_product_id")
        ),
        sa.UniqueConstraint("receipt", name=op.f("uq_entries_receipt")),
    )
    with op.batch_alter_table("entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entries_contest_id"), ["contest_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_entries_establishment_id"), ["establishment_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_entries_product_id"), ["product_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entries_status"), ["status"], unique=False)

    op.create_table(
        "fair_applications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("establishment_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("certificate_number", sa.String(), nullable=False),
        sa.Column("certificate_level", sa.String(), nullable=False),
        sa.Column("certificate_year", sa.Integer(), nullable=False),
        sa.Column("booths_wanted", sa.Integer(), nullable=False),
        sa.Column("wishes", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "asked",
                "allotted",
                "refused",
                "withdrawn",
                name="applicationstatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("asked_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["establishment_id"],
            ["establishments.id"],
            name=op.f("fk_fair_applications_establishment_id_establishments"),
        ),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fairs.id"], name=op.f("fk_fair_applications_fair_id_fairs")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_fair_applications_product_id_products")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_applications")),
        sa.UniqueConstraint(
            "fair_id",
            "establishment_id",
            name=op.f("uq_fair_applications_fair_id_establishment_id"),
        ),
    )
    with op.batch_alter_table("fair_applications", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_fair_applications_establishment_id"), ["establishment_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_fair_applications_fair_id"), ["fair_id"], unique=False
        )

    op.create_table(
        "product_photos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("caption", sa.String(), nullable=False),
        sa.Column("cover", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photos.id"], name=op.f("fk_product_photos_photo_id_photos")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_product_photos_product_id_products")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_photos")),
        sa.UniqueConstraint(
            "product_id", "photo_id", name=op.f("uq_product_photos_product_id_photo_id")
        ),
    )
    with op.batch_alter_table("product_photos", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_product_photos_product_id"), ["product_id"], unique=False
        )
        batch_op.create_index(
            "uq_product_photos_cover",
            ["product_id"],
            unique=True,
            sqlite_where=sa.text("cover"),
            postgresql_where=sa.text("cover"),
        )

    op.create_table(
        "published_recognitions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("level_as_printed", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("place_as_printed", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["products.id"],
            name=op.f("fk_published_recognitions_product_id_products"),
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_published_recognitions_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_recognitions")),
    )
    with op.batch_alter_table("published_recognitions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_published_recognitions_product_id"), ["product_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_published_recognitions_unit_id"), ["unit_id"], unique=False
        )

    op.create_table(
        "seats",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "position",
            sa.Enum(
                "council_chair",
                "standing_vice_chair",
                "vice_chair",
                "council_member",
                "jury_head",
                "jury_vice_head",
                "juror",
                "secretary",
                name="position",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("left_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_seats_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_seats_body_id_bodies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seats")),
        sa.UniqueConstraint("body_id", "account_id", name=op.f("uq_seats_body_id_account_id")),
    )
    with op.batch_alter_table("seats", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seats_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_seats_body_id"), ["body_id"], unique=False)

    op.create_table(
        "set_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_set_members_product_id_products")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_members")),
    )
    with op.batch_alter_table("set_members", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_set_members_product_id"), ["product_id"], unique=False
        )

    op.create_table(
        "support_cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("trademark", name="casekind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("establishment_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("certificate_number", sa.String(), nullable=False),
        sa.Column("mark_text", sa.String(), nullable=False),
        sa.Column("nice_classes", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("cost_dong", sa.BigInteger(), nullable=False),
        sa.Column("asked_dong", sa.BigInteger(), nullable=False),
        sa.Column("rule_percent", sa.Integer(), nullable=False),
        sa.Column("rule_cap_dong", sa.BigInteger(), nullable=False),
        sa.Column("rule_source", sa.String(), nullable=False),
        sa.Column("approved_dong", sa.BigInteger(), nullable=True),
        sa.Column("approved_note", sa.String(), nullable=False),
        sa.Column("opened_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("closed_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "approved_dong IS NULL OR approved_dong <= asked_dong",
            name=op.f("ck_support_cases_approved"),
        ),
        sa.CheckConstraint("asked_dong >= 0", name=op.f("ck_support_cases_asked")),
        sa.ForeignKeyConstraint(
            ["establishment_id"],
            ["establishments.id"],
            name=op.f("fk_support_cases_establishment_id_establishments"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_support_cases_product_id_products")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_support_cases_unit_id_units")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_cases")),
        sa.UniqueConstraint("code", name=op.f("uq_support_cases_code")),
    )
    with op.batch_alter_table("support_cases", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_support_cases_establishment_id"), ["establishment_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_support_cases_product_id"), ["product_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_support_cases_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            "uq_support_cases_open",
            ["product_id", "kind"],
            unique=True,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "allotments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("booth_id", sa.Integer(), nullable=False),
        sa.Column("fair_day_id", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("allotted_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("allotted_by", sa.Integer(), nullable=False),
        sa.Column("released_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["fair_applications.id"],
            name=op.f("fk_allotments_application_id_fair_applications"),
        ),
        sa.ForeignKeyConstraint(
            ["booth_id"], ["booths.id"], name=op.f("fk_allotments_booth_id_booths")
        ),
        sa.ForeignKeyConstraint(
            ["fair_day_id"], ["fair_days.id"], name=op.f("fk_allotments_fair_day_id_fair_days")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allotments")),
    )
    with op.batch_alter_table("allotments", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_allotments_application_id"), ["application_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_allotments_booth_id"), ["booth_id"], unique=False)
        batch_op.create_index(
            "uq_allotments_booth_day",
            ["booth_id", "fair_day_id"],
            unique=True,
            sqlite_where=sa.text("active"),
            postgresql_where=sa.text("active"),
        )

    op.create_table(
        "case_check_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "missing",
                "handed_in",
                "accepted",
                "returned",
                "waived",
                name="checkstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("changed_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["support_cases.id"],
            name=op.f("fk_case_check_items_case_id_support_cases"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_check_items")),
        sa.UniqueConstraint("case_id", "name", name=op.f("uq_case_check_items_case_id_name")),
    )
    with op.batch_alter_table("case_check_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_check_items_case_id"), ["case_id"], unique=False)

    op.create_table(
        "case_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["support_cases.id"], name=op.f("fk_case_steps_case_id_support_cases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_steps")),
    )
    with op.batch_alter_table("case_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_steps_case_id"), ["case_id"], unique=False)

    op.create_table(
        "certificates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("establishment_id", sa.Integer(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "commune",
                "district",
                "province",
                "region",
                "nation",
                name="contestlevel",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("printed", sa.JSON(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("revoked_by_decision", sa.String(), nullable=False),
        sa.Column("revoked_why", sa.String(), nullable=False),
        sa.Column("issued_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=False),
        sa.Column("document_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_certificates_contest_id_contests")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.id"], name=op.f("fk_certificates_entry_id_entries")
        ),
        sa.ForeignKeyConstraint(
            ["establishment_id"],
            ["establishments.id"],
            name=op.f("fk_certificates_establishment_id_establishments"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_certificates_product_id_products")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificates")),
        sa.UniqueConstraint("code", name=op.f("uq_certificates_code")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_certificates_entry_id")),
        sa.UniqueConstraint("series", "number", name=op.f("uq_certificates_series_number")),
        sa.UniqueConstraint("series", "sequence", name=op.f("uq_certificates_series_sequence")),
    )
    with op.batch_alter_table("certificates", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_certificates_contest_id"), ["contest_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_certificates_establishment_id"), ["establishment_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_certificates_number"), ["number"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_certificates_product_id"), ["product_id"], unique=False
        )

    op.create_table(
        "entry_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.id"], name=op.f("fk_entry_events_entry_id_entries")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_events")),
    )
    with op.batch_alter_table("entry_events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_events_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "entry_photos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "angle",
            sa.Enum("front", "side", "top", "other", name="angle", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("caption", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.id"], name=op.f("fk_entry_photos_entry_id_entries")
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photos.id"], name=op.f("fk_entry_photos_photo_id_photos")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_photos")),
        sa.UniqueConstraint(
            "entry_id", "photo_id", name=op.f("uq_entry_photos_entry_id_photo_id")
        ),
    )
    with op.batch_alter_table("entry_photos", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_photos_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "recusals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "declared_by_juror",
                "declared_by_entrant",
                "found",
                "added_by_secretary",
                name="recusalsource",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.id"], name=op.f("fk_recusals_entry_id_entries")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_recusals_seat_id_seats")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusals")),
        sa.UniqueConstraint("seat_id", "entry_id", name=op.f("uq_recusals_seat_id_entry_id")),
    )
    with op.batch_alter_table("recusals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recusals_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recusals_seat_id"), ["seat_id"], unique=False)

    op.create_table(
        "score_sheets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("frame_id", sa.Integer(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("saved_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("signed_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.id"], name=op.f("fk_score_sheets_entry_id_entries")
        ),
        sa.ForeignKeyConstraint(
            ["frame_id"],
            ["scoring_frames.id"],
            name=op.f("fk_score_sheets_frame_id_scoring_frames"),
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name=op.f("fk_score_sheets_seat_id_seats")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_sheets")),
        sa.UniqueConstraint("entry_id", "seat_id", name=op.f("uq_score_sheets_entry_id_seat_id")),
    )
    with op.batch_alter_table("score_sheets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_score_sheets_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_score_sheets_seat_id"), ["seat_id"], unique=False)

    op.create_table(
        "standings",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("total_points", sa.Integer(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("tied", sa.Boolean(), nullable=False),
        sa.Column("eligible", sa.Boolean(), nullable=False),
        sa.Column("certified", sa.Boolean(), nullable=True),
        sa.Column("prize", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.CheckConstraint("sheets >= 0", name=op.f("ck_standings_sheets_counted")),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name=op.f("fk_standings_contest_id_contests")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.id"], name=op.f("fk_standings_entry_id_entries")
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_standings")),
    )
    with op.batch_alter_table("standings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_standings_contest_id"), ["contest_id"], unique=False)

    op.create_table(
        "nominations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("to_contest_id", sa.Integer(), nullable=False),
        sa.Column("letter_number", sa.String(), nullable=False),
        sa.Column("letter_date", sa.Date(), nullable=False),
        sa.Column("nominated_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("nominated_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificates.id"],
            name=op.f("fk_nominations_certificate_id_certificates"),
        ),
        sa.ForeignKeyConstraint(
            ["to_contest_id"], ["contests.id"], name=op.f("fk_nominations_to_contest_id_contests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nominations")),
        sa.UniqueConstraint(
            "certificate_id",
            "to_contest_id",
            name=op.f("uq_nominations_certificate_id_to_contest_id"),
        ),
    )
    with op.batch_alter_table("nominations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_nominations_certificate_id"), ["certificate_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_nominations_to_contest_id"), ["to_contest_id"], unique=False
        )

    op.create_table(
        "score_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["score_sheets.id"], name=op.f("fk_score_changes_sheet_id_score_sheets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_changes")),
        sa.UniqueConstraint("sheet_id", "version", name=op.f("uq_score_changes_sheet_id_version")),
    )
    with op.batch_alter_table("score_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_score_changes_sheet_id"), ["sheet_id"], unique=False)

    op.create_table(
        "scores",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("points >= 0", name=op.f("ck_scores_not_negative")),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["criteria.id"], name=op.f("fk_scores_criterion_id_criteria")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["score_sheets.id"], name=op.f("fk_scores_sheet_id_score_sheets")
        ),
        sa.PrimaryKeyConstraint("sheet_id", "criterion_id", name=op.f("pk_scores")),
    )


def downgrade() -> None:
    op.drop_table("scores")
    with op.batch_alter_table("score_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_score_changes_sheet_id"))

    op.drop_table("score_changes")
    with op.batch_alter_table("nominations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nominations_to_contest_id"))
        batch_op.drop_index(batch_op.f("ix_nominations_certificate_id"))

    op.drop_table("nominations")
    with op.batch_alter_table("standings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_standings_contest_id"))

    op.drop_table("standings")
    with op.batch_alter_table("score_sheets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_score_sheets_seat_id"))
        batch_op.drop_index(batch_op.f("ix_score_sheets_entry_id"))

    op.drop_table("score_sheets")
    with op.batch_alter_table("recusals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recusals_seat_id"))
        batch_op.drop_index(batch_op.f("ix_recusals_entry_id"))

    op.drop_table("recusals")
    with op.batch_alter_table("entry_photos", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_photos_entry_id"))

    op.drop_table("entry_photos")
    with op.batch_alter_table("entry_events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_events_entry_id"))

    op.drop_table("entry_events")
    with op.batch_alter_table("certificates", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificates_product_id"))
        batch_op.drop_index(batch_op.f("ix_certificates_number"))
        batch_op.drop_index(batch_op.f("ix_certificates_establishment_id"))
        batch_op.drop_index(batch_op.f("ix_certificates_contest_id"))

    op.drop_table("certificates")
    with op.batch_alter_table("case_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_steps_case_id"))

    op.drop_table("case_steps")
    with op.batch_alter_table("case_check_items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_check_items_case_id"))

    op.drop_table("case_check_items")
    with op.batch_alter_table("allotments", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_allotments_booth_day",
            sqlite_where=sa.text("active"),
            postgresql_where=sa.text("active"),
        )
        batch_op.drop_index(batch_op.f("ix_allotments_booth_id"))
        batch_op.drop_index(batch_op.f("ix_allotments_application_id"))

    op.drop_table("allotments")
    with op.batch_alter_table("support_cases", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_support_cases_open",
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_support_cases_unit_id"))
        batch_op.drop_index(batch_op.f("ix_support_cases_product_id"))
        batch_op.drop_index(batch_op.f("ix_support_cases_establishment_id"))

    op.drop_table("support_cases")
    with op.batch_alter_table("set_members", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_set_members_product_id"))

    op.drop_table("set_members")
    with op.batch_alter_table("seats", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seats_body_id"))
        batch_op.drop_index(batch_op.f("ix_seats_account_id"))

    op.drop_table("seats")
    with op.batch_alter_table("published_recognitions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_published_recognitions_unit_id"))
        batch_op.drop_index(batch_op.f("ix_published_recognitions_product_id"))

    op.drop_table("published_recognitions")
    with op.batch_alter_table("product_photos", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_product_photos_cover",
            sqlite_where=sa.text("cover"),
            postgresql_where=sa.text("cover"),
        )
        batch_op.drop_index(batch_op.f("ix_product_photos_product_id"))

    op.drop_table("product_photos")
    with op.batch_alter_table("fair_applications", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fair_applications_fair_id"))
        batch_op.drop_index(batch_op.f("ix_fair_applications_establishment_id"))

    op.drop_table("fair_applications")
    with op.batch_alter_table("entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entries_status"))
        batch_op.drop_index(batch_op.f("ix_entries_product_id"))
        batch_op.drop_index(batch_op.f("ix_entries_establishment_id"))
        batch_op.drop_index(batch_op.f("ix_entries_contest_id"))

    op.drop_table("entries")
    with op.batch_alter_table("criteria", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_criteria_frame_id"))

    op.drop_table("criteria")
    with op.batch_alter_table("targets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_targets_programme_id"))

    op.drop_table("targets")
    op.drop_table("submissions")
    with op.batch_alter_table("scoring_frames", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_scoring_frames_frozen",
            sqlite_where=sa.text("status = 'frozen'"),
            postgresql_where=sa.text("status = 'frozen'"),
        )
        batch_op.drop_index(batch_op.f("ix_scoring_frames_contest_id"))

    op.drop_table("scoring_frames")
    op.drop_table("recognition_decisions")
    with op.batch_alter_table("products", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_products_sort_key"))
        batch_op.drop_index(batch_op.f("ix_products_establishment_id"))

    op.drop_table("products")
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_members_establishment_id"))
        batch_op.drop_index(batch_op.f("ix_members_account_id"))

    op.drop_table("members")
    op.drop_table("lock_records")
    with op.batch_alter_table("fair_days", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fair_days_fair_id"))

    op.drop_table("fair_days")
    op.drop_table("council_decisions")
    with op.batch_alter_table("budget_lines", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_budget_lines_programme_id"))

    op.drop_table("budget_lines")
    with op.batch_alter_table("booths", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_booths_fair_id"))

    op.drop_table("booths")
    with op.batch_alter_table("bodies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bodies_contest_id"))

    op.drop_table("bodies")
    with op.batch_alter_table("unit_successions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_successions_new_id"))

    op.drop_table("unit_successions")
    with op.batch_alter_table("unit_reach", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_reach_within_id"))

    op.drop_table("unit_reach")
    op.drop_table("unit_names")
    with op.batch_alter_table("sign_in_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_sessions_account_id"))

    op.drop_table("sign_in_sessions")
    with op.batch_alter_table("role_grants", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_grants_account_id"))

    op.drop_table("role_grants")
    with op.batch_alter_table("reset_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reset_codes_account_id"))

    op.drop_table("reset_codes")
    with op.batch_alter_table("renditions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_renditions_key"))

    op.drop_table("renditions")
    with op.batch_alter_table("region_members", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_region_members_unit_id"))

    op.drop_table("region_members")
    op.drop_table("programmes")
    op.drop_table("invitations")
    with op.batch_alter_table("fairs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fairs_unit_id"))

    op.drop_table("fairs")
    with op.batch_alter_table("establishments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_establishments_unit_id"))
        batch_op.drop_index(batch_op.f("ix_establishments_sort_key"))

    op.drop_table("establishments")
    with op.batch_alter_table("contests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contests_unit_id"))
        batch_op.drop_index(batch_op.f("ix_contests_stage"))

    op.drop_table("contests")
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_units_parent_id"))

    op.drop_table("units")
    with op.batch_alter_table("throttles", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_throttles_window_started_at"))

    op.drop_table("throttles")
    with op.batch_alter_table("photos", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_photos_uploaded_by"))
        batch_op.drop_index(batch_op.f("ix_photos_dhash"))

    op.drop_table("photos")
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letters_recipient"))

    op.drop_table("letters")
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_jobs_due_at"))
        batch_op.drop_index(batch_op.f("ix_jobs_done_at"))

    op.drop_table("jobs")
    op.drop_table("installation")
    op.drop_table("certificate_series")
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entries_subject"))
        batch_op.drop_index(batch_op.f("ix_audit_entries_at"))
        batch_op.drop_index(batch_op.f("ix_audit_entries_action"))
        batch_op.drop_index(batch_op.f("ix_audit_entries_account_id"))

    op.drop_table("audit_entries")
    op.drop_table("accounts")
