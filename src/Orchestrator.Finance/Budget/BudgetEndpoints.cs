using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Finance.Budget;

/// <summary>人员经费 of a unit in a year, in 分.</summary>
public sealed record BudgetLineView(int Year, long Approved, long Spent, long Moved, long Reserved, long Free);

/// <param name="Amount">In 分, negative where it went.</param>
/// <param name="OtherUnitId">The unit on the other side.</param>
public sealed record BudgetEntryView(string TransferId, int Year, long Amount, int People, string OtherUnitId, string NoticeNo, DateTimeOffset At);

/// <param name="Paid">How many people are paid through the unit now.</param>
/// <param name="Monthly">What they cost in a month, in 分.</param>
public sealed record UnitBudget(string UnitId, IReadOnlyList<BudgetLineView> Lines, int Paid, long Monthly, IReadOnlyList<BudgetEntryView> Entries);

public static class BudgetEndpoints
{
    private const int LatestEntries = 200;

    public static IEndpointRouteBuilder MapBudget(this IEndpointRouteBuilder app)
    {
        app.MapGet("/finance/units/{id}", async (string id, FinanceDb db, CancellationToken ct) => Results.Ok(await Read(id, db, ct)))
            .Allow("CZ", "BB-JB", "BB-SH", "BB-ZR", "ZB", "LD").WithTags("finance").Produces<UnitBudget>().WithName("getUnitBudget").WithSummary("一个单位的人员经费和统发人数");
        return app;
    }

    private static async Task<UnitBudget> Read(string id, FinanceDb db, CancellationToken ct)
    {
        var lines = await db.Lines.AsNoTracking().Where(line => line.UnitId == id).OrderByDescending(line => line.Year).ToListAsync(ct);
        var paid = await db.Payroll.AsNoTracking().Where(row => row.UnitId == id && row.LastMonth == null).Select(row => row.Monthly).ToListAsync(ct);
        var entries = await db.Entries.AsNoTracking().Where(entry => entry.FromUnitId == id || entry.ToUnitId == id).OrderByDescending(entry => entry.At).Take(LatestEntries).ToListAsync(ct);
        return new(
            id, [.. lines.Select(line => new BudgetLineView(line.Year, line.Approved, line.Spent, line.Moved, line.Reserved, line.Free))], paid.Count, paid.Sum(),
            [.. entries.Select(entry => entry.ToUnitId == id
                ? new BudgetEntryView(entry.TransferId, entry.Year, entry.Amount, entry.People, entry.FromUnitId, entry.NoticeNo, entry.At)
                : new BudgetEntryView(entry.TransferId, entry.Year, -entry.Amount, entry.People, entry.ToUnitId, entry.NoticeNo, entry.At))]);
    }
}
