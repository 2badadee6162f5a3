"""Which scopes there are here, and which members and desks read each of them."""

from sqlalchemy.orm import Session

from recipe_desktop.services import shares
from recipe_desktop.services.here import PARTNERSHIP, event_scope, here


def scopes_here(session: Session) -> tuple[str, ...]:
    """The scopes whose records this laptop holds or may write."""
    return (PARTNERSHIP, here(session).scope, *_events_here(session), *shares.scopes(session))


def _events_here(session: Session) -> list[str]:
    """The scopes of the events that the own member organises, or that people of came here."""
    connection = session.connection()
    own = connection.exec_driver_sql(
        "SELECT event.uid FROM event JOIN member ON member.uid = organiser_uid WHERE code = ?",
        (here(session).member,),
    )
    scopes = {event_scope(uid) for (uid,) in own}
    held = connection.exec_driver_sql(
        "SELECT DISTINCT scope FROM stream WHERE scope LIKE 'event:%'"
    )
    return sorted(scopes | {scope for (scope,) in held})
