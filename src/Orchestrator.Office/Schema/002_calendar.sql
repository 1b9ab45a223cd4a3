-- The revision of the working-day calendar that a deadline was last reckoned with; 0 for the one known when the task opened.
alter table of_case_tasks add column calendar_revision integer not null default 0;

-- A draft that was sent back for correction has a deadline of its own.
alter table of_case_tasks add column correction boolean not null default false;
