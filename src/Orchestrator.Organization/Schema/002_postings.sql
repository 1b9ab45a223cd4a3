create table or_postings (
    id text not null primary key, number integer not null, kind text not null, body text not null, sentence text not null, doc_no text not null, posted_on text not null, units text not null, person_key text,
    changes text not null, status text not null, at bigint not null, by_id text not null, by_name text not null, decided_at bigint, decided_by_id text, decided_by_name text, remark text
);

create unique index or_postings_number on or_postings (number);

create index or_postings_status on or_postings (status, number);
