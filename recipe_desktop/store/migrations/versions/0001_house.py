"""The house: partners, people, imports, the journal and its neighbours."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("region", sa.Text(), server_default="", nullable=False),
        sa.Column("day_on", sa.String(), nullable=True),
        sa.Column("is_working", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("certainty", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "conflict",
        sa.Column("row", sa.String(length=32), nullable=False),
        sa.Column("tbl", sa.Text(), nullable=False),
        sa.Column("class", sa.Text(), nullable=False),
        sa.Column("column_name", sa.Text(), server_default="", nullable=False),
        sa.Column("heads", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", "class", "column_name", name=op.f("pk_conflict")),
    )
    op.create_table(
        "country",
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("from_on", sa.String(), nullable=True),
        sa.Column("until_on", sa.String(), nullable=True),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("certainty", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_country")),
    )
    op.create_table(
        "device",
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("member", sa.Text(), server_default="", nullable=False),
        sa.Column("verify_key", sa.Text(), server_default="", nullable=False),
        sa.Column("age_recipient", sa.Text(), server_default="", nullable=False),
        sa.Column("is_steward", sa.Integer(), server_default="0", nullable=False),
        sa.Column("card", sa.Text(), server_default="", nullable=False),
        sa.Column("admitted_at", sa.String(), nullable=True),
        sa.Column("revoked_at", sa.String(), nullable=True),
        sa.Column("last_heard_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_device")),
    )
    op.create_table(
        "exchange_file",
        sa.Column("exchange_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("visitor_person", sa.Text(), server_default="", nullable=False),
        sa.Column("host_person", sa.Text(), server_default="", nullable=False),
        sa.Column("motivation", sa.Text(), server_default="", nullable=False),
        sa.Column("documents", sa.Text(), server_default="", nullable=False),
        sa.Column("assessment", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_exchange_file")),
    )
    op.create_index(
        op.f("ix_exchange_file_exchange_uid"), "exchange_file", ["exchange_uid"], unique=False
    )
    op.create_table(
        "held",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("previous", sa.Text(), server_default="", nullable=False),
        sa.Column("signature", sa.Text(), server_default="", nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("scope", "device", "first", name=op.f("pk_held")),
    )
    op.create_table(
        "import_key",
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("key", sa.Text(), server_default="", nullable=False),
        sa.Column("record_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("said", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_import_key")),
    )
    op.create_index(op.f("ix_import_key_key"), "import_key", ["key"], unique=False)
    op.create_table(
        "import_log",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), server_default="", nullable=False),
        sa.Column("sender", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("transactions", sa.Integer(), nullable=False),
        sa.Column("operations", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_import_log")),
    )
    op.create_table(
        "import_mapping",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source", "kind", name=op.f("pk_import_mapping")),
    )
    op.create_table(
        "import_plan",
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("is_done", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_import_plan")),
    )
    op.create_table(
        "lump_sum",
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.String(), nullable=True),
        sa.Column("until_on", sa.String(), nullable=True),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("certainty", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_lump_sum")),
    )
    op.create_table(
        "not_same",
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("left_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("right_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_not_same")),
    )
    op.create_index(op.f("ix_not_same_left_uid"), "not_same", ["left_uid"], unique=False)
    op.create_index(op.f("ix_not_same_right_uid"), "not_same", ["right_uid"], unique=False)
    op.create_table(
        "op",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("txn", sa.Integer(), nullable=False),
        sa.Column("tbl", sa.Text(), nullable=False),
        sa.Column("row", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_op")),
    )
    op.create_index(op.f("ix_op_row"), "op", ["row"], unique=False)
    op.create_index(op.f("ix_op_txn"), "op", ["txn"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("organisation_type", sa.Text(), server_default="", nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("postcode", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("staff", sa.Integer(), nullable=True),
        sa.Column("turnover_cents", sa.Integer(), nullable=True),
        sa.Column("balance_cents", sa.Integer(), nullable=True),
        sa.Column("figures_on", sa.String(), nullable=True),
        sa.Column("vat_number", sa.Text(), server_default="", nullable=False),
        sa.Column("registration_number", sa.Text(), server_default="", nullable=False),
        sa.Column("ecosystems", sa.Text(), server_default="", nullable=False),
        sa.Column("website", sa.Text(), server_default="", nullable=False),
        sa.Column("founded_on", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_organisation")),
    )
    op.create_table(
        "organisation_contact",
        sa.Column("organisation_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_organisation_contact")),
    )
    op.create_index(
        op.f("ix_organisation_contact_organisation_uid"),
        "organisation_contact",
        ["organisation_uid"],
        unique=False,
    )
    op.create_table(
        "peer_known",
        sa.Column("peer", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("peer", "scope", "device", name=op.f("pk_peer_known")),
    )
    op.create_table(
        "person",
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("given_name", sa.Text(), server_default="", nullable=False),
        sa.Column("family_name", sa.Text(), server_default="", nullable=False),
        sa.Column("organisation_uid", sa.String(length=32), nullable=True),
        sa.Column("position", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("mobile", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_person")),
    )
    op.create_index(
        op.f("ix_person_organisation_uid"), "person", ["organisation_uid"], unique=False
    )
    op.create_table(
        "project",
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("full_name", sa.Text(), server_default="", nullable=False),
        sa.Column("theme", sa.Text(), server_default="", nullable=False),
        sa.Column("call", sa.Text(), server_default="", nullable=False),
        sa.Column("grant_number", sa.Text(), server_default="", nullable=False),
        sa.Column("website", sa.Text(), server_default="", nullable=False),
        sa.Column("starts_on", sa.String(), nullable=True),
        sa.Column("ends_on", sa.String(), nullable=True),
        sa.Column("funding_line", sa.Text(), server_default="", nullable=False),
        sa.Column("disclaimer", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("certainty", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_project")),
    )
    op.create_table(
        "replica",
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("device_uid", sa.String(length=32), nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("member", sa.Text(), server_default="", nullable=False),
        sa.Column("person", sa.Text(), server_default="", nullable=False),
        sa.Column("is_steward", sa.Integer(), server_default="0", nullable=False),
        sa.Column("counter", sa.Integer(), server_default="0", nullable=False),
        sa.Column("token", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_replica")),
    )
    op.create_table(
        "same_as",
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("kept_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("away_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_same_as")),
    )
    op.create_index(op.f("ix_same_as_away_uid"), "same_as", ["away_uid"], unique=False)
    op.create_index(op.f("ix_same_as_kept_uid"), "same_as", ["kept_uid"], unique=False)
    op.create_table(
        "search_doc",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("tbl", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("sort_root", sa.Text(), server_default="", nullable=False),
        sa.Column("sort_hu", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_doc")),
        sa.UniqueConstraint("uid", name=op.f("uq_search_doc_uid")),
    )
    op.create_index(op.f("ix_search_doc_owner"), "search_doc", ["owner"], unique=False)
    op.create_table(
        "search_todo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tbl", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("uids", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_todo")),
    )
    op.create_table(
        "seen",
        sa.Column("stream", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("peer", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "epoch", "peer", name=op.f("pk_seen")),
    )
    op.create_table(
        "segment",
        sa.Column("stream", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("previous", sa.Text(), server_default="", nullable=False),
        sa.Column("hash", sa.Text(), server_default="", nullable=False),
        sa.Column("signature", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("stream", "first", name=op.f("pk_segment")),
    )
    op.create_table(
        "stream",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("known", sa.Integer(), server_default="0", nullable=False),
        sa.Column("epoch", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stream")),
        sa.UniqueConstraint("scope", "device", name=op.f("uq_stream_scope_device")),
    )
    op.create_table(
        "suggestion",
        sa.Column("row_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("column_name", sa.Text(), server_default="", nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.Column("member", sa.Text(), server_default="", nullable=False),
        sa.Column("by_name", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_suggestion")),
    )
    op.create_index(op.f("ix_suggestion_row_uid"), "suggestion", ["row_uid"], unique=False)
    op.create_table(
        "sync_now",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("capture", sa.Integer(), server_default="1", nullable=False),
        sa.Column("clock", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_now")),
    )
    op.create_table(
        "task_link",
        sa.Column("before_uid", sa.String(length=32), nullable=True),
        sa.Column("after_uid", sa.String(length=32), nullable=True),
        sa.Column("link_type", sa.Text(), server_default="", nullable=False),
        sa.Column("lag_days", sa.Integer(), nullable=True),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_task_link")),
    )
    op.create_index(op.f("ix_task_link_after_uid"), "task_link", ["after_uid"], unique=False)
    op.create_index(op.f("ix_task_link_before_uid"), "task_link", ["before_uid"], unique=False)
    op.create_table(
        "term",
        sa.Column("catalogue", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("may_visit", sa.Integer(), nullable=True),
        sa.Column("may_host", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("certainty", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_term")),
    )
    op.create_index(op.f("ix_term_catalogue"), "term", ["catalogue"], unique=False)
    op.create_table(
        "translation",
        sa.Column("record_uid", sa.String(length=32), nullable=True),
        sa.Column("field", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("fingerprint", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_translation")),
    )
    op.create_index(op.f("ix_translation_record_uid"), "translation", ["record_uid"], unique=False)
    op.create_table(
        "txn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("stream", sa.Integer(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("epoch", sa.Integer(), server_default="0", nullable=False),
        sa.Column("clock", sa.Integer(), server_default="0", nullable=False),
        sa.Column("seen", sa.String(), server_default="{}", nullable=False),
        sa.Column("by_name", sa.Text(), server_default="", nullable=False),
        sa.Column("action", sa.Text(), server_default="", nullable=False),
        sa.Column("group_uid", sa.Text(), server_default="", nullable=False),
        sa.Column("reverts", sa.Text(), server_default="", nullable=False),
        sa.Column("schema_no", sa.Integer(), server_default="0", nullable=False),
        sa.Column("salts", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_txn")),
        sa.UniqueConstraint("stream", "seq", name=op.f("uq_txn_stream_seq")),
    )
    op.create_index("ix_txn_group", "txn", ["group_uid"], unique=False)
    op.create_index(
        "ix_txn_open", "txn", ["scope"], unique=True, sqlite_where=sa.text("seq IS NULL")
    )
    op.create_table(
        "chapter",
        sa.Column("project_uid", sa.String(length=32), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["project_uid"], ["project.uid"], name=op.f("fk_chapter_project_uid")
        ),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_chapter")),
    )
    op.create_index(op.f("ix_chapter_project_uid"), "chapter", ["project_uid"], unique=False)
    op.create_table(
        "member",
        sa.Column("project_uid", sa.String(length=32), nullable=True),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("legal_entity", sa.Text(), server_default="", nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("region", sa.Text(), server_default="", nullable=False),
        sa.Column("website", sa.Text(), server_default="", nullable=False),
        sa.Column("role", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("certainty", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["project_uid"], ["project.uid"], name=op.f("fk_member_project_uid")
        ),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_member")),
    )
    op.create_index(op.f("ix_member_project_uid"), "member", ["project_uid"], unique=False)
    op.create_table(
        "objective",
        sa.Column("project_uid", sa.String(length=32), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("certainty", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["project_uid"], ["project.uid"], name=op.f("fk_objective_project_uid")
        ),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_objective")),
    )
    op.create_index(op.f("ix_objective_project_uid"), "objective", ["project_uid"], unique=False)
    op.create_table(
        "organisation_name",
        sa.Column("organisation_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("from_on", sa.String(), nullable=True),
        sa.Column("until_on", sa.String(), nullable=True),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_uid"],
            ["organisation.uid"],
            name=op.f("fk_organisation_name_organisation_uid"),
        ),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_organisation_name")),
    )
    op.create_index(
        op.f("ix_organisation_name_organisation_uid"),
        "organisation_name",
        ["organisation_uid"],
        unique=False,
    )
    op.create_table(
        "target",
        sa.Column("project_uid", sa.String(length=32), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("part_of", sa.Text(), server_default="", nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("certainty", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["project_uid"], ["project.uid"], name=op.f("fk_target_project_uid")
        ),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_target")),
    )
    op.create_index(op.f("ix_target_project_uid"), "target", ["project_uid"], unique=False)
    op.create_table(
        "action",
        sa.Column("objective_uid", sa.String(length=32), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("owner_uid", sa.String(length=32), nullable=True),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["objective_uid"], ["objective.uid"], name=op.f("fk_action_objective_uid")
        ),
        sa.ForeignKeyConstraint(["owner_uid"], ["member.uid"], name=op.f("fk_action_owner_uid")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_action")),
    )
    op.create_index(op.f("ix_action_objective_uid"), "action", ["objective_uid"], unique=False)
    op.create_index(op.f("ix_action_owner_uid"), "action", ["owner_uid"], unique=False)
    op.create_table(
        "exchange",
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("visitor_uid", sa.String(length=32), nullable=True),
        sa.Column("host_uid", sa.String(length=32), nullable=True),
        sa.Column("visitor_partnership", sa.Text(), server_default="", nullable=False),
        sa.Column("host_partnership", sa.Text(), server_default="", nullable=False),
        sa.Column("visitor_member_uid", sa.String(length=32), nullable=True),
        sa.Column("host_member_uid", sa.String(length=32), nullable=True),
        sa.Column("paying_member_uid", sa.String(length=32), nullable=True),
        sa.Column("category", sa.Text(), server_default="", nullable=False),
        sa.Column("purposes", sa.Text(), server_default="", nullable=False),
        sa.Column("activities", sa.Text(), server_default="", nullable=False),
        sa.Column("is_virtual", sa.Integer(), server_default="0", nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("distance_km", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.String(), nullable=True),
        sa.Column("ends_on", sa.String(), nullable=True),
        sa.Column("travels_out_on", sa.String(), nullable=True),
        sa.Column("travels_back_on", sa.String(), nullable=True),
        sa.Column("amount_cents", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.String(), nullable=True),
        sa.Column("assessed_on", sa.String(), nullable=True),
        sa.Column("matched_on", sa.String(), nullable=True),
        sa.Column("host_approved_on", sa.String(), nullable=True),
        sa.Column("visitor_signed_on", sa.String(), nullable=True),
        sa.Column("host_signed_on", sa.String(), nullable=True),
        sa.Column("visitor_partner_signed_on", sa.String(), nullable=True),
        sa.Column("host_partner_signed_on", sa.String(), nullable=True),
        sa.Column("agreement_on", sa.String(), nullable=True),
        sa.Column("reported_on", sa.String(), nullable=True),
        sa.Column("evidence_on", sa.String(), nullable=True),
        sa.Column("validated_on", sa.String(), nullable=True),
        sa.Column("paid_on", sa.String(), nullable=True),
        sa.Column("cancelled_on", sa.String(), nullable=True),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["host_member_uid"], ["member.uid"], name=op.f("fk_exchange_host_member_uid")
        ),
        sa.ForeignKeyConstraint(
            ["host_uid"], ["organisation.uid"], name=op.f("fk_exchange_host_uid")
        ),
        sa.ForeignKeyConstraint(
            ["paying_member_uid"], ["member.uid"], name=op.f("fk_exchange_paying_member_uid")
        ),
        sa.ForeignKeyConstraint(
            ["visitor_member_uid"], ["member.uid"], name=op.f("fk_exchange_visitor_member_uid")
        ),
        sa.ForeignKeyConstraint(
            ["visitor_uid"], ["organisation.uid"], name=op.f("fk_exchange_visitor_uid")
        ),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_exchange")),
    )
    op.create_index(
        op.f("ix_exchange_host_member_uid"), "exchange", ["host_member_uid"], unique=False
    )
    op.create_index(op.f("ix_exchange_host_uid"), "exchange", ["host_uid"], unique=False)
    op.create_index(
        op.f("ix_exchange_paying_member_uid"), "exchange", ["paying_member_uid"], unique=False
    )
    op.create_index(
        op.f("ix_exchange_visitor_member_uid"), "exchange", ["visitor_member_uid"], unique=False
    )
    op.create_index(op.f("ix_exchange_visitor_uid"), "exchange", ["visitor_uid"], unique=False)
    op.create_table(
        "member_name",
        sa.Column("member_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("from_on", sa.String(), nullable=True),
        sa.Column("until_on", sa.String(), nullable=True),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("certainty", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["member_uid"], ["member.uid"], name=op.f("fk_member_name_member_uid")
        ),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_member_name")),
    )
    op.create_index(op.f("ix_member_name_member_uid"), "member_name", ["member_uid"], unique=False)
    op.create_table(
        "membership",
        sa.Column("organisation_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("member_uid", sa.String(length=32), nullable=True),
        sa.Column("cluster_name", sa.Text(), server_default="", nullable=False),
        sa.Column("from_on", sa.String(), nullable=True),
        sa.Column("until_on", sa.String(), nullable=True),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["member_uid"], ["member.uid"], name=op.f("fk_membership_member_uid")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_uid"], ["organisation.uid"], name=op.f("fk_membership_organisation_uid")
        ),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_member_uid"), "membership", ["member_uid"], unique=False)
    op.create_index(
        op.f("ix_membership_organisation_uid"), "membership", ["organisation_uid"], unique=False
    )
    op.create_table(
        "task",
        sa.Column("parent_uid", sa.String(length=32), nullable=True),
        sa.Column("action_uid", sa.String(length=32), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("owner_uid", sa.String(length=32), nullable=True),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("region", sa.Text(), server_default="", nullable=False),
        sa.Column("starts_on", sa.String(), nullable=True),
        sa.Column("duration_days", sa.Integer(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=True),
        sa.Column("status", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["action_uid"], ["action.uid"], name=op.f("fk_task_action_uid")),
        sa.ForeignKeyConstraint(["owner_uid"], ["member.uid"], name=op.f("fk_task_owner_uid")),
        sa.ForeignKeyConstraint(["parent_uid"], ["task.uid"], name=op.f("fk_task_parent_uid")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_task")),
    )
    op.create_index(op.f("ix_task_action_uid"), "task", ["action_uid"], unique=False)
    op.create_index(op.f("ix_task_owner_uid"), "task", ["owner_uid"], unique=False)
    op.create_index(op.f("ix_task_parent_uid"), "task", ["parent_uid"], unique=False)
    op.create_table(
        "milestone",
        sa.Column("parent_uid", sa.String(length=32), nullable=True),
        sa.Column("action_uid", sa.String(length=32), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("owner_uid", sa.String(length=32), nullable=True),
        sa.Column("due_on", sa.String(), nullable=True),
        sa.Column("met_on", sa.String(), nullable=True),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["action_uid"], ["action.uid"], name=op.f("fk_milestone_action_uid")
        ),
        sa.ForeignKeyConstraint(["owner_uid"], ["member.uid"], name=op.f("fk_milestone_owner_uid")),
        sa.ForeignKeyConstraint(["parent_uid"], ["task.uid"], name=op.f("fk_milestone_parent_uid")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_milestone")),
    )
    op.create_index(op.f("ix_milestone_action_uid"), "milestone", ["action_uid"], unique=False)
    op.create_index(op.f("ix_milestone_owner_uid"), "milestone", ["owner_uid"], unique=False)
    op.create_index(op.f("ix_milestone_parent_uid"), "milestone", ["parent_uid"], unique=False)
    op.execute(
        "CREATE VIRTUAL TABLE search_fts USING fts5 "
        "(words, content='search_doc', content_rowid='id', prefix='2 3')"
    )
    op.execute("INSERT INTO sync_now (id) VALUES (1)")
