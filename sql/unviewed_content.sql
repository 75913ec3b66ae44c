-- Questions, models, metrics and dashboards that nobody used for 90 days.
--
-- A dashboard is used when one of its questions is: reading a dashboard's cards counts as a view of
-- the dashboard, so its own last_viewed_at tells of the tap, too. A question that is used elsewhere
-- keeps its dashboards off this list. Needs Metabase 0.50 or newer. Tables are found by search_path.

create or replace view unviewed_content as
with content as (
    select 'card' as kind, id, name, collection_id, creator_id, created_at,
      archived, last_used_at
    from cards
  union all
    select 'dashboard', d.id, d.name, d.collection_id, d.creator_id, d.created_at,
      d.archived, coalesce(max(c.last_used_at), d.last_viewed_at)
    from dashboards d
    left join dashboard_cards dc on dc.dashboard_id = d.id
    left join cards c on c.id = dc.card_id
    group by d.id, d.name, d.collection_id, d.creator_id, d.created_at, d.archived, d.last_viewed_at
)
select kind, id, name, collection_id, creator_id, created_at, last_used_at,
  extract(day from now() - coalesce(last_used_at, created_at))::integer as days_unused
from content
where archived is not true
  and coalesce(last_used_at, created_at) < now() - interval '90 days';
