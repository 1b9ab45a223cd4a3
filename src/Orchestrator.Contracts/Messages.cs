namespace Orchestrator.Contracts;

/// <summary>What every event of a case says about itself.</summary>
/// <param name="CampaignId">Null for cases outside a campaign.</param>
/// <param name="Version">The draft version concerned, for example <c>v1.2</c>; null where there is none.</param>
/// <param name="CommandId">The command that caused it.</param>
public sealed record About(string? CampaignId, string CaseId, int Round, string? Version, string? CorrelationId, string CommandId);

/// <summary>A unit submitted a frozen version of its draft.</summary>
public sealed record DraftSubmitted(About About, string UnitId, string DocumentCode, string Sha256, DateTimeOffset SubmittedAt, bool OnTime);

/// <summary>A reviewing unit signed its opinions.</summary>
/// <param name="Result">NoObjection, WithOpinions, Object, Recuse, or Silent when the deadline decided.</param>
public sealed record ReviewOpinionSubmitted(About About, string ReviewerUnitId, string Result, int Opinions);

/// <summary>A version of the city-wide template of a document is out, with all that a draft must keep to.</summary>
/// <param name="Strict">A departure from a locked section blocks; otherwise it is only reported.</param>
/// <param name="Sections">Null only in messages written before the sections were sent along.</param>
public sealed record TemplatePublished(
    About About, string DocumentCode, int TemplateVersion, bool Strict = true, IReadOnlyList<PublishedSection>? Sections = null);

public sealed record PublishedSection(string Heading, bool Required, bool Locked, string? Text);

/// <summary>The joint review of a round was consolidated and returned.</summary>
public sealed record RoundClosed(About About, int Opinions, int Adopted, int Partial, int Rejected, int Coordinated);

public sealed record DisputeRaised(About About, string DisputeId, int Level, IReadOnlyList<string> Units);

public sealed record DisputeResolved(About About, string DisputeId, int Level, string Result);

/// <param name="Decision">Passed, PassedWithChanges, Deferred or NotPassed.</param>
public sealed record MeetingDecisionRecorded(About About, string Meeting, string Decision);

public sealed record DocumentIssued(About About, string DocumentNumber, DateTimeOffset IssuedAt);

/// <summary>A task passed its deadline or a later rung of the ladder.</summary>
/// <param name="Level">overdue, urge, supervise or interview.</param>
public sealed record TaskOverdue(About About, string TaskId, string Step, string? UnitId, string? Role, string Level, DateTimeOffset? DueAt);

/// <summary>A task comes near its deadline.</summary>
public sealed record TaskReminder(About About, string TaskId, string Step, string? UnitId, string? Role, DateTimeOffset? DueAt);

public sealed record CaseStageChanged(About About, string? FromStage, string? ToStage, DateTimeOffset At);

/// <summary>Somebody will take care of another's tasks (代理). Days are local, <c>yyyy-MM-dd</c>, both included.</summary>
public sealed record ProxyAppointed(
    string ProxyId, string PrincipalId, string PrincipalName, string DeputyId, string DeputyName, string From, string Until, string? Remark);

/// <summary>A proxy was ended by hand before its last day.</summary>
public sealed record ProxyEnded(string ProxyId, string PrincipalId, string PrincipalName, string DeputyId, string DeputyName, string EndedByName, string? Reason);

/// <summary>What named somebody who leaves is now somebody else's (移交).</summary>
/// <param name="Tasks">How many tasks.</param>
public sealed record TasksHandedOver(
    string HandOverId, string LeaverId, string LeaverName, string ReceiverId, string ReceiverName, string ByName, int Tasks, string Reason);

/// <summary>Somebody proposes a posting to the quota ledger (台账登记).</summary>
/// <param name="Sentence">What it would do, without people's names .</param>
/// <param name="ApproverRoles">Whoever has one of them may approve it.</param>
public sealed record PostingProposed(string PostingId, string Sentence, IReadOnlyList<string> ApproverRoles, string ByName);

/// <summary>A proposed posting was approved or sent back.</summary>
/// <param name="Posted">False: it was sent back, for the reason given.</param>
public sealed record PostingDecided(string PostingId, string Sentence, bool Posted, string ProposerId, string ByName, string? Reason);

/// <summary>A message that a workflow sends under a name no service has listed; <paramref name="Payload"/> is JSON text.</summary>
public sealed record WorkflowMessage(string Type, string InstanceId, string? CorrelationId, string Payload);
