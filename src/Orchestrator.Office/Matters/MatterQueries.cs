using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Matters;

/// <param name="View"><c>all</c> that the actor may read, or <c>initiated</c> by him.</param>
/// <param name="State"><c>open</c>, <c>finished</c>, or null for both.</param>
public sealed record MatterListQuery(string View = "all", string? State = null, string? Stage = null, string? UnitId = null, string? Text = null, string? Sort = null, int Page = 1, int Size = 20);

public sealed record MatterItem(
    string Id, string Number, string Title, [EnumDataType(typeof(MatterKind))] string Kind, string Stage, string StageName, string InitiatorName, string UnitId, string UnitName,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt, DateTimeOffset? DueAt, [DueStates] string DueState, IReadOnlyList<string> OpenSteps, int Asked, int Decided, DateTimeOffset? VoidedAt,
    string? VoidReason);

public sealed record MatterPage(IReadOnlyList<MatterItem> Items, int Total, int Page, int Size);

public static class MatterQueries
{
    public static readonly string[] Views = ["all", "initiated"];

    public static readonly string[] States = ["open", "finished"];

    private static readonly string[] Sorts = ["created", "-created", "due", "-due", "updated", "-updated"];

    /// <summary>What is wrong with the words of a query; null when nothing is.</summary>
    public static Refusal? Check(MatterListQuery query)
    {
        var problems = new List<FieldProblem>();
        OneOf("view", query.View, Views);
        OneOf("state", query.State, States);
        OneOf("sort", query.Sort, Sorts);
        OneOf("stage", query.Stage, [.. MatterStage.All.Select(stage => stage.Code)]);
        return problems.Count == 0 ? null : Refusal.Invalid("matters.query", problems[0].Message, problems);

        void OneOf(string name, string? value, string[] known)
        {
            if (value is not null && !known.Contains(value))
            {
                problems.Add(new(name, $"“{value}”不是{name}的取值，可选：{string.Join("、", known)}。"));
            }
        }
    }

    public static async Task<MatterPage> List(MatterListQuery query, OfficeDb db, TimeProvider clock, Actor actor, CancellationToken ct)
    {
        var (page, size) = (Math.Max(query.Page, 1), Math.Clamp(query.Size, 1, PageSize.Largest));
        var found = db.Matters.AsNoTracking().ReadableBy(db, actor);
        found = query.View == "initiated" ? found.Where(matter => matter.InitiatorId == actor.Id) : found;
        found = query.State switch
        {
            "open" => found.Where(matter => matter.FinishedAt == null),
            "finished" => found.Where(matter => matter.FinishedAt != null),
            _ => found,
        };
        found = query.Stage is { } stage ? found.Where(matter => matter.Stage == stage) : found;
        found = query.UnitId is { } unit ? found.Where(matter => matter.UnitId == unit) : found;
        if (query.Text is { } text)
        {
            found = found.Where(matter => matter.Title.Contains(text) || matter.Number.Contains(text) || matter.InitiatorName.Contains(text));
        }

        var total = await found.CountAsync(ct);
        var rows = await Sorted(found, query.Sort).Skip((page - 1) * size).Take(size).ToListAsync(ct);
        string[] ids = [.. rows.Select(row => row.Id)];
        var seats = (await db.MatterSeats.AsNoTracking().Where(seat => ids.Contains(seat.MatterId) && seat.State != SeatState.Cancelled && seat.State != SeatState.Removed)
            .Select(seat => new { seat.MatterId, seat.Step, seat.Pass, seat.Activity, seat.State, seat.AddedTo }).ToListAsync(ct)).ToLookup(seat => seat.MatterId);
        var now = clock.GetUtcNow();
        return new(
            [.. rows.Select(row =>
            {
                var asked = seats[row.Id].Where(seat => SeatBook.IsTable(seat.Activity) && seat.AddedTo is null).GroupBy(seat => seat.Activity)
                    .SelectMany(table => table.Where(seat => seat.Pass == table.Max(one => one.Pass))).ToList();
                return new MatterItem(
                    row.Id, row.Number, row.Title, row.Kind.ToString(), row.Stage, MatterStage.NameOf(row.Stage), row.InitiatorName, row.UnitId, row.UnitName, row.CreatedAt, row.UpdatedAt,
                    row.FinishedAt, row.DueAt, CaseQueries.DueState(row.DueAt, row.Overdue, row.HeldSince, now),
                    [.. seats[row.Id].Where(seat => seat.State == SeatState.Open).Select(seat => seat.Step).Distinct()], asked.Count, asked.Count(seat => seat.State == SeatState.Decided),
                    row.VoidedAt, row.VoidReason);
            })],
            total, page, size);
    }

    private static IOrderedQueryable<Matter> Sorted(IQueryable<Matter> matters, string? sort) => (sort switch
    {
        "created" => matters.OrderBy(matter => matter.CreatedAt),
        "due" => matters.OrderBy(matter => matter.DueAt == null).ThenBy(matter => matter.DueAt),
        "-due" => matters.OrderBy(matter => matter.DueAt == null).ThenByDescending(matter => matter.DueAt),
        "updated" => matters.OrderBy(matter => matter.UpdatedAt),
        "-updated" => matters.OrderByDescending(matter => matter.UpdatedAt),
        _ => matters.OrderByDescending(matter => matter.CreatedAt),
    }).ThenBy(matter => matter.Id);
}
