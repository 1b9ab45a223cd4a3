using Orchestrator.Contracts.Transfers;

namespace Orchestrator.Contracts;

/// <summary>
/// The names of messages on the wire. Stored in outbox rows and used as exchange names: a name never changes its meaning;
/// an incompatible message gets a new one. Every message that is sent must be listed.
/// </summary>
public static class WireNames
{
    private static readonly Dictionary<string, Type> ByName = new()
    {
        ["orchestrator.draft-submitted.v1"] = typeof(DraftSubmitted),
        ["orchestrator.review-opinion-submitted.v1"] = typeof(ReviewOpinionSubmitted),
        ["orchestrator.template-published.v1"] = typeof(TemplatePublished),
        ["orchestrator.round-closed.v1"] = typeof(RoundClosed),
        ["orchestrator.dispute-raised.v1"] = typeof(DisputeRaised),
        ["orchestrator.dispute-resolved.v1"] = typeof(DisputeResolved),
        ["orchestrator.meeting-decision-recorded.v1"] = typeof(MeetingDecisionRecorded),
        ["orchestrator.document-issued.v1"] = typeof(DocumentIssued),
        ["orchestrator.task-overdue.v1"] = typeof(TaskOverdue),
        ["orchestrator.case-stage-changed.v1"] = typeof(CaseStageChanged),
        ["orchestrator.task-reminder.v1"] = typeof(TaskReminder),
        ["orchestrator.proxy-appointed.v1"] = typeof(ProxyAppointed),
        ["orchestrator.proxy-ended.v1"] = typeof(ProxyEnded),
        ["orchestrator.tasks-handed-over.v1"] = typeof(TasksHandedOver),
        ["orchestrator.reserve-quota.v1"] = typeof(ReserveQuota),
        ["orchestrator.confirm-quota.v1"] = typeof(ConfirmQuota),
        ["orchestrator.release-quota.v1"] = typeof(ReleaseQuota),
        ["orchestrator.reserve-funds.v1"] = typeof(ReserveFunds),
        ["orchestrator.confirm-funds.v1"] = typeof(ConfirmFunds),
        ["orchestrator.release-funds.v1"] = typeof(ReleaseFunds),
        ["orchestrator.lock-people.v1"] = typeof(LockPeople),
        ["orchestrator.move-people.v1"] = typeof(MovePeople),
        ["orchestrator.unlock-people.v1"] = typeof(UnlockPeople),
        ["orchestrator.transfer-answered.v1"] = typeof(TransferAnswered),
        ["orchestrator.posting-proposed.v1"] = typeof(PostingProposed),
        ["orchestrator.posting-decided.v1"] = typeof(PostingDecided),
        ["orchestrator.workflow-message.v1"] = typeof(WorkflowMessage),
    };

    private static readonly Dictionary<Type, string> ByType = ByName.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static IReadOnlyDictionary<string, Type> All => ByName;

    /// <summary>Throws <see cref="ArgumentException"/> for a type that is not listed.</summary>
    public static string Of(Type message) =>
        ByType.TryGetValue(message, out var name) ? name : throw new ArgumentException($"{message} has no wire name.", nameof(message));
}
