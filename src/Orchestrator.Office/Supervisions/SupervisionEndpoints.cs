using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Office.Correspondence;
using Orchestrator.Office.Exports;
using Orchestrator.Spreadsheets;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Supervisions;

public sealed record SuperviseTask(string CommandId, string? Requirement, DateOnly? DueOn, string? LeaderId = null);

public sealed record ReportProgress(string CommandId, string? Text);

public sealed record ExtendSupervision(string CommandId, DateOnly? DueOn, string? Reason);

public sealed record CloseSupervision(string CommandId, string? Conclusion);

public static class SupervisionEndpoints
{
    public static IEndpointRouteBuilder MapSupervisions(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("").WithTags("supervisions");
        api.MapGet("/supervisions", List).AllowSignedIn().Produces<SupervisionPage>().WithName("listSupervisions").WithSummary("督办台账");
        api.MapGet("/supervisions.xlsx", Export).AllowSignedIn().ProducesProblem(422).Produces<byte[]>(contentType: Exporting.Xlsx).WithName("exportSupervisions").WithSummary("导出督办台账");
        api.MapGet("/supervisions/marks", async (SupervisionQueries queries, Actor actor, CancellationToken ct) => Results.Ok(await queries.Marks(actor, ct)))
            .AllowSignedIn().Produces<IReadOnlyList<SupervisionMark>>().WithName("listSupervisionMarks").WithSummary("督办中的任务");
        api.MapPost("/tasks/{id}/supervision", Begin).Allow(SupervisionRights.Office).Produces<SupervisionBegun>().WithName("superviseTask").WithSummary("列入督办");
        api.MapPost("/supervisions/{id}/progress", (string id, ReportProgress body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                Run(http, actor, body.CommandId, "Supervisions.Report", id, body, work => SupervisionDeeds.Report(id, body.Text, work), runner, ct))
            .AllowSignedIn().Produces<Done>().WithName("reportProgress").WithSummary("反馈办理情况");
        api.MapPost("/supervisions/{id}/extend", (string id, ExtendSupervision body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                Run(http, actor, body.CommandId, "Supervisions.Extend", id, body, work => SupervisionDeeds.Extend(id, body.DueOn, body.Reason, work), runner, ct))
            .Allow(SupervisionRights.Office).Produces<Done>().WithName("extendSupervision").WithSummary("延长督办期限");
        api.MapPost("/supervisions/{id}/close", (string id, CloseSupervision body, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct) =>
                Run(http, actor, body.CommandId, "Supervisions.Close", id, body, work => SupervisionDeeds.Close(id, body.Conclusion, work), runner, ct))
            .Allow(SupervisionRights.Office).Produces<Done>().WithName("closeSupervision").WithSummary("督办销号");
        return app;
    }

    private static async Task<IResult> Begin(string id, SuperviseTask body, Receivers receivers, CommandRunner runner, Actor actor, HttpContext http, CancellationToken ct)
    {
        Colleague? leader = null;
        if (!string.IsNullOrWhiteSpace(body.LeaderId))
        {
            leader = (await receivers.Persons([body.LeaderId], ct)).Persons.SingleOrDefault();
            if (leader is null || !leader.Roles.Contains(SupervisionRights.Leader))
            {
                return Refusal.Invalid("supervision.invalid", "所选人员不是领导，或账号已停用。", new FieldProblem("leaderId", "所选人员不是领导，或账号已停用。")).ToResult();
            }
        }

        return (await runner.Run(
            CommandHead.From(http, actor, body.CommandId, "Tasks.Supervise", "task", id, body),
            work => Supervising.Begin(id, body.Requirement, body.DueOn, leader, work), ct)).ToResult();
    }

    private static async Task<IResult> Run(
        HttpContext http, Actor actor, string commandId, string name, string id, object body, Func<UnitOfWork, Task<Outcome<Done>>> deed, CommandRunner runner, CancellationToken ct) =>
        (await runner.Run(CommandHead.From(http, actor, commandId, name, "supervision", id, body), deed, ct)).ToResult();

    private static async Task<IResult> List(
        SupervisionQueries queries, Actor actor, CancellationToken ct, string? state = null, string? unitId = null, string? q = null, string? rootId = null, int page = 1, int size = 20) =>
        Check(state) is { } faulty
            ? faulty.ToResult()
            : Results.Ok(await queries.List(new(Given(state), Given(unitId), Given(q), Given(rootId), page, Math.Min(size, 200)), actor, ct));

    private static async Task<IResult> Export(
        SupervisionQueries queries, CommandRunner commands, Actor actor, HttpContext http, string? state = null, string? unitId = null, string? q = null) =>
        Check(state) is { } faulty
            ? faulty.ToResult()
            : await SupervisionExport.Workbook(
                await queries.List(new(Given(state), Given(unitId), Given(q), null, 1, PageSize.Largest), actor, http.RequestAborted),
                () => commands.Record(http, actor, "Supervisions.ExportXlsx", "supervisions", Given(state)));

    private static Refusal? Check(string? state) => Given(state) is { } given && !SupervisionQueries.States.Contains(given)
        ? Refusal.Invalid("list.filter", "列表的筛选条件有误。", new FieldProblem("state", $"“{given}”不是state的取值，可选：{string.Join("、", SupervisionQueries.States)}。"))
        : null;

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
