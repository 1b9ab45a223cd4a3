-- Rows that change while others are added get room on their page: the next version of a row beside it needs no new index entries.
${postgres:alter table rt_instances set (fillfactor = 70);}
${postgres:alter table rt_audit_chains set (fillfactor = 10);}
