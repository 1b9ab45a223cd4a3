create table id_phrases (
    account_id text not null primary key, texts text not null, revision bigint not null
);
