using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Orchestrator.Engine.Execution;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Operations;

/// <summary>One page of a list.</summary>
public sealed record Listed<T>(IReadOnlyList<T> Items, int Total, int Page, int Size);

public sealed record IncidentView(
    string Id, string Kind, string? InstanceId, string? CaseId, string? CampaignId, string? ActivityId, string? ActivityType, string Message, string? Detail,
    string Status, DateTimeOffset CreatedAt, DateTimeOffset? ResolvedAt, string? ResolvedBy, int Attempts);

public sealed record TimerView(string Id, string InstanceId, DateTimeOffset DueAt, DateTimeOffset NextAt, int Attempts, string Status);

/// <summary>A message that waits, was sent or failed. Its body stays inside: it is business content.</summary>
public sealed record OutboxView(
    long Id, string MessageId, string Type, string? InstanceId, string Status, int Attempts, string? Error, DateTimeOffset CreatedAt, DateTimeOffset? SentAt);

public sealed record WorkView(long Id, string Kind, string InstanceId, int Attempts, DateTimeOffset NextAt, string? Error, DateTimeOffset CreatedAt);

public sealed record InstanceView(
    string Id, string? Name, string DefinitionId, int Version, string RootId, string? ParentId, [EnumDataType(typeof(InstanceStatus))] string Status, string? Stage, int Round, string? CorrelationId,
    string? UnitId, long Revision, DateTimeOffset? HeldSince, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt, int Incidents);

/// <param name="Variables">Null for administrators: it is what people wrote.</param>
public sealed record InstanceDocument(
    InstanceView Instance, JsonElement? Variables, JsonElement? Input, JsonElement? Output, IReadOnlyList<Bookmark> Waiting, IReadOnlyList<HistoryRow> History);

/// <param name="Outcome"><c>Done</c> or the code of the refusal.</param>
public sealed record AuditView(
    int Chain, long Seq, DateTimeOffset At, string ActorId, string ActorName, string? ActorUnit, string Action, string? ObjectType, string? ObjectId,
    string Outcome, string? Details, string? CommandId, string? RemoteAddress, string Hash);

internal static class OperationViews
{
    public static Listed<TView> View<TRow, TView>(this Page<TRow> page, Func<TRow, TView> view) =>
        new([.. page.Items.Select(view)], page.Total, page.PageNumber, page.Size);

    public static IncidentView View(IncidentRow r) => new(
        r.Id, r.Kind, r.InstanceId, r.RootId, r.CorrelationId, r.ActivityId, r.ActivityType, r.Message, r.Detail, r.Status, r.At, r.ResolvedAt, r.ResolvedBy, r.Retries);

    public static TimerView View(TimerRow r) => new(
        $"{r.InstanceId}/{r.TimerId}", r.InstanceId, r.DueAt, r.NextAt, r.Attempts, r.Attempts == 0 ? "Waiting" : "Retrying");

    public static OutboxView View(OutboxRow r) => new(r.Id, r.MessageId, r.MessageType, r.InstanceId, r.Status, r.Attempts, r.Error, r.CreatedAt, r.SentAt);

    public static WorkView View(WorkRow r) => new(r.Id, r.Kind, r.InstanceId, r.Attempts, r.NextAt, r.Error, r.CreatedAt);

    public static InstanceView View(InstanceRow r) => new(
        r.Id, r.Name, r.DefinitionId, r.Version, r.RootId, r.ParentId, r.Status.ToString(), r.Stage, r.Round, r.CorrelationId, r.Subject, r.Revision,
        r.HeldSince, r.CreatedAt, r.UpdatedAt, r.FinishedAt, r.OpenIncidents);

    public static AuditView View(AuditRow r) => new(
        r.Chain, r.Seq, r.At, r.ActorId, r.ActorName, r.ActorUnit, r.Action, r.ObjectType, r.ObjectId, r.Result, r.Details, r.CommandId, r.RemoteAddress,
        r.Hash);
}
