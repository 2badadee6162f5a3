"""Events: agenda, desks, registrations, and what happened at the desks."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "check_in",
        sa.Column("event_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("registration_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("desk_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("what", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("day_on", sa.String(), nullable=True),
        sa.Column("agenda_item_uid", sa.String(length=32), nullable=True),
        sa.Column("undoes_uid", sa.String(length=32), nullable=True),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("operator", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_check_in")),
    )
    op.create_index(op.f("ix_check_in_event_uid"), "check_in", ["event_uid"], unique=False)
    op.create_index(
        op.f("ix_check_in_registration_uid"), "check_in", ["registration_uid"], unique=False
    )
    op.create_index(op.f("ix_check_in_undoes_uid"), "check_in", ["undoes_uid"], unique=False)
    op.create_table(
        "desk",
        sa.Column("event_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("letter", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("surnames_from", sa.Text(), server_default="", nullable=False),
        sa.Column("surnames_until", sa.Text(), server_default="", nullable=False),
        sa.Column("walk_ins", sa.Integer(), nullable=True),
        sa.Column("packed_at", sa.String(), nullable=True),
        sa.Column("packed_people", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.String(), nullable=True),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_desk")),
    )
    op.create_index(op.f("ix_desk_event_uid"), "desk", ["event_uid"], unique=False)
    op.create_table(
        "desk_here",
        sa.Column("desk_uid", sa.String(length=32), nullable=False),
        sa.Column("event_uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("desk_uid", name=op.f("pk_desk_here")),
    )
    op.create_table(
        "desk_opening",
        sa.Column("event_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("desk_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("device_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("device", sa.Text(), server_default="", nullable=False),
        sa.Column("opened_at", sa.String(), nullable=True),
        sa.Column("clock_seconds", sa.Integer(), nullable=True),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_desk_opening")),
    )
    op.create_index(op.f("ix_desk_opening_desk_uid"), "desk_opening", ["desk_uid"], unique=False)
    op.create_index(op.f("ix_desk_opening_event_uid"), "desk_opening", ["event_uid"], unique=False)
    op.create_table(
        "desk_seal",
        sa.Column("event_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("desk_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("device_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("sealed_at", sa.String(), nullable=True),
        sa.Column("check_ins", sa.Integer(), nullable=True),
        sa.Column("walk_ins", sa.Integer(), nullable=True),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("operator", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_desk_seal")),
    )
    op.create_index(op.f("ix_desk_seal_desk_uid"), "desk_seal", ["desk_uid"], unique=False)
    op.create_index(op.f("ix_desk_seal_event_uid"), "desk_seal", ["event_uid"], unique=False)
    op.create_table(
        "event_key",
        sa.Column("event_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("signing_seed", sa.Text(), server_default="", nullable=False),
        sa.Column("age_identity", sa.Text(), server_default="", nullable=False),
        sa.Column("ended_at", sa.String(), nullable=True),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_event_key")),
    )
    op.create_index(op.f("ix_event_key_event_uid"), "event_key", ["event_uid"], unique=False)
    op.create_table(
        "registration",
        sa.Column("event_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("badge_number", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("given_name", sa.Text(), server_default="", nullable=False),
        sa.Column("family_name", sa.Text(), server_default="", nullable=False),
        sa.Column("organisation_name", sa.Text(), server_default="", nullable=False),
        sa.Column("organisation_uid", sa.String(length=32), nullable=True),
        sa.Column("affiliation", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Text(), server_default="", nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.Text(), server_default="", nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("days", sa.Text(), server_default="", nullable=False),
        sa.Column("ticket_type", sa.Text(), server_default="", nullable=False),
        sa.Column("ticket_code", sa.Text(), server_default="", nullable=False),
        sa.Column("order_number", sa.Text(), server_default="", nullable=False),
        sa.Column("registered_at", sa.String(), nullable=True),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("desk_uid", sa.String(length=32), nullable=True),
        sa.Column("diet", sa.Text(), server_default="", nullable=False),
        sa.Column("meeting_wishes", sa.Text(), server_default="", nullable=False),
        sa.Column("attention", sa.Text(), server_default="", nullable=False),
        sa.Column("photo_consent", sa.Text(), server_default="", nullable=False),
        sa.Column("mailing_consent", sa.Text(), server_default="", nullable=False),
        sa.Column("notice_shown", sa.Text(), server_default="", nullable=False),
        sa.Column("notice_shown_at", sa.String(), nullable=True),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_registration")),
    )
    op.create_index(op.f("ix_registration_code"), "registration", ["code"], unique=False)
    op.create_index(op.f("ix_registration_event_uid"), "registration", ["event_uid"], unique=False)
    op.create_index(
        op.f("ix_registration_organisation_uid"), "registration", ["organisation_uid"], unique=False
    )
    op.create_index(
        op.f("ix_registration_ticket_code"), "registration", ["ticket_code"], unique=False
    )
    op.create_table(
        "event",
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("event_type", sa.Text(), server_default="", nullable=False),
        sa.Column("organiser_uid", sa.String(length=32), nullable=True),
        sa.Column("starts_on", sa.String(), nullable=True),
        sa.Column("ends_on", sa.String(), nullable=True),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("time_zone", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("website", sa.Text(), server_default="", nullable=False),
        sa.Column("privacy_notice", sa.Text(), server_default="", nullable=False),
        sa.Column("cancelled_on", sa.String(), nullable=True),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["organiser_uid"], ["member.uid"], name=op.f("fk_event_organiser_uid")
        ),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_organiser_uid"), "event", ["organiser_uid"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("event_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("speakers", sa.Text(), server_default="", nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.String(), nullable=True),
        sa.Column("ends_at", sa.String(), nullable=True),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["event_uid"], ["event.uid"], name=op.f("fk_agenda_item_event_uid")
        ),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_agenda_item")),
    )
    op.create_index(op.f("ix_agenda_item_event_uid"), "agenda_item", ["event_uid"], unique=False)
    op.create_table(
        "event_day",
        sa.Column("event_uid", sa.String(length=32), server_default="", nullable=False),
        sa.Column("day_on", sa.String(), nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("starts_at", sa.String(), nullable=True),
        sa.Column("ends_at", sa.String(), nullable=True),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["event_uid"], ["event.uid"], name=op.f("fk_event_day_event_uid")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_event_day")),
    )
    op.create_index(op.f("ix_event_day_event_uid"), "event_day", ["event_uid"], unique=False)
