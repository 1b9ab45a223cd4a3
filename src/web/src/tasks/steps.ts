/** Step codes of the document process, in its order. */
export const steps = [
  'Draft', 'InternalApproval', 'Intake', 'Review', 'ReviewSign', 'Consolidate', 'Negotiate', 'Written', 'CoordinationMeeting', 'Ruling', 'Template', 'CutOff',
  'Feedback', 'Revise', 'Legal', 'Propose', 'Agenda', 'Decide', 'PostMeeting', 'PostMeetingCheck', 'Deferral', 'IssueCheck', 'IssueSign', 'Issue', 'Archive', 'Resubmit',
] as const;
