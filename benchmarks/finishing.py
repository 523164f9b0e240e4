"""How what lies behind is finished: each statement ends one kind of thing whose key is from `old` on."""

FINISHED = (
    "UPDATE campaigns_campaign SET state = 'closed' WHERE id >= %(old)s",
    "UPDATE team_review SET state = 'changes', decided_by_id = submitted_by_id, decided_at = submitted_at + "
    "interval '1 hour' WHERE id >= %(old)s AND state = 'waiting'",
    "UPDATE pitches_pitch SET state = 'cancelled' WHERE id >= %(old)s AND state IN ('draft', 'in_review', "
    "'changes', 'approved', 'scheduled')",
    "UPDATE pitches_response SET handled_at = created_at + interval '1 hour' WHERE id >= %(old)s AND "
    "handled_at IS NULL",
    "UPDATE pitches_recipient SET follow_up_stopped_at = created_at WHERE id >= %(old)s AND follow_up_due_on "
    "IS NOT NULL AND follow_up_message_id IS NULL",
    "UPDATE pitches_attribution SET state = 'refused', at = created_at WHERE id >= %(old)s AND state = 'proposed'",
    "UPDATE mail_outgoingmessage SET settled_at = created_at WHERE id >= %(old)s AND state = 'failed'",
    "UPDATE mail_outgoingmessage SET state = 'sent', accepted_at = handed_off_at, ended_at = handed_off_at "
    "WHERE id >= %(old)s AND state = 'unconfirmed'",
    "UPDATE mail_outgoingmessage SET state = 'cancelled', ended_at = created_at WHERE id >= %(old)s AND state"
    " = 'queued'",
    "UPDATE mail_thread SET state = 'done', waiting_since = NULL, snoozed_until = NULL WHERE id >= %(old)s",
    "UPDATE inquiries_inquiry SET state = 'answered', answered_at = received_at + interval '2 hours', "
    "ended_at = received_at + interval '2 hours', acknowledged_at = COALESCE(acknowledged_at, received_at + "
    "interval '9 min') WHERE id >= %(old)s AND state IN ('new', 'working')",
    "UPDATE inquiries_answer SET state = 'dropped' WHERE id >= %(old)s AND state IN ('draft', 'in_review', "
    "'changes', 'approved')",
    "UPDATE inquiries_signoff SET state = 'void' WHERE id >= %(old)s AND state = 'waiting'",
    "UPDATE inquiries_escalation SET cancelled_at = due_at WHERE id >= %(old)s AND taken_at IS NULL AND "
    "cancelled_at IS NULL",
    "UPDATE events_interview SET state = 'declined' WHERE id >= %(old)s AND state IN ('requested', 'offered')",
    "UPDATE events_interview SET state = 'held' WHERE id >= %(old)s AND state = 'confirmed'",
    "UPDATE events_promise SET kept_at = created_at WHERE id >= %(old)s AND kept_at IS NULL AND dropped_at IS NULL",
    "UPDATE events_correction SET state = 'made', ended_at = asked_at WHERE id >= %(old)s AND state = 'asked'",
    "UPDATE events_mediaevent SET state = 'over', followed_up_at = ends_at WHERE id >= %(old)s AND state <> "
    "'cancelled'",
    "UPDATE coverage_clip SET state = 'not_ours', decided_at = created_at WHERE id >= %(old)s AND state = 'waiting'",
    "UPDATE coverage_crisis SET ended_at = started_at + interval '1 day' WHERE id >= %(old)s AND ended_at IS NULL",
    "UPDATE coverage_source SET failing_since = NULL, gone_at = NULL WHERE id >= %(old)s AND id %% 50 <> 0",
    "UPDATE mediakits_document SET archived_at = updated_at WHERE id >= %(old)s AND published_version_id IS NULL",
    "UPDATE contacts_contactimport SET state = 'applied', applied_at = created_at WHERE id >= %(old)s",
    "UPDATE reports_report SET outcomes_unknown = true, objectives_unknown = true, released_at = created_at "
    "WHERE id >= %(old)s AND released_at IS NULL",
    "UPDATE reports_monthly SET is_active = false WHERE id >= %(old)s",
)
