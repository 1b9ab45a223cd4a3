using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Operations;

public sealed record OperationCommand(string CommandId);

/// <summary>What the system administrator needs to keep things running. He sees states and errors, no drafts.</summary>
public static class OperationEndpoints
{
    // What they carry is an operator's reason, the versions, or why somebody was not asked: nothing that people wrote.
    private static readonly HashSet<string> WithoutContent = ["VariableRepaired", "Jumped", "WorkflowMigrated", "WorkflowHeld", "WorkflowRevived", "Skipped"];

    public static void MapOperations(this IEndpointRouteBuilder api)
    {
        var operations = api.MapGroup("").WithTags("operations");
        operations.MapGet("/incidents", Incidents).Allow("SA", "ZB").WithName("ListIncidents").WithSummary("故障清单");
        operations.MapPost("/incidents/{id}/retry", Retry).Allow("SA").WithName("RetryIncident")
            .Produces<Done>().ProducesProblem(404).ProducesProblem(409).WithSummary("重试");
        operations.MapGet("/timers", Timers).Allow("SA").WithName("ListTimers").WithSummary("等待中的定时");
        operations.MapGet("/work", Work).Allow("SA").WithName("ListWork").WithSummary("后台工作队列");
        operations.MapGet("/outbox", Outbox).Allow("SA").WithName("ListOutbox").WithSummary("待发消息");
        operations.MapPost("/outbox/{id:long}/retry", RetryMessage).Allow("SA").WithName("RetryMessage")
            .Produces<Done>().ProducesProblem(404).ProducesProblem(409).WithSummary("重发");
        operations.MapGet("/instances", Instances).Allow("SA", "ZB").WithName("ListInstances").Produces<Listed<InstanceView>>().ProducesProblem(422).WithSummary("流程实例");
        operations.MapGet("/instances/{id}", Instance).Allow("SA", "ZB").WithName("GetInstance").Produces<InstanceDocument>().ProducesProblem(404).WithSummary("一个实例");
    }

    private static async Task<Listed<IncidentView>> Incidents(
        OperationQueries queries, CancellationToken ct, string? status = null, string? instanceId = null, int page = 1, int size = 50) =>
        (await queries.Incidents(status, instanceId, PageNumber(page), PageSize(size), ct)).View(OperationViews.View);

    private static async Task<Listed<TimerView>> Timers(OperationQueries queries, CancellationToken ct, string? instanceId = null, int page = 1, int size = 50) =>
        (await queries.Timers(instanceId, PageNumber(page), PageSize(size), ct)).View(OperationViews.View);

    private static async Task<Listed<WorkView>> Work(OperationQueries queries, CancellationToken ct, int page = 1, int size = 50) =>
        (await queries.Work(PageNumber(page), PageSize(size), ct)).View(OperationViews.View);

    private static async Task<Listed<OutboxView>> Outbox(OperationQueries queries, CancellationToken ct, string? status = null, int page = 1, int size = 50) =>
        (await queries.Outbox(status, PageNumber(page), PageSize(size), ct)).View(OperationViews.View);

    private static async Task<IResult> Retry(string id, OperationCommand request, HttpContext http, Actor actor, CommandRunner commands) =>
        (await commands.Run(
            CommandHead.From(http, actor, request.CommandId, "Incidents.Retry", "incident", id), work => work.Workflows.Retry(id), http.RequestAborted)).ToResult();

    private static async Task<IResult> RetryMessage(
        long id, OperationCommand request, HttpContext http, Actor actor, CommandRunner commands, OutboxOperations outbox) =>
        (await commands.Run(
            CommandHead.From(http, actor, request.CommandId, "Outbox.Retry", "message", id.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            work => outbox.Retry(id, work), http.RequestAborted)).ToResult();

    private static async Task<IResult> Instances(
        InstanceQueries queries, CancellationToken ct, string? definitionId = null, string? status = null, string? campaignId = null, string? q = null,
        bool? incidents = null, int? version = null, bool? running = null, int page = 1, int size = 20)
    {
        InstanceStatus? wanted = null;
        if (!string.IsNullOrEmpty(status))
        {
            if (!Enum.TryParse<InstanceStatus>(status, out var parsed) || !Enum.IsDefined(parsed) || char.IsDigit(status[0]))
            {
                var names = string.Join("、", Enum.GetNames<InstanceStatus>());
                return Refusal.Invalid("list.filter", "列表的筛选条件有误。", new FieldProblem("status", $"只能是：{names}。")).ToResult();
            }

            wanted = parsed;
        }

        var rows = await queries.List(new(Blank(definitionId), wanted, campaignId, q, incidents, PageNumber(page), PageSize(size), version, Running: running), ct);
        return TypedResults.Ok(rows.View(OperationViews.View));
    }

    private static async Task<IResult> Instance(string id, InstanceQueries queries, HistoryQueries history, Actor actor, CancellationToken ct)
    {
        var detail = await queries.Detail(id, ct);
        if (detail is null)
        {
            return Refusal.NotFound("instance.unknown", "没有这个流程实例。").ToResult();
        }

        var rows = await history.OfInstance(id, ct: ct);
        // The administrator's view leaves out whatever people wrote.
        return actor.Has("SA")
            ? TypedResults.Ok(new InstanceDocument(OperationViews.View(detail.Row), null, null, null, detail.Waiting, [.. rows.Select(r => WithoutContent.Contains(r.Event) ? r : r with { Data = null })]))
            : TypedResults.Ok(new InstanceDocument(
                OperationViews.View(detail.Row), JsonText.ToElement(detail.Variables), JsonText.ToElement(detail.Input), JsonText.ToElement(detail.Output), detail.Waiting, rows));
    }

    private static string? Blank(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static int PageNumber(int page) => Math.Clamp(page, 1, 100_000);

    private static int PageSize(int size) => Math.Clamp(size, 1, 200);
}
