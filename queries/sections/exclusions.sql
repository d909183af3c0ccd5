-- Dated exclusions and the block notices that each left out.
select
    exclusions.exclusion_id,
    count(notices.mail_id)
from exclusions
left join allegro_notices as notices
    on exclusions.exclusion_id = notices.exclusion_id and notices.kind = 'excluded'
group by exclusions.exclusion_id
