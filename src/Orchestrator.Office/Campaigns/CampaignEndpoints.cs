using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Orchestrator.Office.Exports;
using Orchestrator.Spreadsheets;
using Orchestrator.Runtime.Rules;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Campaigns;

public sealed record PlanCampaign(
    string CommandId, string? TemplateId, string Name, DateOnly Start, IReadOnlyList<string>? Units, IReadOnlyList<PlannedDocument>? Documents, int Rounds = 2, int MaxRounds = 5,
    DeadlinePlan? Deadlines = null, string? WarningReason = null, bool RecomputeOnAmendment = true)
{
    [JsonIgnore]
    public CampaignPlan Plan => new(TemplateId, Name, Start, Units, Documents, Rounds, MaxRounds, Deadlines, WarningReason?.Trim(), RecomputeOnAmendment);
}

public sealed record StartCampaign(string CommandId);

/// <param name="Step">Draft, Revise or Review: every open task of this step and round moves.</param>
public sealed record ExtendCampaign(string CommandId, string Step, int Round, int Days, string? Reason);

public sealed record CampaignPreview(int Cases, int Templates, IReadOnlyList<Milestone> Milestones, IReadOnlyList<Finding> Findings);

public static class CampaignEndpoints
{
    private static readonly string[] Owners = ["ZB", "BB-ZR"];

    public static IEndpointRouteBuilder MapCampaigns(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("").WithTags("campaigns");
        api.MapGet("/campaign-templates", (CampaignTemplates templates) => templates.All)
            .Allow("ZB", "BB-JB", "BB-SH", "BB-ZR").WithName("listCampaignTemplates");
        api.MapGet("/campaigns", async (OfficeDb db, Actor actor, CancellationToken ct) => await CampaignQueries.List(db, actor, ct))
            .AllowSignedIn().WithName("listCampaigns");
        api.MapGet("/campaigns/{id}", async (string id, OfficeDb db, Actor actor, CancellationToken ct) =>
                await CampaignQueries.Find(db, id, actor, ct) is { } found ? Results.Ok(found) : Unknown(id))
            .AllowSignedIn().Produces<CampaignDetail>().WithName("getCampaign");
        api.MapGet("/campaigns/{id}/board", async (string id, OfficeDb db, Actor actor, CancellationToken ct) =>
                await CampaignQueries.Board(db, id, actor, ct) is { } board ? Results.Ok(board) : Unknown(id))
            .AllowSignedIn().Produces<CampaignBoard>().WithName("getCampaignBoard");
        api.MapGet("/campaigns/{id}/board.xlsx", async (
                string id, OfficeDb db, CommandRunner commands, Actor actor, HttpContext http, CancellationToken ct, string? stage = null, bool overdue = false) =>
                await CampaignQueries.Board(db, id, actor, ct) is { } board
                    ? await BoardExport.Workbook(board, stage, overdue, () => commands.Record(http, actor, "Campaigns.ExportXlsx", "campaign", id))
                    : Unknown(id))
            .AllowSignedIn().Produces<byte[]>(200, Exporting.Xlsx).WithName("exportCampaignBoard");
        api.MapPost("/campaigns/preview", Preview).Allow(Owners).Produces<CampaignPreview>().WithName("previewCampaign");
        api.MapPost("/campaigns", Plan).Allow(Owners).Produces<CampaignPlanned>().WithName("planCampaign");
        api.MapPost("/campaigns/{id}/start", Start).Allow(Owners).Produces<Done>().WithName("startCampaign");
        api.MapPost("/campaigns/{id}/extensions", (string id, ExtendCampaign body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                Extend(id, body, runner, actor, http, ct))
            .Allow("BB-ZR").Produces<CampaignExtended>().WithName("extendCampaign");
        return app;
    }

    private static async Task<IResult> Extend(string id, ExtendCampaign body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
        (await runner.Run(
            CommandHead.From(http, actor, body.CommandId, "Campaigns.Extend", "campaign", id, body),
            work => CampaignExtension.Extend(id, body.Step, body.Round, body.Days, body.Reason, work), ct)).ToResult();

    private static async Task<IResult> Preview(PlanCampaign body, OfficeDb db, TimeProvider clock, CancellationToken ct)
    {
        var calendar = CampaignOperations.Calendar(clock.GetUtcNow());
        var names = await CampaignOperations.UnitNames(db, ct);
        var findings = CampaignCheck.Check(body.Plan, new KnownUnits(names), calendar);
        return Results.Ok(new CampaignPreview(
            (body.Units?.Count ?? 0) * (body.Documents?.Count ?? 0), body.Documents?.Count(document => document.Template) ?? 0,
            CampaignSchedule.Of(body.Plan, calendar).Milestones, findings));
    }

    private static async Task<IResult> Plan(PlanCampaign body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
        (await runner.Run(
            CommandHead.From(http, actor, body.CommandId, "Campaigns.Plan", "campaign", body: body),
            work => CampaignOperations.Plan(body.Plan, work), ct)).ToResult();

    private static async Task<IResult> Start(string id, StartCampaign body, CommandRunner runner, CampaignStarter starter, Actor actor, HttpContext http, CancellationToken ct)
    {
        var outcome = await runner.Run(
            CommandHead.From(http, actor, body.CommandId, "Campaigns.Start", "campaign", id, body), work => CampaignOperations.Start(id, work), ct);
        starter.Wake();
        return outcome.ToResult();
    }

    private static IResult Unknown(string id) => Refusal.NotFound("campaign.unknown", $"没有编号为“{id}”的专项。").ToResult();
}
