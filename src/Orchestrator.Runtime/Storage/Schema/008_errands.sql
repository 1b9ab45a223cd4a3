-- Errands may wait in great numbers for a mail server; the other work must find its rows beside them.
drop index rt_work_next;

create index rt_work_next on rt_work (next_at, id) where kind <> 'errand';

create index rt_work_errands on rt_work (next_at, id) where kind = 'errand';
