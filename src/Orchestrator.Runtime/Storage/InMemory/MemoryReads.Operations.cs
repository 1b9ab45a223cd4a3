using Orchestrator.Runtime.Errands;
using Orchestrator.Runtime.Messages;

namespace Orchestrator.Runtime.Storage.InMemory;

internal sealed partial class MemoryReads
{
    public Task<Page<IncidentRow>> Incidents(string? status, string? instanceId, int page, int size, CancellationToken ct) =>
        Task.FromResult(Paged(
            Data.Incidents.Values.Where(i => (status is null || i.Status == status) && (instanceId is null || i.InstanceId == instanceId || i.RootId == instanceId))
                .OrderByDescending(i => i.At).ThenBy(i => i.Id, StringComparer.Ordinal).ToList(),
            page, size));

    public Task<IReadOnlyList<string>> Overtaken(int limit, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<string>>(
        [
            .. Data.Incidents.Values
                .Where(i => i.Status == "Open" && i.Kind switch
                {
                    IncidentKinds.Timer => !Data.Timers.ContainsKey((i.InstanceId!, i.ActivityId!)),
                    IncidentKinds.Work => !Data.Work.ContainsKey(IncidentKinds.WorkId(i.Id)),
                    IncidentKinds.Stuck => Data.Instances.GetValueOrDefault(i.InstanceId!) is not { Row.FinishedAt: null },
                    _ => false,
                })
                .Select(i => i.Id).Order(StringComparer.Ordinal).Take(limit),
        ]);

    public Task<Page<TimerRow>> Timers(string? instanceId, int page, int size, CancellationToken ct) =>
        Task.FromResult(Paged(
            Data.Timers.Values.Where(t => instanceId is null || t.InstanceId == instanceId)
                .OrderBy(t => t.NextAt).ThenBy(t => t.InstanceId, StringComparer.Ordinal).ThenBy(t => t.TimerId, StringComparer.Ordinal).ToList(),
            page, size));

    public Task<DateTimeOffset?> NextTimer(CancellationToken ct) =>
        Task.FromResult(Data.Timers.Values.Where(t => Data.Instances.TryGetValue(t.InstanceId, out var i) && i.Row.HeldSince is null).Min(t => (DateTimeOffset?)t.NextAt));

    public Task<DateTimeOffset?> NextWork(CancellationToken ct) => Task.FromResult(Data.Work.Values.Where(w => w.Kind != ErrandPump.WorkKind).Min(w => (DateTimeOffset?)w.NextAt));

    public Task<DateTimeOffset?> NextErrand(CancellationToken ct) => Task.FromResult(Data.Work.Values.Where(w => w.Kind == ErrandPump.WorkKind).Min(w => (DateTimeOffset?)w.NextAt));

    public Task<DateTimeOffset?> NextTrigger(CancellationToken ct) => Task.FromResult(Data.Triggers.Values.Min(t => t.DueAt));

    public Task<IReadOnlyList<TriggerRow>> Triggers(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<TriggerRow>>(
            [.. Data.Triggers.Values.OrderBy(t => t.DefinitionId, StringComparer.Ordinal).ThenBy(t => t.ActivityId, StringComparer.Ordinal)]);

    public Task<Page<OutboxRow>> Outbox(string? status, int page, int size, CancellationToken ct) =>
        Task.FromResult(Paged(Data.Outbox.Values.Select(m => m.Row).Where(m => status is null || m.Status == status).OrderByDescending(m => m.Id).ToList(), page, size));

    public Task<Page<WorkRow>> Work(int page, int size, CancellationToken ct) => Task.FromResult(Paged(Data.Work.Values.ToList(), page, size));

    public Task<Page<LetterEntry>> Letters(LetterFilter wanted, int page, int size, CancellationToken ct) =>
        Task.FromResult(Paged(
            Data.Work.Values.Where(w => w.Kind == MessageDelivery.WorkKind).Select(w => new LetterEntry(w, Data.Letters.GetValueOrDefault(w.Id)))
                .Concat(Data.Letters.Values.Where(l => !Data.Work.ContainsKey(l.WorkId)).Select(l => new LetterEntry(null, l)))
                .Where(e => (wanted.State is null || e.State == wanted.State) && (wanted.Id is null || e.Id == wanted.Id)
                    && (string.IsNullOrEmpty(wanted.Text) || e.View() is var view && (Contains(wanted.Text, view.Handler, view.Error) || view.MessageId.StartsWith(wanted.Text, StringComparison.OrdinalIgnoreCase))))
                .OrderByDescending(e => e.FailedAt).ThenByDescending(e => e.Id).ToList(),
            page, size));

    public Task<Page<AuditRow>> Audit(AuditQuery query, CancellationToken ct) =>
        Task.FromResult(Paged(
            Data.Audit.Where(a => (query.Actor is null || a.ActorId == query.Actor) && (query.Action is null || a.Action == query.Action)
                    && (query.ObjectType is null || a.ObjectType == query.ObjectType) && (query.ObjectId is null || a.ObjectId == query.ObjectId)
                    && Contains(query.Text, a.ActorName, a.Details, a.ObjectId) && (query.From is null || a.At >= query.From) && (query.Until is null || a.At < query.Until))
                .OrderByDescending(a => a.At).ThenBy(a => a.Chain).ThenByDescending(a => a.Seq).ToList(),
            query.Page, query.Size));

    public Task<IReadOnlyList<ChainHead>> Chains(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ChainHead>>(Data.Audit.IsEmpty ? [new(0, 0, "")] : [new(0, Data.Audit[^1].Seq, Data.Audit[^1].Hash)]);

    public Task<IReadOnlyList<AuditRow>> ChainRows(int chain, long afterSeq, int limit, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<AuditRow>>([.. Data.Audit.Where(a => a.Chain == chain && a.Seq > afterSeq).Take(limit)]);

    public Task<RuntimeHealth> Health(DateTimeOffset now, CancellationToken ct)
    {
        var pending = Data.Outbox.Values.Where(m => m.Row.Status == "Pending").Select(m => m.Row.CreatedAt).ToList();
        return Task.FromResult(new RuntimeHealth(
            true, false, false, false, Data.Incidents.Values.Count(i => i.Status == "Open"), Data.Timers.Values.Count(t => t.NextAt <= now), pending.Count,
            Data.Outbox.Values.Count(m => m.Row.Status == "Failed"), Data.Work.Count, pending.Count == 0 ? TimeSpan.Zero : now - pending.Min()));
    }

    public Task<Backlog> Backlog(DateTimeOffset now, CancellationToken ct)
    {
        var due = Data.Work.Values.Where(w => w.NextAt <= now).Select(w => w.NextAt).ToList();
        return Task.FromResult(new Backlog(
            due.Count == 0 ? TimeSpan.Zero : now - due.Min(), Data.Work.Values.Count(w => w.Kind == MessageDelivery.WorkKind), Data.Inbox.Values.Count(at => at >= now.AddDays(-1))));
    }

    public Task<IReadOnlyList<OutboxRow>> NotTakenIn(string consumer, string messageType, DateTimeOffset since, DateTimeOffset until, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<OutboxRow>>(
        [
            .. Data.Outbox.Values.Select(m => m.Row).Where(m => m.Status == "Sent" && m.SentAt >= since && m.SentAt <= until && m.MessageType == messageType
                && !Data.Inbox.ContainsKey((consumer, m.MessageId))
                && !Data.Work.Values.Any(w => w.Kind == MessageDelivery.WorkKind && w.BookmarkId == consumer && w.Payload!.Contains(m.MessageId, StringComparison.Ordinal))),
        ]);

    public Task<IReadOnlyList<DefinitionVersion>> Definitions(string? definitionId, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<DefinitionVersion>>(
        [
            .. Data.Definitions.Select(d => d.Version).Where(v => definitionId is null || v.DefinitionId == definitionId)
                .OrderBy(v => v.DefinitionId, StringComparer.Ordinal).ThenByDescending(v => v.Version),
        ]);

    public Task<DefinitionRow?> Definition(string? versionId, string? definitionId, int? version, CancellationToken ct) =>
        Task.FromResult(Data.Definitions.FirstOrDefault(d =>
            (versionId is null || d.Version.VersionId == versionId) && (definitionId is null || d.Version.DefinitionId == definitionId)
            && (version is null ? versionId is not null || d.Version.Status == "Published" : d.Version.Version == version)));
}
