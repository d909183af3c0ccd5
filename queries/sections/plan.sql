-- Prohibited messages by category, what replaces them and template. A document of an order whose buyer
-- asked for an invoice is uploaded; of another order it becomes a link.
select
    found.category,
    case
        when found.category = 'fiscal_document' and orders.invoice_required then 'invoice_upload'
        when found.category = 'fiscal_document' then 'billing_document_link'
        else ''
    end as remediation,
    coalesce(verdicts.template_id, ''),
    count(*),
    count(*) filter (where verdicts.after_switch)
from category_verdicts as found
inner join verdicts using (message_no)
left join orders using (order_id)
where found.verdict = 'prohibited' and verdicts.in_period
group by all
order by count(*) desc, 1, 2, 3
