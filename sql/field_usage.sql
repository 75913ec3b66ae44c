-- Which questions use which field: in their own query, built or SQL, or through a question,
-- model or metric that they are made from. Tables are found by search_path.

create or replace view field_usage as
with recursive made_from (card_id, source_card_id) as (
    select card_id, source_card_id from card_sources where source_card_id is not null
  union
    select m.card_id, s.source_card_id
    from made_from m
    join card_sources s on s.card_id = m.source_card_id
    where s.source_card_id is not null
),
used as (
    select card_id, field_id, "where", found_by, confidence
    from card_sources
    where field_id is not null
  union
    -- Every field of the table: select *, or a built question that chooses none.
    select s.card_id, f.id, s."where", s.found_by, s.confidence
    from card_sources s
    join fields f on f.table_id = s.table_id
    where s.kind = 'field' and s.field_id is null and s.name = '*'
)
select field_id, card_id, null::bigint as through_card_id, "where", found_by, confidence
from used
union all
select u.field_id, m.card_id, m.source_card_id, u."where", u.found_by, u.confidence
from made_from m
join used u on u.card_id = m.source_card_id
where m.card_id <> m.source_card_id;
