"""Storage: tables, sealed columns, stores, the unit of work and migrations. SQLAlchemy lives here alone."""
