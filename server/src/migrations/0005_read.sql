-- Records that tell by their text to whom they belong, and of which that was not read yet: those from
-- before migration 0004. Empty but for them; who reads the text is the program, before a first merge.
CREATE INDEX record_not_read ON record (inst, kind, id) WHERE pupils IS NULL AND body IS NOT NULL
    AND kind IN ('number', 'print', 'enrolment', 'school_enrolment', 'group_enrolment', 'conflict');
