/** Step codes of the document process, in its order. */
export const steps = [
  'Draft', 'InternalApproval', 'Intake', 'Review', 'ReviewSign', 'ReviewExtension', 'Consolidate', 'Negotiate', 'Written', 'CoordinationMeeting', 'Ruling', 'Template', 'TemplateCutOff',
  'Feedback', 'Revise', 'PreMeeting', 'Legal', 'Propose', 'Agenda', 'Decide', 'PostMeeting', 'PostMeetingCheck', 'Deferral', 'IssueCheck', 'IssueFix', 'IssueSign', 'Issue', 'Archive', 'Resubmit',
] as const;

/** Steps of a matter that is sent round for countersigning. */
export const matterSteps: readonly string[] = ['MatterDraft', 'MatterHeadReview', 'MatterLegal', 'MatterCountersign', 'MatterOffices', 'MatterSign', 'MatterRegister'];

/** Steps of a whole document in a campaign rather than of one unit's case; they have no case page. */
export const documentSteps: readonly string[] = ['Template', 'TemplateCutOff'];
