"""A register of any size in an embedded database: invented registrations as rows, by statement.

The demo's catalogue of platforms is the organisation's own; a few platforms stand in most registrations,
as they do in registers. Rows go in past the wall, as the server's own user and without a look at what they
refer to: what is measured is reading and counting, not the way in.
"""

from typing import Any

SEED = 0.2021

_CODES = "(ARRAY[{codes}])[1 + floor(random() * {many})::int]"

_ROWS = (
    """
    INSERT INTO register_registration (id, organisation_id, reference, registered_on, source_kind,
        police_unit, province, form, scope, coercion_means, recruitment_mode,
        customer_contact, technology_part, offender_type, sextortion_kinds, met_online, version)
    SELECT gen_random_uuid(), %(organisation)s, 'R' || lpad(number::text, 9, '0'),
        date '2018-01-01' + floor(random() * 2900)::int, {source_kind}, {police_unit}, {province},
        CASE WHEN random() < 0.97 THEN 'sexual' ELSE 'labour' END,
        CASE WHEN random() < 0.9 THEN 'domestic' ELSE 'cross_border' END,
        CASE WHEN random() < 0.3 THEN ARRAY[{means}, 'other'] ELSE '{{}}' END::varchar[],
        {recruitment}, {contact}, {technology}, {offender}, '{{}}', {met}, 1
    FROM generate_series(1, %(registrations)s) number
    """,
    # a low number of the catalogue far more often than a high one
    """
    INSERT INTO register_mention (id, organisation_id, registration_id, number, naming, platform_id)
    SELECT gen_random_uuid(), %(organisation)s, told.registration,
        row_number() OVER (PARTITION BY told.registration),
        CASE WHEN told.platform IS NULL THEN 'unnamed' ELSE 'named' END, told.platform
    FROM (
        SELECT DISTINCT registration.id AS registration,
            CASE WHEN random() < 0.93
                THEN (%(platforms)s::uuid[])[1 + floor(power(random(), 3) * %(many)s)::int] END AS platform
        FROM register_registration registration, generate_series(1, 2)
        WHERE registration.organisation_id = %(organisation)s AND random() < 0.87
    ) told
    """,
    """
    INSERT INTO register_mentionrole (id, organisation_id, mention_id, role, moment, certainty)
    SELECT gen_random_uuid(), %(organisation)s, told.*, 'unknown' FROM (
        SELECT DISTINCT mention.id, {role}, 'during'
        FROM register_mention mention, generate_series(1, 2)
        WHERE mention.organisation_id = %(organisation)s AND random() < 0.7
    ) told
    """,
    """
    INSERT INTO register_registeredperson (id, organisation_id, pseudonym, sex, birth_country)
    SELECT gen_random_uuid(), %(organisation)s, 'p' || md5(number::text),
        CASE WHEN random() < 0.85 THEN 'female' WHEN random() < 0.8 THEN 'male' ELSE 'unknown' END,
        CASE WHEN random() < 0.7 THEN 'NL' WHEN random() < 0.7 THEN 'XA' END
    FROM generate_series(1, %(registrations)s) number
    """,
    """
    INSERT INTO register_participation (id, organisation_id, registration_id, person_id, age, roles,
        vulnerabilities)
    SELECT gen_random_uuid(), %(organisation)s, registration.id, person.id,
        CASE WHEN random() < 0.9 THEN 18 + floor(random() * 30)::int END, ARRAY[{person_role}]::varchar[],
        CASE WHEN random() < 0.2 THEN ARRAY[{vulnerability}] ELSE '{{}}' END::varchar[]
    FROM (SELECT id, row_number() OVER () AS place FROM register_registration
          WHERE organisation_id = %(organisation)s) registration
    CROSS JOIN generate_series(0, 1) next
    JOIN (SELECT id, row_number() OVER () AS place FROM register_registeredperson
          WHERE organisation_id = %(organisation)s) person ON person.place = registration.place + next
    WHERE random() < 0.6
    """,
    # the first status on the day of the registration, a later one for some
    """
    INSERT INTO register_allegationdecision (id, organisation_id, registration_id, allegation_status,
        decided_on, decided_by)
    SELECT gen_random_uuid(), %(organisation)s, registration.id, {status},
        registered_on + later * 100, {decider}
    FROM register_registration registration, generate_series(0, 1) later
    WHERE registration.organisation_id = %(organisation)s AND random() < 0.6 - 0.4 * later
    """,
)


def enlarge_register(organisation: Any, registrations: int) -> dict[str, int]:
    """Fills the empty register of an organisation; gives how many rows each of its tables has."""
    import psycopg
    from django.db import connection

    from baken.platforms.models import Platform

    platforms = list(Platform.objects.order_by("catalogue_order").values_list("id", flat=True))
    given = {
        "organisation": organisation.id,
        "registrations": registrations,
        "platforms": platforms,
        "many": len(platforms),
    }
    told = connection.settings_dict
    tables = {}
    with psycopg.connect(host=told["HOST"], user="postgres", dbname=told["NAME"]) as server:
        server.execute("SET session_replication_role = replica")
        server.execute("SELECT setseed(%s)", [SEED])
        for statement in _ROWS:
            tables[statement.split()[2]] = server.execute(_told(statement), given).rowcount
        server.commit()
        server.autocommit = True
        server.execute(f"VACUUM ANALYZE {', '.join(tables)}")
    return tables


def _told(statement: str) -> str:
    from baken.vocabulary.circumstances import Vulnerability
    from baken.vocabulary.exploitation import (
        AllegationStatus,
        CoercionMeans,
        CustomerContact,
        MetOnline,
        OffenderType,
        RecruitmentMode,
        StatusDecider,
        TechnologyPart,
    )
    from baken.vocabulary.persons import PersonRole
    from baken.vocabulary.places import PoliceUnit, Province
    from baken.vocabulary.platforms import PlatformRole
    from baken.vocabulary.sources import SourceKind

    return statement.format(
        source_kind=_one_of(SourceKind.codes),
        police_unit=_one_of((*PoliceUnit.codes, None)),
        province=_one_of((*Province.codes, None)),
        means=_one_of(CoercionMeans.codes[:-1]),
        recruitment=_one_of((*RecruitmentMode.codes, None)),
        contact=_one_of((*CustomerContact.codes, None)),
        met=_one_of((*MetOnline.codes, None)),
        technology=_one_of((*TechnologyPart.codes, None)),
        offender=_one_of((*OffenderType.codes, None)),
        vulnerability=_one_of(Vulnerability.codes),
        status=_one_of(AllegationStatus.codes),
        decider=_one_of((*StatusDecider.codes, None)),
        role=_one_of(PlatformRole.codes),
        person_role=_one_of(PersonRole.codes),
    )


def _one_of(codes: tuple[str | None, ...]) -> str:
    written = ", ".join("NULL" if code is None else f"'{code}'" for code in codes)
    return _CODES.format(codes=written, many=len(codes))
