using System.Text.Json;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Host.Tasks;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Operations;

public sealed record InstanceCommand(string CommandId, string Reason);

public sealed record ReadVariableRequest(int Scope, string Name);

/// <param name="Revision">Of the instance as it was shown.</param>
public sealed record RepairCommand(string CommandId, long Revision, int Scope, string Name, JsonElement? Value, string Reason);

/// <param name="Revision">Of the preview.</param>
public sealed record JumpCommand(string CommandId, long Revision, string ActivityId, string Reason);

/// <param name="To">Who decides together, or, of a step that one decides, who may; empty: again whom the definition names.</param>
public sealed record ChangeHandlersCommand(string CommandId, long Revision, string ActivityId, IReadOnlyList<SomebodyInput> To, string Reason);

/// <summary>What the system administrator does to one instance. Everything has a reason and is audited; he does not see what
/// people wrote unless he asks for one variable, which is audited too.</summary>
public static class LifeEndpoints
{
    public static void MapInstanceLife(this IEndpointRouteBuilder api)
    {
        var life = api.MapGroup("/instances/{id}").WithTags("operations");
        life.MapGet("/inside", Inside).Allow("SA").WithName("GetInstanceInside").Produces<InsideDocument>().ProducesProblem(404).WithSummary("实例的内部状态");
        life.MapPost("/variables/read", ReadVariable).Allow("SA").WithName("ReadVariable")
            .Produces<VariableValueDocument>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).WithSummary("查看一个变量的值（留痕）");
        life.MapPost("/variables/repair", Repair).Allow("SA").WithName("RepairVariable").Changes().ProducesProblem(422).WithSummary("修正变量");
        life.MapGet("/jump", PreviewJump).Allow("SA").WithName("PreviewJump")
            .Produces<StepPreviewDocument>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).WithSummary("跳转（已结束的，唤醒）预览：将取消什么，将开始什么");
        life.MapPost("/jump", Jump).Allow("SA").WithName("Jump").Changes().ProducesProblem(422).WithSummary("跳转到指定活动");
        life.MapPost("/handlers", ChangeHandlers).Allow("SA").WithName("ChangeHandlers").Changes().ProducesProblem(422).WithSummary("变更后续办理人");
        life.MapPost("/revive", Revive).Allow("SA").WithName("Revive").Changes().ProducesProblem(422).WithSummary("唤醒已结束的流程");
        life.MapPost("/hold", Hold).Allow("SA").WithName("HoldInstance").Changes().ProducesProblem(422).WithSummary("暂停");
        life.MapPost("/release", Release).Allow("SA").WithName("ReleaseInstance").Changes().ProducesProblem(422).WithSummary("恢复");
        life.MapPost("/cancel", Cancel).Allow("SA").WithName("CancelInstance").Changes().ProducesProblem(422).WithSummary("终止");
        life.MapPost("/retry", Retry).Allow("SA").WithName("RetryInstance").Changes().WithSummary("重试全部故障");
    }

    private static RouteHandlerBuilder Changes(this RouteHandlerBuilder endpoint) => endpoint.Produces<Done>().ProducesProblem(404).ProducesProblem(409);

    private static async Task<IResult> Inside(string id, InterventionQueries queries, TaskDeeds deeds, CancellationToken ct) =>
        await queries.Inside(id, ct) is { } inside ? TypedResults.Ok(await deeds.View(LifeViews.View(inside), ct)) : Refusal.NotFound("instance.unknown", "没有这个流程实例。").ToResult();

    private static async Task<IResult> ReadVariable(string id, ReadVariableRequest request, HttpContext http, Actor actor, CommandRunner commands, InterventionQueries queries)
    {
        if (await queries.Inside(id, http.RequestAborted) is not { } inside)
        {
            return Refusal.NotFound("instance.unknown", "没有这个流程实例。").ToResult();
        }

        // Every look leaves its own trace, so none is answered as the repetition of another.
        var head = CommandHead.From(http, actor, Guid.NewGuid().ToString("N"), "Instances.ReadVariable", "instance", id, new { request.Scope, request.Name });
        var outcome = await commands.Run<Done>(
            head,
            work =>
            {
                if (inside.Variables.All(variable => variable.Scope != request.Scope || variable.Name != request.Name))
                {
                    return Task.FromResult<Outcome<Done>>(Refusal.Invalid("variable.unknown", $"没有变量“{request.Name}”。", new FieldProblem("name", "没有这个变量")));
                }

                work.Audit("Instances.VariableRead", "instance", id, new { request.Scope, request.Name });
                return Task.FromResult<Outcome<Done>>(Done.Value);
            }, http.RequestAborted);
        return outcome.ToResult((_, _) => new VariableValueDocument(
            request.Scope, request.Name, JsonText.ToElement(inside.Variables.First(variable => variable.Scope == request.Scope && variable.Name == request.Name).Value), inside.Row.Revision));
    }

    private static async Task<IResult> Repair(string id, RepairCommand request, HttpContext http, Actor actor, CommandRunner commands)
    {
        var value = request.Value is { } given ? JsonText.FromElement(given) : null;
        var head = CommandHead.From(http, actor, request.CommandId, "Instances.RepairVariable", "instance", id, request);
        return (await commands.Run(
            head, work => work.Workflows.RepairVariable(id, request.Revision, new(request.Scope, request.Name, value, request.Reason.Trim())), http.RequestAborted)).ToResult();
    }

    private static async Task<IResult> PreviewJump(string id, InterventionQueries queries, TaskDeeds deeds, CancellationToken ct, string activityId = "")
    {
        var preview = await queries.PreviewJump(id, activityId, ct);
        return preview.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(await deeds.View(preview.Value!, ct));
    }

    private static async Task<IResult> Jump(string id, JumpCommand request, HttpContext http, Actor actor, CommandRunner commands)
    {
        var head = CommandHead.From(http, actor, request.CommandId, "Instances.Jump", "instance", id, request);
        return (await commands.Run(head, work => work.Workflows.Jump(id, request.Revision, new(request.ActivityId, request.Reason.Trim())), http.RequestAborted)).ToResult();
    }

    private static async Task<IResult> ChangeHandlers(string id, ChangeHandlersCommand request, HttpContext http, Actor actor, CommandRunner commands, TaskDeeds deeds)
    {
        var to = request.To.Count == 0 ? Outcome.Of<IReadOnlyList<Assignment>>([]) : await deeds.Read(request.To, "to", http.RequestAborted);
        if (to.Refusal is { } refusal)
        {
            return refusal.ToResult();
        }

        var head = CommandHead.From(http, actor, request.CommandId, "Instances.ChangeHandlers", "instance", id, request);
        return (await commands.Run(
            head, work => work.Workflows.ChangeHandlers(id, request.Revision, new(request.ActivityId, to.Value!, request.Reason.Trim())), http.RequestAborted)).ToResult();
    }

    private static async Task<IResult> Revive(string id, JumpCommand request, HttpContext http, Actor actor, CommandRunner commands)
    {
        var head = CommandHead.From(http, actor, request.CommandId, "Instances.Revive", "instance", id, request);
        return (await commands.Run(head, work => work.Workflows.Revive(id, request.Revision, new(request.ActivityId, request.Reason.Trim())), http.RequestAborted)).ToResult();
    }

    private static Task<IResult> Hold(string id, InstanceCommand request, HttpContext http, Actor actor, CommandRunner commands) =>
        Reasoned(id, request, "Hold", http, actor, commands, work => work.Workflows.Hold(id, request.Reason.Trim()));

    private static Task<IResult> Release(string id, InstanceCommand request, HttpContext http, Actor actor, CommandRunner commands) =>
        Reasoned(id, request, "Release", http, actor, commands, work => work.Workflows.Release(id));

    private static Task<IResult> Cancel(string id, InstanceCommand request, HttpContext http, Actor actor, CommandRunner commands) =>
        Reasoned(id, request, "Cancel", http, actor, commands, work => work.Workflows.Cancel(id, request.Reason.Trim()));

    private static async Task<IResult> Retry(string id, OperationCommand request, HttpContext http, Actor actor, CommandRunner commands) =>
        (await commands.Run(
            CommandHead.From(http, actor, request.CommandId, "Instances.Retry", "instance", id), work => work.Workflows.RetryAll(id), http.RequestAborted)).ToResult();

    private static async Task<IResult> Reasoned(
        string id, InstanceCommand request, string deed, HttpContext http, Actor actor, CommandRunner commands, Func<UnitOfWork, Task<Outcome<Done>>> body)
    {
        if (request.Reason.Trim().Length is 0 or > 500)
        {
            return Refusal.Invalid("intervention.reason", "请填写原因（500 字以内）。", new FieldProblem("reason", "应为 1 到 500 个字符")).ToResult();
        }

        var outcome = await commands.Run(
            CommandHead.From(http, actor, request.CommandId, $"Instances.{deed}", "instance", id, new { request.Reason }),
            async work =>
            {
                var done = await body(work);
                if (done.Refusal is null)
                {
                    work.Audit("Instances.Reason", "instance", id, new { Deed = deed, request.Reason });
                }

                return done;
            }, http.RequestAborted);
        return outcome.ToResult();
    }
}
