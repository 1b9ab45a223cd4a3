using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Correspondence;
using Orchestrator.Office.Matters;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Supervisions;

/// <param name="State"><c>open</c>, <c>overdue</c>, <c>closed</c>, or null for all.</param>
/// <param name="RootId">Only those of one case or matter.</param>
public sealed record SupervisionListQuery(string? State = null, string? UnitId = null, string? Text = null, string? RootId = null, int Page = 1, int Size = 20);

public sealed record SupervisionEntryView(int Number, [EnumDataType(typeof(SupervisionEntryKind))] string Kind, string Text, DateTimeOffset? DueAt, DateTimeOffset At, string ByName, string? UnitName);

/// <param name="MayReport">反馈办理情况.</param>
/// <param name="MayManage">延期 and 销号.</param>
/// <param name="SetAside">The task waits for others and comes again.</param>
/// <param name="Readable">The reader may open the case or matter.</param>
public sealed record SupervisionView(
    string Id, string TaskId, string RootId, string FlowTitle, string TaskTitle, string Step, string? UnitId, string? UnitName, string Requirement, DateTimeOffset DueAt, bool Overdue,
    [EnumDataType(typeof(SupervisionState))] string State, string? LeaderName, string ByName, DateTimeOffset At, DateTimeOffset? ClosedAt, string? ClosedByName, string? Conclusion,
    IReadOnlyList<SupervisionEntryView> Entries, bool MayReport, bool MayManage, bool SetAside, bool Readable);

public sealed record SupervisionCounts(int Open, int Overdue);

public sealed record SupervisionPage(IReadOnlyList<SupervisionView> Items, int Total, int Page, int Size, SupervisionCounts Counts);

/// <summary>An open supervision that the reader may know of, for the chip beside a task.</summary>
public sealed record SupervisionMark(string TaskId, string RootId, DateTimeOffset DueAt, bool Overdue);

public sealed class SupervisionQueries(OfficeDb db, TaskQueries tasks, TimeProvider clock)
{
    public static readonly string[] States = ["open", "overdue", "closed"];

    public async Task<SupervisionPage> List(SupervisionListQuery query, Actor actor, CancellationToken ct)
    {
        var (page, size, now) = (Math.Clamp(query.Page, 1, 100_000), Math.Clamp(query.Size, 1, PageSize.Largest), clock.GetUtcNow());
        var visible = await Visible(actor, ct);
        var open = visible.Where(one => one.State == SupervisionState.Open);
        var found = query.State switch
        {
            "open" => open,
            "overdue" => open.Where(one => one.DueAt < now),
            "closed" => visible.Where(one => one.State != SupervisionState.Open),
            _ => visible,
        };
        found = query.UnitId is { } unit ? found.Where(one => one.UnitId == unit) : found;
        found = query.RootId is { } root ? found.Where(one => one.RootId == root) : found;
        if (query.Text is { } text)
        {
            found = found.Where(one => one.FlowTitle.Contains(text) || one.TaskTitle.Contains(text) || one.Requirement.Contains(text));
        }

        var rows = await found.OrderByDescending(one => one.State == SupervisionState.Open).ThenBy(one => one.DueAt).ThenBy(one => one.Id).Skip((page - 1) * size).Take(size).ToListAsync(ct);
        return new(
            await Views(rows, actor, now, ct), await found.CountAsync(ct), page, size,
            new(await open.CountAsync(ct), await open.CountAsync(one => one.DueAt < now, ct)));
    }

    public async Task<IReadOnlyList<SupervisionMark>> Marks(Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var open = await (await Visible(actor, ct)).Where(one => one.State == SupervisionState.Open).OrderBy(one => one.DueAt).ToListAsync(ct);
        return [.. open.Select(one => new SupervisionMark(one.TaskId, one.RootId, one.DueAt, one.DueAt < now))];
    }

    // Everything for the reform office and leaders; else what the own unit does, and open tasks that one has, also for somebody else.
    private async Task<IQueryable<Supervision>> Visible(Actor actor, CancellationToken ct)
    {
        var all = db.Supervisions.AsNoTracking();
        if (SupervisionRights.SeesAll(actor))
        {
            return all;
        }

        if (SupervisionRights.IsAdministrator(actor))
        {
            return all.Where(one => false);
        }

        var unit = actor.UnitId ?? "";
        var elsewhere = await all.Where(one => one.State == SupervisionState.Open && (one.UnitId == null || one.UnitId != unit)).Select(one => one.TaskId).ToListAsync(ct);
        string[] mine = [.. (await tasks.Rows(elsewhere, ct)).Values.Where(task => task.MayDecide(actor)).Select(task => task.Id)];
        return all.Where(one => one.UnitId == unit || mine.Contains(one.TaskId));
    }

    private async Task<IReadOnlyList<SupervisionView>> Views(IReadOnlyList<Supervision> rows, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        string[] ids = [.. rows.Select(one => one.Id)];
        var entries = (await db.SupervisionEntries.AsNoTracking().Where(entry => ids.Contains(entry.SupervisionId)).OrderBy(entry => entry.Number).ToListAsync(ct)).ToLookup(entry => entry.SupervisionId);
        var held = await tasks.Rows([.. rows.Where(one => one.State == SupervisionState.Open).Select(one => one.TaskId)], ct);
        var readable = await Readable(rows, actor, ct);
        var views = new List<SupervisionView>();
        foreach (var one in rows)
        {
            var open = one.State == SupervisionState.Open;
            var reporter = open ? SupervisionRights.Reporter(one, held.GetValueOrDefault(one.TaskId), actor) : null;
            views.Add(new(
                one.Id, one.TaskId, one.RootId, one.FlowTitle, one.TaskTitle, one.Step, one.UnitId, one.UnitName, one.Requirement, one.DueAt, open && one.DueAt < now, one.State.ToString(),
                one.LeaderName, one.ByName, one.At, one.ClosedAt, one.ClosedByName, one.Conclusion,
                [.. entries[one.Id].Select(entry => new SupervisionEntryView(entry.Number, entry.Kind.ToString(), entry.Text, entry.DueAt, entry.At, entry.ByName, entry.UnitName))],
                reporter is not null, open && SupervisionRights.Manages(actor), one.SetAside, readable.Contains(one.RootId) || reporter is not null));
        }

        return views;
    }

    // Who sees that a matter of his unit is supervised need not be one of those who read it.
    private async Task<HashSet<string>> Readable(IReadOnlyList<Supervision> rows, Actor actor, CancellationToken ct)
    {
        string[] roots = [.. rows.Select(one => one.RootId).Distinct()];
        var me = actor.Id;
        var matters = await db.Matters.AsNoTracking().Where(matter => roots.Contains(matter.Id)).ReadableBy(db, actor).Select(matter => matter.Id).ToListAsync(ct);
        var cases = await db.Cases.AsNoTracking().Where(row => roots.Contains(row.Id)).ReadableBy(db, actor).Select(row => row.Id).ToListAsync(ct);
        var copies = await db.Copies.Where(copy => roots.Contains(copy.RootId) && copy.PersonId == me && copy.State != CopyState.TakenBack).Select(copy => copy.RootId).ToListAsync(ct);
        var told = await db.Supervisions.Where(SupervisionRights.ToldTo(actor)).Where(one => roots.Contains(one.RootId)).Select(one => one.RootId).ToListAsync(ct);
        return [.. matters, .. cases, .. copies, .. told];
    }
}
