-- The hash before is that of the row before: it need not stand in every row.
alter table rt_audit drop column previous_hash;
