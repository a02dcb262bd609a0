"""What Alembic runs: on the connection that `models.migrate` hands over, or on `-x url=`."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from models.engine import create_engine_for
from models.tables import METADATA


def run(connection: Connection) -> None:
    """Run the asked revisions on a connection, inside the transaction it is in."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    engine = create_engine_for(context.get_x_argument(as_dictionary=True)["url"])
    with engine.begin() as own:
        run(own)
    engine.dispose()
