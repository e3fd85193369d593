-- The other counter: tables 三 and 四 straight from the rows of the data file, events included. It shares nothing with
-- the program: no code, no projection, no result of it. What it knows, it knows from the rules (条例 art. 50 and the
-- usual practice written down for tables 三 and 四).

CREATE TEMP TABLE report_year (y INTEGER PRIMARY KEY, first_day TEXT, last_day TEXT);
INSERT INTO report_year VALUES
    (2022, '2022-01-01', '2022-12-31'), (2023, '2023-01-01', '2023-12-31'),
    (2024, '2024-01-01', '2024-12-31'), (2025, '2025-01-01', '2025-12-31');

-- Who answers for whom on the last day of each year: oneself, or the successor of one's successor.
CREATE TEMP TABLE answers AS
WITH RECURSIVE chain (y, agency, now, steps) AS (
    SELECT y, agency.uid, agency.uid, 0 FROM report_year, agency
    UNION ALL
    SELECT chain.y, chain.agency, gone.successor, steps + 1
    FROM chain JOIN report_year USING (y) JOIN agency AS gone ON gone.uid = chain.now
    WHERE gone.ended_on < report_year.last_day AND gone.successor IS NOT NULL AND steps < 50
)
SELECT chain.y, chain.agency, chain.now AS unit
FROM chain JOIN report_year USING (y) JOIN agency ON agency.uid = chain.now
WHERE agency.ended_on IS NULL OR agency.ended_on >= report_year.last_day;

-- What arrives in a government's name is its office's.
UPDATE answers SET unit = (
    SELECT office.uid FROM agency_parent JOIN agency AS office ON office.uid = agency_parent.agency
    WHERE agency_parent.parent = answers.unit AND office.kind = 'government_office'
)
WHERE unit IN (
    SELECT agency_parent.parent FROM agency_parent JOIN agency AS office ON office.uid = agency_parent.agency
    JOIN agency AS government ON government.uid = agency_parent.parent
    WHERE office.kind = 'government_office' AND government.kind = 'government'
);
CREATE INDEX temp.answers_agency ON answers (agency, y);

-- The facts that hold: entered, corrected, not revoked.
CREATE TEMP TABLE entered AS
SELECT uid, application, kind, occurred_on, data,
       ROW_NUMBER() OVER (PARTITION BY application ORDER BY recorded_at, uid) AS nth
FROM application_event;

CREATE TEMP TABLE mended AS
SELECT data ->> '$.event' AS meant, nth, data ->> '$.on' AS new_day, data -> '$.data' AS new_data
FROM entered WHERE kind = 'corrected';
CREATE INDEX temp.mended_meant ON mended (meant);

CREATE TEMP TABLE fact AS
SELECT application, kind, nth,
       COALESCE((SELECT new_day FROM mended
                 WHERE meant = entered.uid AND new_day IS NOT NULL ORDER BY mended.nth DESC LIMIT 1),
                occurred_on) AS day,
       COALESCE((SELECT new_data FROM mended
                 WHERE meant = entered.uid AND new_data ->> '$.kind' = entered.kind ORDER BY mended.nth DESC LIMIT 1),
                data) AS data
FROM entered
WHERE kind IN ('received', 'kind_corrected', 'closed', 'withdrawn', 'reopened')
  AND uid NOT IN (SELECT data ->> '$.event' FROM entered WHERE kind = 'revoked');

CREATE TEMP TABLE receipt AS
SELECT application, day, nth, data FROM (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY application ORDER BY day, nth) AS place FROM fact WHERE kind = 'received'
) WHERE place = 1;
CREATE INDEX temp.receipt_application ON receipt (application);

-- The column: what the applicant is known to be now.
CREATE TEMP TABLE asks AS
SELECT application, CASE word WHEN 'natural_person' THEN 'natural' WHEN 'other_organisation' THEN 'other' ELSE word END
       AS col
FROM (
    SELECT application, data ->> '$.applicant_kind' AS word,
           ROW_NUMBER() OVER (PARTITION BY application ORDER BY day DESC, nth DESC) AS place
    FROM (SELECT * FROM receipt
          UNION ALL
          SELECT application, day, nth, data FROM fact WHERE kind = 'kind_corrected')
) WHERE place = 1 AND application IN (SELECT application FROM receipt);
CREATE INDEX temp.asks_application ON asks (application);

-- Openings and closings by turns; one after another of its own sort changes nothing.
CREATE TEMP TABLE run AS
WITH move AS (
    SELECT application, day, nth, 'open' AS way, NULL AS result FROM receipt
    UNION ALL
    SELECT fact.application, fact.day, fact.nth, IIF(fact.kind = 'reopened', 'open', 'shut'),
           CASE fact.kind WHEN 'closed' THEN fact.data ->> '$.outcome' WHEN 'withdrawn' THEN 'other_other' END
    FROM fact JOIN receipt USING (application)
    WHERE fact.kind IN ('closed', 'withdrawn', 'reopened') AND (fact.day, fact.nth) > (receipt.day, receipt.nth)
),
turn AS (
    SELECT * FROM (
        SELECT *, LAG(way) OVER (PARTITION BY application ORDER BY day, nth) AS before FROM move
    ) WHERE before IS NULL OR before <> way
),
pair AS (
    SELECT application, way, day AS opened, LEAD(day) OVER step AS shut, LEAD(result) OVER step AS result,
           ROW_NUMBER() OVER (PARTITION BY application, way ORDER BY day, nth) AS ordinal
    FROM turn WINDOW step AS (PARTITION BY application ORDER BY day, nth)
)
SELECT application, opened, shut, result, ordinal > 1 AS again FROM pair WHERE way = 'open';

-- 表三: one line for each run, year and row.
CREATE TEMP TABLE stands AS
SELECT y, 'new' AS row, run.* FROM run JOIN report_year ON opened BETWEEN first_day AND last_day
UNION ALL
SELECT y, 'carried_in', run.* FROM run JOIN report_year ON opened < first_day AND (shut IS NULL OR shut >= first_day)
UNION ALL
SELECT y, result, run.* FROM run JOIN report_year ON shut BETWEEN first_day AND last_day
UNION ALL
SELECT y, 'carried_forward', run.* FROM run JOIN report_year
    ON opened <= last_day AND (shut IS NULL OR shut > last_day);

CREATE TEMP TABLE requests AS
SELECT answers.unit, stands.y, stands.row, asks.col, stands.again
FROM stands
CROSS JOIN application ON application.uid = stands.application AND application.void = 0
CROSS JOIN asks ON asks.application = stands.application
CROSS JOIN answers ON answers.agency = application.agency AND answers.y = stands.y;

-- Disputes that count, with the day and the result by which they ended: a lawsuit by its first judgment in force.
CREATE TEMP TABLE own AS
SELECT kind, agency, filed_on,
    CASE WHEN kind = 'reconsideration' THEN decided_on WHEN in_force_on IS NOT NULL THEN in_force_on ELSE
        (SELECT value ->> 'in_force_on' FROM json_each(further)
         WHERE value ->> 'in_force_on' IS NOT NULL AND value ->> 'result' IS NOT NULL ORDER BY key LIMIT 1) END AS done,
    CASE WHEN kind = 'reconsideration' OR in_force_on IS NOT NULL THEN result ELSE
        (SELECT value ->> 'result' FROM json_each(further)
         WHERE value ->> 'in_force_on' IS NOT NULL AND value ->> 'result' IS NOT NULL ORDER BY key LIMIT 1) END AS result
FROM dispute WHERE role = 'own_conduct' AND void_reason IS NULL;

-- 表四: one line for each dispute and year.
CREATE TEMP TABLE disputes AS
SELECT answers.unit, placed.y, placed.kind AS row, placed.col
FROM (
    SELECT y, own.kind, own.agency, own.result AS col
    FROM own
    JOIN report_year ON own.result IS NOT NULL AND own.done BETWEEN first_day AND last_day
    UNION ALL
    SELECT y, own.kind, own.agency, 'pending'
    FROM own
    JOIN report_year ON own.filed_on <= last_day AND (own.result IS NULL OR own.done IS NULL OR own.done > last_day)
) AS placed
JOIN answers ON answers.agency = placed.agency AND answers.y = placed.y;

-- Every unit's cells, reopened cases not counted and counted as new.
CREATE TEMP TABLE cell AS
SELECT unit, y, 'requests.' || row || '.' || col AS address, SUM(NOT again) AS once, COUNT(*) AS anew
FROM requests GROUP BY unit, y, row, col
UNION ALL
SELECT unit, y, 'disputes.' || row || '.' || col, COUNT(*), COUNT(*) FROM disputes GROUP BY unit, y, row, col;

-- Who reports in each county at the end of each year.
CREATE TEMP TABLE reports AS
WITH RECURSIVE beneath (county, agency) AS (
    SELECT parent, agency_parent.agency FROM agency_parent JOIN agency ON agency.uid = parent
    WHERE agency.kind = 'government'
    UNION
    SELECT county, agency_parent.agency FROM beneath
    JOIN agency AS upper ON upper.uid = beneath.agency AND upper.kind <> 'vertical'
    JOIN agency_parent ON agency_parent.parent = beneath.agency
)
SELECT y, county, agency.uid AS unit
FROM beneath JOIN agency ON agency.uid = beneath.agency, report_year
WHERE agency.kind <> 'vertical' AND (agency.ended_on IS NULL OR agency.ended_on >= last_day)
UNION
SELECT y, government.uid, government.uid FROM agency AS government, report_year
WHERE government.kind = 'government' AND NOT EXISTS (
    SELECT 1 FROM agency_parent JOIN agency AS office ON office.uid = agency_parent.agency
    WHERE agency_parent.parent = government.uid AND office.kind = 'government_office');

-- Every county's cells.
CREATE TEMP TABLE county_cell AS
SELECT county, cell.y, address, SUM(once) AS once, SUM(anew) AS anew
FROM reports JOIN cell ON cell.unit = reports.unit AND cell.y = reports.y
GROUP BY county, cell.y, address;
