using System.ComponentModel.DataAnnotations;
using Orchestrator.Engine.Calendar;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime.Storage;
using Orchestrator.Runtime.Tasks;

namespace Orchestrator.Runtime;

public enum TaskView
{
    /// <summary>Open tasks that the actor may decide.</summary>
    Todo,

    /// <summary>Tasks that the actor closed.</summary>
    Done,

    /// <summary>Cases that the actor started or whose first draft the actor submitted; one item per case.</summary>
    Initiated,
}

public enum DueFilter
{
    Overdue,

    /// <summary>Due on the current local day.</summary>
    Today,

    /// <summary>Due within three days, not yet overdue.</summary>
    Soon,
}

public enum TaskSort
{
    Due,
    DueDescending,
    Opened,
    OpenedDescending,
}

/// <param name="Text">Part of title, case title or case id.</param>
/// <param name="UnitId">The unit the task is done for, or the unit the case is about.</param>
/// <param name="InPlaceOf">Only open tasks that the actor has for this person; with his own id only those that he has himself.</param>
/// <param name="Page">1-based.</param>
/// <param name="Size">1 to <see cref="PageSize.Largest"/>.</param>
public sealed record TaskListQuery(
    TaskView View = TaskView.Todo, string? Text = null, string? Step = null, string? CampaignId = null, string? UnitId = null,
    int? Round = null, DueFilter? Due = null, TaskSort Sort = TaskSort.Due, int Page = 1, int Size = 20,
    string? InPlaceOf = null);

/// <param name="DueState"><c>none</c>, <c>ok</c>, <c>soon</c>, <c>overdue</c> or <c>held</c>.</param>
/// <param name="InPlaceOf">The id of the person for whom the actor has the task (代理); null when it is his own.</param>
public sealed record TaskItem(
    string Id, string Step, string Title, string CaseId, string? CaseTitle, string? CampaignId, int Round, string? Stage,
    string? UnitId, string? Role, string? SubjectUnitId, DateTimeOffset OpenedAt, DateTimeOffset? DueAt, [DueStates] string DueState,
    string? OverdueLevel, [EnumDataType(typeof(TaskRowStatus))] string Status, string? Outcome, DateTimeOffset? ClosedAt, string? ClosedByName, long Revision,
    string Form, IReadOnlyList<string> Outcomes, string? InPlaceOf = null, string? InPlaceOfName = null);

public sealed record TaskCounts(int Todo, int Overdue, int Soon, int Done, int Initiated);

/// <summary>A person for whom the reader of the list stands in.</summary>
public sealed record StoodInFor(string Id, string Name);

/// <param name="StandsInFor">Whose open tasks the list has beside the reader's own; null for nobody.</param>
public sealed record TaskPage(IReadOnlyList<TaskItem> Items, int Total, int Page, int Size, TaskCounts Counts, IReadOnlyList<StoodInFor>? StandsInFor = null);

public sealed record TaskDetail(TaskItem Item, string Form, IReadOnlyList<string> Outcomes, object? Payload, object? Draft, object? Result, bool CanDecide, string? Fields = null);

/// <summary>Reads of tasks with the actor's visibility, on their own connection.</summary>
public sealed class TaskQueries
{
    private readonly IStore _store;
    private readonly TimeProvider _clock;

    internal TaskQueries(IStore store, TimeProvider clock)
    {
        _store = store;
        _clock = clock;
    }


    /// <summary>A page of the actor's list. <see cref="TaskPage.Counts"/> ignores the filters.</summary>
    public async Task<TaskPage> List(TaskListQuery query, Actor actor, CancellationToken ct = default)
    {
        var now = _clock.GetUtcNow();
        var zone = WorkingCalendar.National.Zone;
        var endOfToday = WorkingCalendar.National.At(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime).AddDays(1), TimeOnly.MinValue);
        var page = await _store.Reads.Tasks(query, actor, now, endOfToday, ct);
        return actor.StandsInFor.Count == 0
            ? page
            : page with { StandsInFor = [.. actor.StandsInFor.Select(principal => new StoodInFor(principal.Person.Id, principal.Person.Name)).Distinct()] };
    }

    /// <summary>One task; null when there is none. <see cref="TaskDetail.CanDecide"/> tells whether the actor may act; the
    /// caller decides who else may look.</summary>
    public async Task<TaskDetail?> Find(string taskId, Actor actor, CancellationToken ct = default) =>
        await _store.Reads.Task(taskId, ct) is { } t
            ? new(Item(t, actor), t.Form, t.Outcomes, Value(t.Payload), Value(t.Draft), Value(t.Result), t.Status == TaskRowStatus.Open && t.MayDecide(actor), t.Fields)
            : null;

    /// <summary>The stored row without any visibility.</summary>
    public Task<TaskRow?> Row(string taskId, CancellationToken ct = default) => _store.Reads.Task(taskId, ct);

    /// <summary>The stored rows of those ids that exist, without any visibility.</summary>
    public async Task<IReadOnlyDictionary<string, TaskRow>> Rows(IReadOnlyCollection<string> taskIds, CancellationToken ct = default) =>
        (await _store.Reads.Tasks(taskIds, ct)).ToDictionary(task => task.Id);

    /// <summary>All tasks of a case (children included) in the order they opened, without any visibility.</summary>
    public Task<IReadOnlyList<TaskRow>> OfCase(string caseId, bool openOnly = false, CancellationToken ct = default) =>
        _store.Reads.TasksOfCase(caseId, openOnly, ct);

    /// <summary>Whether the actor may decide, or could have decided, or did decide, any task of the case.</summary>
    public async Task<bool> HasTaskOn(string caseId, Actor actor, CancellationToken ct = default) =>
        (await _store.Reads.CasesWithTaskFor(actor, null, caseId, 1, ct)).Count > 0;

    /// <summary>The cases on which <see cref="HasTaskOn"/> holds, newest first, at most <paramref name="limit"/>.</summary>
    public Task<IReadOnlyList<string>> CasesWithTaskFor(Actor actor, string? correlationId = null, int limit = 10_000, CancellationToken ct = default) =>
        _store.Reads.CasesWithTaskFor(actor, correlationId, null, limit, ct);

    /// <summary>As who the actor reads a case: as himself, unless he has to do with it only for somebody for whom he stands
    /// in. An open task goes before one that was decided.</summary>
    public async Task<Actor> ReaderOf(string caseId, Actor actor, CancellationToken ct = default)
    {
        if (actor.StandsInFor.Count == 0)
        {
            return actor;
        }

        var tasks = await OfCase(caseId, ct: ct);
        return new[] { tasks.Where(task => task.Status == TaskRowStatus.Open), tasks }
            .Select(some => some.Select(task => task.Holder(actor)).OfType<Actor>().OrderBy(holder => holder.InPlaceOf is not null).FirstOrDefault())
            .OfType<Actor>().FirstOrDefault() ?? actor;
    }

    private TaskItem Item(TaskRow t, Actor actor) => new TaskItem(
        t.Id, t.Step, t.Title, t.RootId, t.InstanceName, t.CorrelationId, t.Round, t.Stage, t.ForUnit, t.ForRole, t.Subject, t.OpenedAt, t.DueAt,
        DueState.Of(t.Status.ToString(), t.DueAt, t.HeldSince, _clock.GetUtcNow()), t.OverdueLevel, t.Status.ToString(), t.Outcome, t.ClosedAt, t.ClosedByName, t.Revision,
        t.Form, t.Outcomes).Held(t, actor);

    private static object? Value(string? json) => json is null ? null : JsonText.Parse(json);
}
