"""Totals on sheets"""

import sqlalchemy as sa
from alembic import op

revision = "0baa64d339de"
down_revision = "85d03bbc2f1c"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("score_sheets") as batch_op:
        batch_op.add_column(sa.Column("total_points", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE score_sheets SET total_points ="
        " (SELECT coalesce(sum(points), 0) FROM scores WHERE scores.sheet_id = score_sheets.id)"
        " WHERE signed_at IS NOT NULL"
    )
    with op.batch_alter_table("score_sheets") as batch_op:
        batch_op.create_check_constraint(
            op.f("ck_score_sheets_signed_total"), "signed_at IS NULL OR total_points IS NOT NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("score_sheets") as batch_op:
        batch_op.drop_constraint(op.f("ck_score_sheets_signed_total"), type_="check")
        batch_op.drop_column("total_points")
