"""Histories, mergers, sets and consents of the register"""

import sqlalchemy as sa
from alembic import op

import core.db

revision = "f9323dbfbd90"
down_revision = "c7fc2e43934f"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mergers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "of",
            sa.Enum("establishment", "product", name="mergerof", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum("duplicate", "lawful", name="mergerkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("likeness", sa.JSON(), nullable=False),
        sa.Column("kept_before", sa.JSON(), nullable=False),
        sa.Column("gone_before", sa.JSON(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("merged_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("merged_by", sa.Integer(), nullable=False),
        sa.Column("undone_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("undone_why", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mergers")),
    )
    with op.batch_alter_table("mergers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mergers_gone_id"), ["gone_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mergers_kept_id"), ["kept_id"], unique=False)

    op.create_table(
        "set_apart",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "of",
            sa.Enum("establishment", "product", name="mergerof", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_apart")),
        sa.UniqueConstraint(
            "of", "one_id", "other_id", name=op.f("uq_set_apart_of_one_id_other_id")
        ),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("establishment_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column(
            "how",
            sa.Enum(
                "signed_paper",
                "by_phone",
                "in_person",
                "online",
                name="consenthow",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_consents_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["establishment_id"],
            ["establishments.id"],
            name=op.f("fk_consents_establishment_id_establishments"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consents_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_consents_establishment_id"), ["establishment_id"], unique=False
        )

    op.create_table(
        "establishment_states",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("establishment_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
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
        sa.Column("tax_number", sa.String(), nullable=True),
        sa.Column("owner_number_sealed", sa.String(), nullable=True),
        sa.Column("owner_number_mask", sa.String(), nullable=True),
        sa.Column("number_fingerprint", sa.String(), nullable=True),
        sa.Column(
            "reason",
            sa.Enum(
                "beginning",
                "renamed",
                "converted",
                "renumbered",
                name="changereason",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_at", core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["establishment_id"],
            ["establishments.id"],
            name=op.f("fk_establishment_states_establishment_id_establishments"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_establishment_states")),
        sa.UniqueConstraint(
            "establishment_id",
            "valid_from",
            name=op.f("uq_establishment_states_establishment_id_valid_from"),
        ),
    )
    with op.batch_alter_table("establishment_states", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_establishment_states_establishment_id"),
            ["establishment_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_establishment_states_number_fingerprint"),
            ["number_fingerprint"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_establishment_states_tax_number"), ["tax_number"], unique=False
        )

    op.create_table(
        "member_photos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set_member_id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("caption", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photos.id"], name=op.f("fk_member_photos_photo_id_photos")
        ),
        sa.ForeignKeyConstraint(
            ["set_member_id"],
            ["set_members.id"],
            name=op.f("fk_member_photos_set_member_id_set_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_photos")),
        sa.UniqueConstraint(
            "set_member_id", "photo_id", name=op.f("uq_member_photos_set_member_id_photo_id")
        ),
    )
    with op.batch_alter_table("member_photos", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_member_photos_set_member_id"), ["set_member_id"], unique=False
        )

    for table in ("establishments", "products"):
        # Not by batch: copying a table that others point to breaks their references in SQLite.
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN merged_into_id INTEGER "
            f"CONSTRAINT fk_{table}_merged_into_id_{table} REFERENCES {table} (id)"
        )
        op.create_index(f"ix_{table}_merged_into_id", table, ["merged_into_id"])
    op.create_index("ix_establishments_tax_number", "establishments", ["tax_number"])
    op.add_column("products", sa.Column("set_case", sa.String(length=40), nullable=True))

    with op.batch_alter_table("set_members", schema=None) as batch_op:
        batch_op.add_column(sa.Column("trademark", sa.String(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("trademark_number", sa.String(), server_default="", nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table("set_members", schema=None) as batch_op:
        batch_op.drop_column("trademark_number")
        batch_op.drop_column("trademark")

    op.drop_column("products", "set_case")
    op.drop_index("ix_establishments_tax_number", "establishments")
    for table in ("products", "establishments"):
        op.drop_index(f"ix_{table}_merged_into_id", table)
        op.drop_column(table, "merged_into_id")

    with op.batch_alter_table("member_photos", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_member_photos_set_member_id"))

    op.drop_table("member_photos")
    with op.batch_alter_table("establishment_states", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_establishment_states_tax_number"))
        batch_op.drop_index(batch_op.f("ix_establishment_states_number_fingerprint"))
        batch_op.drop_index(batch_op.f("ix_establishment_states_establishment_id"))

    op.drop_table("establishment_states")
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consents_establishment_id"))
        batch_op.drop_index(batch_op.f("ix_consents_account_id"))

    op.drop_table("consents")
    op.drop_table("set_apart")
    with op.batch_alter_table("mergers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mergers_kept_id"))
        batch_op.drop_index(batch_op.f("ix_mergers_gone_id"))

    op.drop_table("mergers")
