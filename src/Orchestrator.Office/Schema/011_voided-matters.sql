alter table of_matters add column voided_at bigint;

alter table of_matters add column voided_by text;

alter table of_matters add column void_reason text;
