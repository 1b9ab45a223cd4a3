using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Units;

public sealed record UnitView(string Id, string Name, [EnumDataType(typeof(UnitKind))] string Kind, string? ParentId, int Sort, bool Active, long Revision);

public sealed record AddUnit(string CommandId, string Id, string Name, UnitKind Kind, string? ParentId = null, int Sort = 0);

public sealed record ChangeUnit(string CommandId, long Revision, string Name, UnitKind Kind, string? ParentId, int Sort, bool Active);

public static class UnitEndpoints
{
    public static IEndpointRouteBuilder MapUnits(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/units").WithTags("units");
        api.MapGet("", async (OfficeDb db, CancellationToken ct) => await List(db, ct)).AllowSignedIn().WithName("listUnits");
        api.MapPost("", async (AddUnit body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                (await runner.Run(CommandHead.From(http, actor, body.CommandId, "Units.Add", "unit", body.Id, body), work => UnitOperations.Add(body, work), ct)).ToResult())
            .Allow("SA").Produces<UnitView>().WithName("addUnit");
        api.MapPut("/{id}", async (string id, ChangeUnit body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                (await runner.Run(CommandHead.From(http, actor, body.CommandId, "Units.Change", "unit", id, body), work => UnitOperations.Change(id, body, work), ct)).ToResult())
            .Allow("SA").Produces<UnitView>().WithName("changeUnit");
        return app;
    }

    public static async Task<IReadOnlyList<UnitView>> List(OfficeDb db, CancellationToken ct) =>
        [.. (await db.Units.AsNoTracking().OrderBy(unit => unit.Sort).ThenBy(unit => unit.Id).ToListAsync(ct)).Select(UnitOperations.View)];
}
