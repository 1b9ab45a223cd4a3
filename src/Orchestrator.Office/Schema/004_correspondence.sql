create table of_questions (
    id text not null primary key, task_id text not null, root_id text not null, campaign_id text, flow_title text not null, task_title text not null,
    step text not null, asker_id text not null, asker_name text not null, asker_unit_name text, text text not null, asked_at bigint not null
);

create index of_questions_task on of_questions (task_id, asked_at);

create index of_questions_asker on of_questions (asker_id, asked_at);

create table of_question_persons (
    question_id text not null, person_id text not null, person_name text not null, unit_name text, task_id text not null, excluded boolean not null,
    state text not null, closed_at bigint,
    primary key (question_id, person_id)
);

create index of_question_persons_person on of_question_persons (person_id, state);

create index of_question_persons_task on of_question_persons (task_id, closed_at);

create table of_answers (
    question_id text not null, person_id text not null, number integer not null, text text not null, at bigint not null,
    primary key (question_id, person_id, number)
);

${append-only:of_answers}

create table of_circulars (
    id text not null primary key, root_id text not null, campaign_id text, flow_title text not null, sender_id text not null, sender_name text not null,
    sender_unit_name text, remark text, sent_at bigint not null, reminded_at bigint
);

create index of_circulars_sender on of_circulars (sender_id, sent_at);

create table of_copies (
    circular_id text not null, person_id text not null, root_id text not null, person_name text not null, unit_name text, state text not null,
    read_at bigint, opinion text, opinion_at bigint,
    primary key (circular_id, person_id)
);

create index of_copies_person on of_copies (person_id, state);

create index of_copies_root on of_copies (root_id, person_id);
