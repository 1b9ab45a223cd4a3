-- A batch may mean tasks instead of instances: those of somebody who leaves.
alter table rt_batches add column hand_over text;
alter table rt_batch_items add column task_id text;
alter table rt_batch_items add column task_title text;
