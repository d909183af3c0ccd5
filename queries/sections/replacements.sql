-- What replaces a template's prohibited messages: by category, and for a document by what the order says.
-- Where the buyer asked for an invoice it is uploaded; where not it becomes a link; where the order is
-- unknown, each order has to be asked.
select
    coalesce(verdicts.template_id, ''),
    found.category,
    case
        when found.category <> 'fiscal_document' then ''
        when orders.invoice_required is null then 'document_by_order'
        when orders.invoice_required then 'invoice_upload'
        else 'billing_document_link'
    end as remediation,
    count(*)
from category_verdicts as found
inner join verdicts using (message_no)
left join orders using (order_id)
where found.verdict = 'prohibited' and verdicts.in_period
group by all
order by 1, count(*) desc, 2, 3
