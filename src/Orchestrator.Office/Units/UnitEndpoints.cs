using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Units;

/// <param name="LeaderId">Who is in charge of it (分管领导).</param>
/// <param name="LeaderName">Null also when whoever was in charge cannot sign in any more or is no leader now: then nobody is.</param>
public sealed record UnitView(string Id, string Name, [EnumDataType(typeof(UnitKind))] string Kind, string? ParentId, int Sort, bool Active, long Revision, string? LeaderId, string? LeaderName = null);

public sealed record AddUnit(string CommandId, string Id, string Name, UnitKind Kind, string? ParentId = null, int Sort = 0, string? LeaderId = null);

public sealed record ChangeUnit(string CommandId, long Revision, string Name, UnitKind Kind, string? ParentId, int Sort, bool Active, string? LeaderId = null);

public static class UnitEndpoints
{
    public static IEndpointRouteBuilder MapUnits(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/units").WithTags("units");
        api.MapGet("", async (OfficeDb db, IColleagues colleagues, CancellationToken ct) => await List(db, colleagues, ct)).AllowSignedIn().WithName("listUnits");
        api.MapPost("", async (AddUnit body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                (await runner.Run(CommandHead.From(http, actor, body.CommandId, "Units.Add", "unit", body.Id, body), work => UnitOperations.Add(body, work), ct)).ToResult())
            .Allow("SA").Produces<UnitView>().WithName("addUnit");
        api.MapPut("/{id}", async (string id, ChangeUnit body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                (await runner.Run(CommandHead.From(http, actor, body.CommandId, "Units.Change", "unit", id, body), work => UnitOperations.Change(id, body, work), ct)).ToResult())
            .Allow("SA").Produces<UnitView>().WithName("changeUnit");
        return app;
    }

    private static async Task<IReadOnlyList<UnitView>> List(OfficeDb db, IColleagues colleagues, CancellationToken ct)
    {
        var units = await db.Units.AsNoTracking().OrderBy(unit => unit.Sort).ThenBy(unit => unit.Id).ToListAsync(ct);
        string[] named = [.. units.Select(unit => unit.LeaderId).OfType<string>().Distinct()];
        var leaders = named.Length == 0 ? [] : await colleagues.Find(named, ct);
        return [.. units.Select(unit => UnitOperations.View(unit) with
        {
            LeaderName = leaders.FirstOrDefault(one => one.Id == unit.LeaderId && one.Roles.Contains(UnitOperations.LeaderRole))?.Name,
        })];
    }
}
