using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Office.Exports;
using Orchestrator.Spreadsheets;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Matters;

public sealed record StartMatter(
    string CommandId, string? Title, string? Text, IReadOnlyList<AskedUnit>? Reviewers, MatterKind Kind = MatterKind.Document, CountersignMode Mode = CountersignMode.All, double? Share = null,
    bool Over = false, int Days = 5)
{
    [JsonIgnore]
    public MatterPlan Plan => new(Title?.Trim(), Kind, Text, Reviewers, Mode, Share, Over, Days);
}

public static class MatterEndpoints
{
    // Everybody who works in an office; administrators and leaders send nothing round.
    internal static readonly string[] Initiators = ["BM-JB", "BM-FZ", "BB-JB", "BB-SH", "BB-ZR", "ZB", "MS", "WB", "DC", "JD"];

    public static IEndpointRouteBuilder MapMatters(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/matters").WithTags("matters");
        api.MapGet("", List).AllowSignedIn().Produces<MatterPage>().WithName("listMatters");
        app.MapGet("/matters.xlsx", Export).WithTags("matters").AllowSignedIn().ProducesProblem(422).Produces<byte[]>(contentType: Exporting.Xlsx).WithName("exportMatters");
        api.MapPost("", (StartMatter body, CommandRunner runner, Signatories signatories, Actor actor, HttpContext http, CancellationToken ct) => Start(body, runner, signatories, actor, http, ct))
            .Allow(Initiators).Produces<MatterStarted>().WithName("startMatter");
        api.MapGet("/{id}", async (string id, OfficeDb db, TaskQueries tasks, IFlowReaders readers, TimeProvider clock, Actor actor, CancellationToken ct) =>
                await MatterDocument.Find(id, db, tasks, readers, clock, actor, ct) is { } found ? Results.Ok(found) : MatterAccess.Unknown(id).ToResult())
            .AllowSignedIn().Produces<MatterDocument>().WithName("getMatter");
        api.MapPost("/{id}/void", async (string id, ReasonedCommand body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                (await runner.Run(CommandHead.From(http, actor, body.CommandId, "Matters.Void", "matter", id, body), work => MatterVoiding.Void(id, body.Reason, work), ct)).ToResult())
            .Allow(Initiators).Produces<Done>().WithName("voidMatter");
        api.MapGet("/{id}/diagram", async (
                string id, OfficeDb db, TaskQueries tasks, IFlowReaders readers, InstanceQueries instances, HistoryQueries history, DefinitionStore definitions, Actor actor, CancellationToken ct) =>
                await MatterAccess.Open(db, tasks, readers, id, actor, ct) is not null && await CaseDiagram.Read(id, instances, history, definitions, ct) is { } drawn
                    ? Results.Ok(drawn)
                    : MatterAccess.Unknown(id).ToResult())
            .AllowSignedIn().Produces<CaseDiagram>().WithName("getMatterDiagram");
        return app;
    }

    private static async Task<IResult> Start(StartMatter body, CommandRunner runner, Signatories signatories, Actor actor, HttpContext http, CancellationToken ct) =>
        (await runner.Run(CommandHead.From(http, actor, body.CommandId, "Matters.Start", "matter", body: body), work => MatterOperations.Start(body.Plan, signatories, work), ct)).ToResult();

    private static async Task<IResult> List(
        OfficeDb db, TimeProvider clock, Actor actor, CancellationToken ct, string view = "all", string? state = null, string? stage = null, string? unitId = null, string? q = null,
        string? sort = null, int page = 1, int size = 20)
    {
        var query = new MatterListQuery(view, Given(state), Given(stage), Given(unitId), Given(q), Given(sort), page, Math.Min(size, 200));
        return MatterQueries.Check(query) is { } faulty ? faulty.ToResult() : Results.Ok(await MatterQueries.List(query, db, clock, actor, ct));
    }

    private static async Task<IResult> Export(
        OfficeDb db, TimeProvider clock, CommandRunner commands, Actor actor, HttpContext http, string view = "all", string? state = null, string? stage = null, string? unitId = null,
        string? q = null, string? sort = null)
    {
        var query = new MatterListQuery(view, Given(state), Given(stage), Given(unitId), Given(q), Given(sort), 1, PageSize.Largest);
        return MatterQueries.Check(query) is { } faulty
            ? faulty.ToResult()
            : await MatterExport.Workbook(
                await MatterQueries.List(query, db, clock, actor, http.RequestAborted), () => commands.Record(http, actor, "Matters.ExportXlsx", "matters", query.View));
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
