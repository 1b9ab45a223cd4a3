using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime.Rules;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Units;

/// <summary>Adding and changing units. A unit is never deleted: cases, accounts and records name it; it is taken out of use.</summary>
public static class UnitOperations
{
    /// <summary>Whoever is in charge of a unit is a leader (领导).</summary>
    public const string LeaderRole = "LD";

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
        found.AddRange(await CheckLeader(add.LeaderId, work));
        if (found.Refuse("unit.invalid") is { } refusal)
        {
            return refusal;
        }

        var unit = new Unit { Id = id, Name = add.Name.Trim(), Kind = add.Kind, ParentId = add.ParentId, LeaderId = Blank(add.LeaderId), Sort = add.Sort };
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

        Finding[] found = [.. Check(change.Name), .. await CheckPlace(db, id, change.Name, change.ParentId, work.Cancellation), .. await CheckLeader(change.LeaderId == unit.LeaderId ? null : change.LeaderId, work)];
        if (found.Refuse("unit.invalid") is { } refusal)
        {
            return refusal;
        }

        (unit.Name, unit.Kind, unit.ParentId, unit.Sort, unit.Active) = (change.Name.Trim(), change.Kind, change.ParentId, change.Sort, change.Active);
        unit.LeaderId = Blank(change.LeaderId);
        unit.Revision++;
        return View(unit);
    }

    internal static UnitView View(Unit unit) => new(unit.Id, unit.Name, unit.Kind.ToString(), unit.ParentId, unit.Sort, unit.Active, unit.Revision, unit.LeaderId);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static async Task<IReadOnlyList<Finding>> CheckLeader(string? leaderId, UnitOfWork work) =>
        Blank(leaderId) is not { } leader || (await work.Service<IColleagues>().Find([leader], work.Cancellation)).Any(person => person.Roles.Contains(LeaderRole))
            ? []
            : [Finding.Block("U-02", "leaderId", $"“{leader}”不能作为分管领导：须是能够登录并具有领导岗位的人员。")];

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
