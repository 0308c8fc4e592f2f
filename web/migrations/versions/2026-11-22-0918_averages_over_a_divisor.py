"""Averages over a divisor"""

import sqlalchemy as sa
from alembic import op

revision = "7700125ec90c"
down_revision = "f9323dbfbd90"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("standings") as batch_op:
        batch_op.add_column(sa.Column("divisor", sa.Integer(), nullable=True))
    # Until now every average was a plain mean: a total over the number of sheets.
    op.execute("UPDATE standings SET divisor = sheets")
    with op.batch_alter_table("standings") as batch_op:
        batch_op.alter_column("divisor", existing_type=sa.Integer(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("standings") as batch_op:
        batch_op.drop_column("divisor")
