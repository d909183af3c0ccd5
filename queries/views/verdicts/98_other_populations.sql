-- masked_mail: one row an e-mail to a masked address in the period.
create view masked_mail as
select
    mail.*,
    messages.masked_transaction,
    messages.sender
from mail_to_buyers as mail
inner join messages using (message_no)
where messages.channel = 'email' and messages.masked_pair is not null and messages.to_address is not null;

-- buyer_email: one row an e-mail to a buyer in the period whose recipient is known.
create view buyer_email as
select
    mail.message_no,
    mail.message_id,
    mail.sent_at,
    mail.template_id,
    mail.source_file,
    mail.source_position,
    messages.masked_pair,
    true as judged
from mail_to_buyers as mail
inner join messages using (message_no)
where messages.channel = 'email' and messages.to_address is not null;

-- message_center_mail: one row a message that the shop wrote in the Message Center in the period, with the
-- first time that one of its announcing sentences was sent by e-mail, whatever numbers and links stood in it.
create view message_center_mail as
with said as (
    select
        wordings.wording_no,
        said.sentence_id
    from wordings
    inner join text_sentences as said using (text_no)
    union all
    select
        wording_no,
        subject_id
    from wordings
),

announcing as (
    select distinct
        worded.message_no,
        sentences.key_id
    from message_wordings as worded
    inner join said using (wording_no)
    inner join sentences using (sentence_id)
    semi join sentence_acts as acts using (sentence_id)
),

as_email as (
    select
        announcing.key_id,
        min(messages.sent_at) as first_email_at
    from announcing
    inner join messages using (message_no)
    where messages.channel = 'email'
    group by announcing.key_id
),

moved as (
    select
        announcing.message_no,
        min(as_email.first_email_at) as first_email_at
    from announcing
    inner join as_email using (key_id)
    group by announcing.message_no
)

select
    mail.*,
    moved.first_email_at
from mail_to_buyers as mail
inner join messages using (message_no)
left join moved using (message_no)
where messages.channel = 'message_center';

-- invoice_orders: one row an order of the period whose buyer asked for an invoice and that was sent.
create view invoice_orders as
select
    orders.order_id,
    orders.bought_at,
    coalesce(orders.first_parcel_at, orders.bought_at) as due_at,
    papers.invoices,
    papers.accepted,
    papers.rejected,
    papers.waiting,
    papers.without_file,
    papers.first_created_at,
    coalesce(papers.links, 0) as links,
    coalesce(papers.sent_elsewhere, false) as sent_elsewhere,
    papers.order_id is not null as judged,
    orders.source_file,
    orders.source_position
from audited_orders as orders
left join order_papers as papers using (order_id)
where orders.wants_invoice and orders.is_sent;

-- mailed_documents: one row an order whose sales document the shop mailed although the buyer did not ask
-- Allegro for an invoice.
create view mailed_documents as
select
    own.order_id,
    own.first_sent_at,
    own.last_sent_at,
    coalesce(papers.at_the_order, false) as at_the_order,
    papers.order_id is not null as judged,
    own.source_file,
    own.source_position
from own_information as own
inner join audited_orders as orders using (order_id)
left join order_papers as papers using (order_id)
where own.information = 'document' and not orders.wants_invoice;

-- stopped_documents: one row an order whose document Allegro stopped and that no other own mail brought.
create view stopped_documents as
select
    own.order_id,
    own.stopped_at,
    coalesce(papers.at_the_order, false) as at_the_order,
    papers.order_id is not null as judged,
    own.source_file,
    own.source_position
from own_information as own
left join order_papers as papers using (order_id)
cross join audit_run
where own.information = 'document'
    and own.stopped > 0
    and own.delivered = 0
    and cast(warsaw(own.last_sent_at) as date) between audit_run.period_from and audit_run.period_to;

-- sent_orders: one row an order of the period that was sent.
create view sent_orders as
select * from audited_orders
where is_sent;

-- parcels: one row a parcel of an order of the period.
create view parcels as
select
    shipments.order_id,
    shipments.carrier_id,
    shipments.carrier_name,
    shipments.waybill,
    coalesce(shipments.created_at, orders.bought_at) as registered_at,
    orders.order_id in (
        select message_orders.order_id
        from message_links
        inner join message_orders using (message_no)
        where message_links.kind = 'tracking'
    ) as linked_to_integrated,
    true as judged,
    shipments.source_file,
    shipments.source_position
from shipments
inner join audited_orders as orders using (order_id);

-- known_papers: one row an order of the period whose documents were asked of the API.
create view known_papers as
select
    papers.*,
    orders.bought_at,
    true as judged
from order_papers as papers
inner join audited_orders as orders using (order_id);

-- stopped_templates: one row a template of which Allegro stopped mail: the first time, and what came later.
create view stopped_templates as
with stopped as (
    select
        verdicts.template_id,
        messages.sent_at,
        stopped.stopped_at,
        messages.source_file,
        messages.source_position
    from stopped_messages as stopped
    inner join messages using (message_no)
    inner join verdicts using (message_no)
    where verdicts.template_id is not null and verdicts.in_period
),

first_stops as (
    select
        template_id,
        min(stopped_at) as first_stopped_at
    from stopped
    group by template_id
)

select
    stopped.template_id,
    first_stops.first_stopped_at,
    max(stopped.sent_at) as last_sent_at,
    count(*) filter (
        where stopped.sent_at > first_stops.first_stopped_at + interval 7 day
    ) as stopped_later,
    arg_max(stopped.source_file, stopped.sent_at) as source_file,
    arg_max(stopped.source_position, stopped.sent_at) as source_position,
    true as judged
from stopped
inner join first_stops using (template_id)
group by stopped.template_id, first_stops.first_stopped_at;

-- closed_chats: one row a discussion or claim to which nothing can be sent any more, with its last message.
create view closed_chats as
select
    cases.case_id,
    cases.order_id,
    max(said.written_at) as last_said_at,
    cases.order_id is not null and max(said.written_at) is not null as judged,
    cases.source_file,
    cases.source_position
from cases
left join case_talk as said using (case_id)
where cases.chat_active = false
group by cases.case_id, cases.order_id, cases.source_file, cases.source_position;

-- open_claims: one row a claim that waits for the seller's decision.
create view open_claims as
select
    case_id,
    opened_at,
    return_required,
    due_at,
    due_at is not null as judged,
    source_file,
    source_position
from cases
where kind = 'CLAIM' and status = 'CLAIM_SUBMITTED';

-- proof_claims: one row a case in which the buyer misses the proof of purchase, with what became of it.
create view proof_claims as
select
    cases.case_id,
    cases.opened_at,
    cases.order_id,
    coalesce(own.stopped, 0) > 0 as document_stopped,
    coalesce(papers.at_the_order, false) as at_the_order,
    papers.order_id is not null as papers_known,
    cases.order_id is not null as judged,
    cases.source_file,
    cases.source_position
from cases
left join own_information as own
    on cases.order_id = own.order_id and own.information = 'document'
left join order_papers as papers on cases.order_id = papers.order_id
where cases.reason like '%PROOF_OF_PURCHASE%';

-- mail_days: one row a local day of the period: what was sent, what was bought.
create view mail_days as
with days as (
    select unnest(generate_series(period_from, period_to, interval 1 day)) as starts_at
    from audit_run
),

sent as (
    select sent_on, count(*) as messages
    from verdicts
    group by sent_on
),

bought as (
    select cast(warsaw(bought_at) as date) as bought_on, count(*) as orders
    from orders
    group by bought_on
)

select
    cast(days.starts_at as date) as local_day,
    days.starts_at + interval 12 hour as noon_at,
    coalesce(sent.messages, 0) as messages,
    coalesce(bought.orders, 0) as orders,
    coalesce(sent.messages, 0) = 0 as silent,
    count(*) filter (where coalesce(sent.messages, 0) = 0) over (
        order by days.starts_at rows between 3 preceding and current row
    ) = 4 as silence_grows,
    true as judged
from days
left join sent on cast(days.starts_at as date) = sent.sent_on
left join bought on cast(days.starts_at as date) = bought.bought_on
-- Of a period without any mail there is nothing to say.
where exists (select 1 from mail_to_buyers);
