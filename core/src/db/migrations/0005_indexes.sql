-- Everybody and their classes are kept in memory since: nothing looks these up any more, and every
-- index is one more page of the log with each save.

DROP INDEX view_enrolment_class;
DROP INDEX view_pupil_class;
