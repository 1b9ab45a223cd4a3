using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime.Rules;
using Orchestrator.Runtime.Sagas;

namespace Orchestrator.Finance;

/// <summary>What must be true of 财政's books at any moment, reckoned again from reservations and entries.</summary>
public static class FinanceInvariants
{
    public static async Task<IReadOnlyList<Finding>> Check(FinanceDb db, CancellationToken ct)
    {
        var (lines, entries) = (await db.Lines.AsNoTracking().ToListAsync(ct), await db.Entries.AsNoTracking().ToListAsync(ct));
        var reservations = await db.Reservations.AsNoTracking().ToListAsync(ct);
        var payroll = await db.Payroll.AsNoTracking().ToListAsync(ct);
        var found = new List<Finding>();
        foreach (var line in lines)
        {
            var moved = entries.Where(entry => entry.Year == line.Year).Sum(entry => entry.ToUnitId == line.UnitId ? entry.Amount : entry.FromUnitId == line.UnitId ? -entry.Amount : 0);
            var held = reservations.Where(row => row.State == HoldState.Held && row.FromUnitId == line.UnitId && row.Year == line.Year).Sum(row => row.Amount);
            Say(line.Moved != moved, "INV-F1", line.UnitId, $"{line.UnitId}{line.Year}年划转净额{line.Moved}分与逐笔重算{moved}分不一致。");
            Say(line.Reserved != held, "INV-F1", line.UnitId, $"{line.UnitId}{line.Year}年预留{line.Reserved}分与逐笔重算{held}分不一致。");
            Say(line.Free < 0, "INV-F2", line.UnitId, $"{line.UnitId}{line.Year}年人员经费超出{-line.Free}分。");
        }

        foreach (var year in lines.GroupBy(line => line.Year))
        {
            Say(year.Sum(line => line.Moved) != 0, "INV-F3", $"{year.Key}", $"{year.Key}年各单位划转合计{year.Sum(line => line.Moved)}分，应为零。");
        }

        foreach (var person in payroll.GroupBy(row => row.PersonKey))
        {
            var rows = person.OrderBy(row => row.FirstMonth).ToList();
            Say(rows.Zip(rows.Skip(1)).Any(pair => pair.First.LastMonth?.Next != pair.Second.FirstMonth), "INV-F4", person.Key[..8], "有人员的停发月与起发月不相接。");
        }

        return found;

        void Say(bool wrong, string rule, string path, string message)
        {
            if (wrong)
            {
                found.Add(Finding.Block(rule, path, message));
            }
        }
    }
}
