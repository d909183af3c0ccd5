-- category_verdicts: one row a message and category it announces: prohibited, review or allowed, and why.
create table category_verdicts as
with judged as (
    select
        acts.message_no,
        acts.category,
        acts.evidence,
        acts.pattern_id,
        acts.says_shipped,
        messages.channel,
        acts.as_attachment,
        acts.reason_code as found_reason,
        case
            when proofs.proof in (
                'thread_header', 'message_center_thread', 'same_subject', 'earlier_buyer_message'
            ) then proofs.proof
        end as exemption,
        case
            when acts.category in ('thank_you', 'marketing')
                and (coalesce(message_talk.sentences, 0) > 1
                    or (acts.category = 'thank_you' and coalesce(message_talk.sentences, 0) > 0))
                then 'beside_other_matter'
            when acts.category in (
                'thank_you', 'marketing', 'rating_change', 'payment_reminder', 'proforma',
                'unclear_attachment'
            )
                then acts.category
            when proofs.proof in ('thread_opened_by_seller', 'reply_unproven') then proofs.proof
            when messages.channel = 'email' and messages.masked_pair is null and messages.thread_id is null
                then 'private_address'
            when acts.reason_code in ('rating_link', 'boilerplate') then acts.reason_code
            when acts.category = 'shipment_status' and carriers.carrier = 'not_integrated'
                then 'carrier_not_integrated'
            when acts.category = 'shipment_status' and carriers.carrier = 'unknown' then 'carrier_unknown'
            when acts.category = 'order_in_progress_or_shipped'
                and acts.says_shipped
                and carriers.carrier = 'not_integrated'
                then 'shipped_by_other_carrier'
        end as doubt
    from message_acts as acts
    inner join messages using (message_no)
    left join reply_proofs as proofs using (message_no)
    left join message_carriers as carriers using (message_no)
    left join message_talk using (message_no)
)

select
    message_no,
    category,
    evidence,
    pattern_id,
    case
        when exemption is not null or doubt in ('beside_other_matter', 'carrier_not_integrated')
            then 'allowed'
        when doubt is not null then 'review'
        else 'prohibited'
    end as verdict,
    case
        when exemption is not null then 'reply'
        else coalesce(doubt, found_reason)
    end as reason_code,
    coalesce(exemption, case when doubt = 'carrier_not_integrated' then doubt end) as exemption,
    -- What Allegro said in February 2026 that it stops: e-mail; of documents, those in the attachment.
    channel = 'email' and (category <> 'fiscal_document' or as_attachment) as blocking_announced
from judged;

-- verdicts: one row a sent message, whatever it says: prohibited, review, allowed or not_assessed.
create table verdicts as
with worst as (
    select
        message_no,
        case
            when bool_or(verdict = 'prohibited') then 'prohibited'
            when bool_or(verdict = 'review') then 'review'
            else 'allowed'
        end as verdict,
        list_sort(list(category) filter (where verdict = 'prohibited')) as categories,
        list_sort(
            list_distinct(
                list(
                    case category
                        when 'rating_change' then 'review_request'
                        when 'proforma' then 'fiscal_document'
                        else category
                    end
                ) filter (
                    where verdict = 'review'
                    and category not in ('thank_you', 'marketing', 'payment_reminder', 'unclear_attachment')
                )
            )
        ) as possible_categories,
        coalesce(bool_or(blocking_announced) filter (where verdict = 'prohibited'), false) as blocking,
        arg_min(
            {'reason_code': reason_code, 'evidence': evidence, 'pattern_id': pattern_id}, severity
        ) as why,
        any_value(exemption) as exemption
    from (
        select
            *,
            case verdict when 'prohibited' then '0' when 'review' then '1' else '2' end || category
                as severity
        from category_verdicts
    )
    group by message_no
)

select
    messages.message_no,
    messages.message_id,
    case
        when not messages.to_buyer then 'not_assessed'
        when worst.verdict in ('prohibited', 'review') then worst.verdict
        when not messages.has_text then 'not_assessed'
        else 'allowed'
    end as verdict,
    -- Of a message to review: what it may be.
    coalesce(
        case worst.verdict
            when 'prohibited' then worst.categories
            when 'review' then worst.possible_categories
        end,
        []
    ) as categories,
    coalesce(worst.blocking, false) as blocking,
    case
        when not messages.to_buyer then 'not_to_a_buyer'
        when worst.verdict in ('prohibited', 'review') then worst.why.reason_code
        when not messages.has_text then 'no_text'
        when worst.why.reason_code is not null then worst.why.reason_code
        else 'nothing_announced'
    end as reason_code,
    case when messages.to_buyer then worst.why.evidence end as evidence,
    worst.why.pattern_id,
    worst.exemption,
    message_orders.order_id,
    message_templates.template_id,
    cast(warsaw(messages.sent_at) as date) as sent_on,
    cast(warsaw(messages.sent_at) as date) between audit_run.period_from and audit_run.period_to
    and not exists (
        select 1 from incidents
        where cast(warsaw(messages.sent_at) as date) between incidents.starts and incidents.until
    ) as in_period,
    messages.sent_at >= audit_run.switch_at as after_switch
from messages
cross join audit_run
left join worst using (message_no)
left join message_orders using (message_no)
left join message_templates using (message_no);
