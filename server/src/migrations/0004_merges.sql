-- Everything of a pupil, for a merge: marks and facts by the beginning of their id, the rest by the
-- pupils whom it names. Compared byte by byte, ids that begin alike lie together.
ALTER TABLE record ALTER COLUMN id TYPE text COLLATE "C";
ALTER TABLE record ADD COLUMN pupils uuid[];
CREATE INDEX record_by_pupil ON record USING gin (pupils) WHERE pupils IS NOT NULL;
