-- Who writes for somebody else (代理) makes both of them drafters.
alter table of_cases add column drafter_for_id text;
