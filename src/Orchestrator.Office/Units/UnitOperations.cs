using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Units;

/// <summary>Adding and changing units. A unit is never deleted: cases, accounts and records name it; it is taken out of use.</summary>
public static class UnitOperations
{
    public static async Task<Outcome<UnitView>> Add(AddUnit add, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        var id = add.Id?.Trim() ?? "";
        var found = Check(add.Name);
        if (id.Length is 0 or > 20 || !id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))
        {
            found.Add(Finding.Block("U-01", "id", "单位编号须为不超过20位的字母、数字或短横线。"));
        }
        else if (await db.Units.AnyAsync(unit => unit.Id == id, work.Cancellation))
        {
            found.Add(Finding.Block("U-01", "id", $"单位编号“{id}”已被使用。"));
        }

        found.AddRange(await CheckPlace(db, id, add.Name, add.ParentId, work.Cancellation));
        if (found.Refuse("unit.invalid") is { } refusal)
        {
            return refusal;
        }

        var unit = new Unit { Id = id, Name = add.Name.Trim(), Kind = add.Kind, ParentId = add.ParentId, Sort = add.Sort };
        db.Units.Add(unit);
        return View(unit);
    }

    public static async Task<Outcome<UnitView>> Change(string id, ChangeUnit change, UnitOfWork work)
    {
        var db = work.Db<OfficeDb>();
        if (await db.Units.FirstOrDefaultAsync(unit => unit.Id == id, work.Cancellation) is not { } unit)
        {
            return Refusal.NotFound("unit.unknown", $"没有编号为“{id}”的单位。");
        }

        if (unit.Revision != change.Revision)
        {
            return Refusal.Conflict("unit.stale", "单位信息已被他人修改，请刷新后再试。", unit.Revision);
        }

        Finding[] found = [.. Check(change.Name), .. await CheckPlace(db, id, change.Name, change.ParentId, work.Cancellation)];
        if (found.Refuse("unit.invalid") is { } refusal)
        {
            return refusal;
        }

        (unit.Name, unit.Kind, unit.ParentId, unit.Sort, unit.Active) = (change.Name.Trim(), change.Kind, change.ParentId, change.Sort, change.Active);
        unit.Revision++;
        return View(unit);
    }

    internal static UnitView View(Unit unit) => new(unit.Id, unit.Name, unit.Kind.ToString(), unit.ParentId, unit.Sort, unit.Active, unit.Revision);

    private static List<Finding> Check(string? name) =>
        string.IsNullOrWhiteSpace(name) || name.Trim().Length > 50 ? [Finding.Block("U-01", "name", "请填写单位名称（不超过50字）。")] : [];

    private static async Task<IReadOnlyList<Finding>> CheckPlace(OfficeDb db, string id, string? name, string? parentId, CancellationToken ct)
    {
        var found = new List<Finding>();
        var trimmed = name?.Trim() ?? "";
        if (await db.Units.AnyAsync(unit => unit.Name == trimmed && unit.Id != id, ct))
        {
            found.Add(Finding.Block("U-01", "name", $"单位名称“{trimmed}”已被使用。"));
        }

        if (parentId is not null && (parentId == id || !await db.Units.AnyAsync(unit => unit.Id == parentId, ct)))
        {
            found.Add(Finding.Block("U-01", "parentId", $"上级单位“{parentId}”不存在或就是本单位。"));
        }

        return found;
    }
}
