using Orchestrator.Engine.Execution;
using Orchestrator.Runtime.Tasks;

namespace Orchestrator.Runtime.Storage.InMemory;

internal sealed partial class MemoryReads(MemoryStore store) : IStoreReads
{
    private MemoryData Data => store.Committed;

    public Task<TaskPage> Tasks(TaskListQuery query, Actor actor, DateTimeOffset now, DateTimeOffset endOfToday, CancellationToken ct)
    {
        var todo = Data.Tasks.Values.Where(t => t.Status == TaskRowStatus.Open && t.MayDecide(actor)).ToList();
        var done = Data.Tasks.Values.Where(t => t.ClosedBy == actor.Id).ToList();
        var drafted = done.Where(t => t.Step == "Draft").Select(t => t.RootId).ToHashSet();
        var cases = Data.Instances.Values.Select(i => i.Row).Where(i => (i.CreatedBy == actor.Id && i.ParentId is null) || drafted.Contains(i.Id)).ToList();
        var items = todo.Select(t => Item(t, now).Held(t, actor)).ToList();
        var counts = new TaskCounts(todo.Count, items.Count(i => i.DueState == "overdue"), items.Count(i => i.DueState == "soon"), done.Count, cases.Count);
        var found = query.View switch
        {
            TaskView.Todo => items.Where(i => query.InPlaceOf is null || query.InPlaceOf == (i.InPlaceOf ?? actor.Id)),
            TaskView.Done => done.Select(t => Item(t, now)),
            _ => cases.Select(Item),
        };
        var filtered = found.Where(i =>
            Contains(query.Text, i.Title, i.CaseTitle, i.CaseId)
            && (query.CampaignId is null || i.CampaignId == query.CampaignId)
            && (query.UnitId is null || i.UnitId == query.UnitId || i.SubjectUnitId == query.UnitId)
            && (query.Round is null || i.Round == query.Round)
            && (query.View == TaskView.Initiated || ((query.Step is null || i.Step == query.Step) && IsDue(query.Due, i, now, endOfToday))));
        var sorted = (query.Sort switch
        {
            TaskSort.Opened => filtered.OrderBy(i => i.OpenedAt),
            TaskSort.OpenedDescending => filtered.OrderByDescending(i => i.OpenedAt),
            _ when query.View == TaskView.Initiated => filtered.OrderByDescending(i => i.OpenedAt),
            TaskSort.DueDescending => filtered.OrderByDescending(i => i.DueAt ?? DateTimeOffset.MinValue),
            _ when query.View == TaskView.Done => filtered.OrderByDescending(i => i.ClosedAt),
            _ => filtered.OrderBy(i => i.DueAt ?? DateTimeOffset.MaxValue),
        }).ThenBy(i => i.Id, StringComparer.Ordinal).ToList();
        var page = Paged(sorted, query.Page, query.Size);
        return Task.FromResult(new TaskPage(page.Items, page.Total, page.PageNumber, page.Size, counts));
    }

    Task<TaskRow?> IStoreReads.Task(string taskId, CancellationToken ct) => Task.FromResult(Data.Tasks.GetValueOrDefault(taskId));

    public Task<IReadOnlyList<TaskRow>> Tasks(IReadOnlyCollection<string> taskIds, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<TaskRow>>([.. taskIds.Select(id => Data.Tasks.GetValueOrDefault(id)).OfType<TaskRow>()]);

    public Task<IReadOnlyList<TaskRow>> TasksOfCase(string caseId, bool openOnly, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<TaskRow>>(
        [
            .. Data.Tasks.Values.Where(t => t.RootId == caseId && (!openOnly || t.Status == TaskRowStatus.Open)).OrderBy(t => t.OpenedAt).ThenBy(t => t.Id, StringComparer.Ordinal),
        ]);

    public Task<IReadOnlyList<string>> CasesWithTaskFor(Actor actor, string? correlationId, string? caseId, int limit, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<string>>(
        [
            .. Data.Tasks.Values
                .Where(t => (t.MayDecide(actor) || t.ClosedBy == actor.Id || t.Persons.Contains(actor.Id)) && (correlationId is null || t.CorrelationId == correlationId) && (caseId is null || t.RootId == caseId))
                .GroupBy(t => t.RootId).OrderByDescending(g => g.Max(t => t.OpenedAt)).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key).Take(limit),
        ]);

    public Task<InstanceRecord?> Instance(string instanceId, CancellationToken ct) => Task.FromResult(Data.Instances.GetValueOrDefault(instanceId));

    public Task<Page<InstanceRow>> Instances(InstanceListQuery query, CancellationToken ct) =>
        Task.FromResult(Paged(
            Data.Instances.Values.Select(i => i.Row)
                .Where(i => (query.DefinitionId is null || i.DefinitionId == query.DefinitionId) && (query.Version is null || i.Version == query.Version)
                    && (query.ParentId is null || i.ParentId == query.ParentId) && (query.Running is null || i.FinishedAt is null == query.Running) && (query.Status is null || i.Status == query.Status)
                    && (query.CorrelationId is null || i.CorrelationId == query.CorrelationId) && Contains(query.Text, i.Name, i.Id)
                    && (query.WithIncidents is null || i.OpenIncidents > 0 == query.WithIncidents))
                .OrderByDescending(i => i.CreatedAt).ThenBy(i => i.Id, StringComparer.Ordinal).ToList(),
            query.Page, query.Size));

    public Task<IReadOnlyList<StepRow>> Steps(string instanceId, long afterSeq, int limit, CancellationToken ct)
    {
        var all = Data.Steps.Where(step => step.InstanceId == instanceId).OrderBy(step => step.Seq).ToList();
        var first = all.LastOrDefault(step => step.Seq <= afterSeq + 1)?.Seq ?? 0;
        return Task.FromResult<IReadOnlyList<StepRow>>([.. all.Where(step => step.Seq >= first).Take(limit).Select(OfDefinition)]);
    }

    public Task<IReadOnlyList<StepRow>> StepsOfCase(string caseId, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<StepRow>>(
        [
            .. Data.Steps.Where(step => Data.Instances.TryGetValue(step.InstanceId, out var i) && i.Row.RootId == caseId)
                .OrderBy(step => step.At).ThenBy(step => step.InstanceId, StringComparer.Ordinal).ThenBy(step => step.Seq).Select(OfDefinition),
        ]);

    private StepRow OfDefinition(StepRow step) => step with { DefinitionId = Data.Instances[step.InstanceId].Row.DefinitionId };

    public Task<IReadOnlyList<InstanceRow>> Stuck(int limit, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<InstanceRow>>(
        [
            .. Data.Instances.Values.Select(i => i.Row)
                .Where(i => i is { FinishedAt: null, HeldSince: null }
                    && !Data.Tasks.Values.Any(t => t.InstanceId == i.Id && t.Status == TaskRowStatus.Open)
                    && !Data.Timers.Keys.Any(t => t.InstanceId == i.Id)
                    && !Data.Subscriptions.Keys.Any(s => s.InstanceId == i.Id)
                    && !Data.Instances.Values.Any(c => c.Row.ParentId == i.Id && c.Row.FinishedAt is null)
                    && !Data.Work.Values.Any(w => w.InstanceId == i.Id)
                    && !Data.Parties.Values.Any(p => p.InstanceId == i.Id && p.Status == PartyStatus.Waiting)
                    && !Data.Incidents.Values.Any(n => n.InstanceId == i.Id && n.Status != "Resolved"))
                .OrderBy(i => i.Id, StringComparer.Ordinal).Take(limit),
        ]);

    private static bool IsDue(DueFilter? due, TaskItem i, DateTimeOffset now, DateTimeOffset endOfToday) => due switch
    {
        null => true,
        DueFilter.Overdue => i.DueState != "held" && i.DueAt < now,
        DueFilter.Today => i.DueAt < endOfToday && i.DueAt >= endOfToday.AddDays(-1),
        _ => i.DueState != "held" && i.DueAt >= now && i.DueAt < now + DueState.Near,
    };

    private static TaskItem Item(TaskRow t, DateTimeOffset now) => new(
        t.Id, t.Step, t.Title, t.RootId, t.InstanceName, t.CorrelationId, t.Round, t.Stage, t.ForUnit, t.ForRole, t.Subject, t.OpenedAt, t.DueAt,
        DueState.Of(t.Status.ToString(), t.DueAt, t.HeldSince, now), t.OverdueLevel, t.Status.ToString(), t.Outcome, t.ClosedAt, t.ClosedByName, t.Revision,
        t.Form, t.Outcomes);

    private static TaskItem Item(InstanceRow i) => new(
        i.Id, "", i.Name ?? i.Id, i.Id, i.Name, i.CorrelationId, i.Round, i.Stage, null, null, i.Subject, i.CreatedAt, null, "none", null, i.Status.ToString(), null, i.FinishedAt, null, i.Revision, "", []);

    internal static bool Contains(string? text, params ReadOnlySpan<string?> fields)
    {
        foreach (var field in fields)
        {
            if (field?.Contains(text ?? "", StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return string.IsNullOrEmpty(text);
    }

    private static Page<T> Paged<T>(List<T> all, int page, int size)
    {
        (page, size) = (Math.Max(page, 1), Math.Clamp(size, 1, PageSize.Largest));
        return new([.. all.Skip((page - 1) * size).Take(size)], all.Count, page, size);
    }
}
