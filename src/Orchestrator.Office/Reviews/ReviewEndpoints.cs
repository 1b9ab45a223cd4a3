using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Correspondence;
using Orchestrator.Office.Documents;
using Orchestrator.Office.Exports;
using Orchestrator.Spreadsheets;
using Orchestrator.Office.Matters;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Reviews;

public sealed record ReasonedCommand(string CommandId, string? Reason);

public sealed record DecideRequest(string CommandId, bool Approve, string? Comment);

public sealed record AskExtension(string CommandId, string? TaskId, int Days, string? Reason);

public static class ReviewEndpoints
{
    public static IEndpointRouteBuilder MapReviews(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("").WithTags("cases");
        MapReads(api);
        MapDeeds(api);
        return app;
    }

    private static async Task<CaseDetail?> Named(CaseDetail? detail, Signatories signatories, OfficeDb db, CancellationToken ct)
    {
        if (detail is null)
        {
            return null;
        }

        var tasks = new List<CaseTaskView>(detail.Tasks.Count);
        foreach (var task in detail.Tasks)
        {
            tasks.Add(task.Holder is null ? task : task with { Holder = await signatories.NameOf(Deeds.PersonIds.Split(task.Holder), null, null, db, ct) });
        }

        return detail with { Tasks = tasks };
    }

    private static void MapReads(RouteGroupBuilder api)
    {
        api.MapGet("/cases/{id}", async (string id, OfficeDb db, TaskQueries tasks, FlowMembers members, Signatories signatories, TimeProvider clock, Actor actor, CancellationToken ct) =>
                Found(await Named(await CaseQueries.Find(id, db, tasks, members, clock, actor, ct), signatories, db, ct), id))
            .AllowSignedIn().Produces<CaseDetail>().WithName("getCase");
        api.MapGet("/cases/{id}/timeline", async (string id, OfficeDb db, TaskQueries tasks, Actor actor, CancellationToken ct) =>
                Found(await CaseQueries.Timeline(id, db, await tasks.ReaderOf(id, actor, ct), ct), id))
            .AllowSignedIn().Produces<IReadOnlyList<TimelineEntry>>().WithName("getCaseTimeline");
        api.MapGet("/cases/{id}/history", async (string id, OfficeDb db, TaskQueries tasks, HistoryQueries history, Actor actor, CancellationToken ct) =>
                await CaseAccess.Open(db, id, await tasks.ReaderOf(id, actor, ct), ct) is null ? CaseAccess.Unknown(id).ToResult() : Results.Ok(await CaseHistory.Read(id, history, ct)))
            .AllowSignedIn().Produces<IReadOnlyList<HistoryView>>().WithName("getCaseHistory");
        api.MapGet("/cases/{id}/diagram", async (
                string id, OfficeDb db, TaskQueries tasks, InstanceQueries instances, HistoryQueries history, DefinitionStore definitions, Actor actor, CancellationToken ct) =>
                await CaseAccess.Open(db, id, await tasks.ReaderOf(id, actor, ct), ct) is null ? CaseAccess.Unknown(id).ToResult() : Found(await CaseDiagram.Read(id, instances, history, definitions, ct), id))
            .AllowSignedIn().Produces<CaseDiagram>().WithName("getCaseDiagram");
        api.MapGet("/cases/{id}/opinions", async (string id, OfficeDb db, TaskQueries tasks, Actor actor, CancellationToken ct) =>
                Found(await OpinionQueries.Book(id, db, await tasks.ReaderOf(id, actor, ct), ct), id))
            .AllowSignedIn().Produces<OpinionBook>().WithName("getCaseOpinions");
        api.MapGet("/cases/{id}/adoption-table", async (string id, OfficeDb db, TaskQueries tasks, Actor actor, CancellationToken ct, int? round = null) =>
                Found(await AdoptionTable.Shown(id, round, db, await tasks.ReaderOf(id, actor, ct), ct), id))
            .AllowSignedIn().Produces<AdoptionTable>().WithName("getAdoptionTable");
        api.MapGet("/cases/{id}/adoption-table.xlsx", async (string id, OfficeDb db, TaskQueries tasks, CommandRunner commands, Actor actor, HttpContext http, CancellationToken ct, int? round = null) =>
                await AdoptionTable.Shown(id, round, db, await tasks.ReaderOf(id, actor, ct), ct) is { } table
                    ? await AdoptionTableExport.Workbook(table, () => commands.Record(http, actor, "AdoptionTables.ExportXlsx", "case", id))
                    : CaseAccess.Unknown(id).ToResult())
            .AllowSignedIn().Produces<byte[]>(200, Exporting.Xlsx).WithName("exportAdoptionTable");
        api.MapGet("/extension-requests", async (OfficeDb db, Actor actor, CancellationToken ct, string? status = null) => await ExtensionQueries.List(db, actor, status, ct))
            .AllowSignedIn().WithName("listExtensionRequests");
        api.MapGet("/withdrawals", async (OfficeDb db, Actor actor, CancellationToken ct, bool pending = false) => await CaseQueries.Withdrawals(db, actor, pending, ct))
            .AllowSignedIn().WithName("listWithdrawals");
        api.MapGet("/templates/{campaignId}/{documentCode}", async (string campaignId, string documentCode, OfficeDb db, Actor actor, CancellationToken ct, int? version = null) =>
                await TemplateQueries.Find(campaignId, documentCode, version, db, actor, ct) is { } template
                    ? Results.Ok(template)
                    : Refusal.NotFound("template.unknown", "还没有发布统一模板，或您无权查看。").ToResult())
            .AllowSignedIn().Produces<TemplateVersionView>().WithName("getTemplate");
    }

    private static void MapDeeds(RouteGroupBuilder api)
    {
        api.MapPost("/templates/{campaignId}/{documentCode}/revisions", async (
                string campaignId, string documentCode, ReasonedCommand body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                (await runner.Run(
                    CommandHead.From(http, actor, body.CommandId, "Templates.Revise", "template", CaseInput.TemplateId(campaignId, documentCode), body),
                    work => TemplateRevision.Begin(campaignId, documentCode, body.Reason, work), ct)).ToResult())
            .Allow("ZB").Produces<TemplateRevisionStarted>().WithName("reviseTemplate");
        api.MapPost("/cases/{id}/withdraw", (string id, ReasonedCommand body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                Run(runner, http, actor, body.CommandId, "Cases.Withdraw", id, body, work => Withdrawing.Ask(id, body.Reason, work), ct))
            .Allow("BM-FZ").Produces<WithdrawalAnswer>().WithName("withdrawCase");
        api.MapPost("/withdrawals/{id}/decide", (string id, DecideRequest body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                Run(runner, http, actor, body.CommandId, "Withdrawals.Decide", id, body, work => Withdrawing.Decide(id, body.Approve, body.Comment, work), ct))
            .Allow("ZB", "BB-ZR").Produces<WithdrawalAnswer>().WithName("decideWithdrawal");
        api.MapPost("/cases/{id}/hold", (string id, ReasonedCommand body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                Run(runner, http, actor, body.CommandId, "Cases.Hold", id, body, work => Holding.Hold(id, body.Reason, work), ct))
            .Allow("ZB", "LD").Produces<Done>().WithName("holdCase");
        api.MapPost("/cases/{id}/release", (string id, ReasonedCommand body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                Run(runner, http, actor, body.CommandId, "Cases.Release", id, body, work => Holding.Release(id, body.Reason, work), ct))
            .Allow("ZB", "LD").Produces<Done>().WithName("releaseCase");
        api.MapPost("/cases/{id}/extension-requests", (string id, AskExtension body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                Run(runner, http, actor, body.CommandId, "Extensions.Ask", id, body, work => Extending.Ask(id, body.TaskId, body.Days, body.Reason, work), ct))
            .Allow("BM-FZ").Produces<ExtensionAnswer>().WithName("askExtension");
        api.MapPost("/extension-requests/{id}/decide", (string id, DecideRequest body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                Run(runner, http, actor, body.CommandId, "Extensions.Decide", id, body, work => Extending.Decide(id, body.Approve, body.Comment, work), ct))
            .Allow("ZB").Produces<ExtensionAnswer>().WithName("decideExtension");
    }

    private static async Task<IResult> Run<T>(
        CommandRunner runner, HttpContext http, Actor actor, string commandId, string name, string id, object body, Func<UnitOfWork, Task<Outcome<T>>> deed, CancellationToken ct) =>
        (await runner.Run(CommandHead.From(http, actor, commandId, name, "case", id, body), deed, ct)).ToResult();

    private static IResult Found<T>(T? value, string id)
        where T : class => value is null ? CaseAccess.Unknown(id).ToResult() : Results.Ok(value);
}
