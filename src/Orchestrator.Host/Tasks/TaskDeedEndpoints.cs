using Orchestrator.Engine.Execution;
using Orchestrator.Host.Operations;
using Orchestrator.Office.Correspondence;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Tasks;

/// <summary>What whoever has a task does with it beside deciding it, each with a look at its effect beforehand.</summary>
public static class TaskDeedEndpoints
{
    public static void MapTaskDeeds(this IEndpointRouteBuilder api)
    {
        var task = api.MapGroup("/tasks/{id}").WithTags("tasks");
        task.MapGet("/desk", Desk).AllowSignedIn().WithName("GetTaskDesk").Produces<TaskDeskDocument>().ProducesProblem(404).WithSummary("可用的操作、会签情况、可退回的环节");
        task.MapGet("/return-preview", PreviewReturn).AllowSignedIn().WithName("PreviewReturn").Previews().WithSummary("退回预览");
        task.MapGet("/call-back-preview", PreviewCallBack).AllowSignedIn().WithName("PreviewCallBack").Previews().WithSummary("收回预览");
        task.MapPost("/claim", Claim).AllowSignedIn().WithName("ClaimTask").Changes().WithSummary("领取");
        task.MapPost("/unclaim", Unclaim).AllowSignedIn().WithName("UnclaimTask").Changes().WithSummary("放回");
        task.MapPost("/signers", AddSigners).AllowSignedIn().WithName("AddSigners").Changes().WithSummary("加签");
        task.MapPost("/remove-signer", RemoveSigner).AllowSignedIn().WithName("RemoveSigner").Changes().WithSummary("减签");
        task.MapPost("/transfer", Transfer).AllowSignedIn().WithName("TransferTask").Changes().WithSummary("转办");
        task.MapPost("/delegate", Delegate).AllowSignedIn().WithName("DelegateTask").Changes().WithSummary("委派");
        task.MapPost("/return", Return).AllowSignedIn().WithName("ReturnTask").Changes().WithSummary("退回");
        task.MapPost("/call-back", CallBack).AllowSignedIn().WithName("CallBackDecision").Changes().WithSummary("拿回、撤回");
    }

    private static RouteHandlerBuilder Previews(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces<StepPreviewDocument>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);

    private static RouteHandlerBuilder Changes(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces<Done>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);

    private static async Task<IResult> Desk(string id, TaskQueries tasks, TaskSight sight, InterventionQueries queries, TaskDeeds deeds, Actor actor, CancellationToken ct)
    {
        if (await tasks.Find(id, actor, ct) is not { } found || !await sight.MayLook(found, actor, ct))
        {
            return Unknown().ToResult();
        }

        var row = (await tasks.Row(id, ct))!;
        var desk = row.Status == TaskRowStatus.Open || (row.Status == TaskRowStatus.Completed && row.ClosedBy == actor.Id) ? await queries.Desk(row, actor, ct) : null;
        return TypedResults.Ok(desk is null ? new TaskDeskDocument([], [], null, 0, false, []) : await deeds.View(desk, row, actor, ct));
    }

    private static async Task<IResult> PreviewReturn(
        string id, TaskQueries tasks, InterventionQueries queries, TaskDeeds deeds, Actor actor, CancellationToken ct, string to = "", bool straight = false, bool siblingsGoOn = false) =>
        await tasks.Row(id, ct) is not { } task || !task.MayDecide(actor)
            ? Unknown().ToResult()
            : await Shown(await queries.PreviewDeed(task, new ReturnTask(id, to, straight, "-", siblingsGoOn), actor, ct), deeds, ct);

    private static async Task<IResult> PreviewCallBack(
        string id, TaskQueries tasks, InterventionQueries queries, TaskDeeds deeds, Actor actor, CancellationToken ct, bool withdraw = false) =>
        await tasks.Row(id, ct) is not { } task || task.ClosedBy != actor.Id
            ? Unknown().ToResult()
            : await Shown(await queries.PreviewDeed(task, new CallBack(id, withdraw, "-"), actor, ct), deeds, ct);

    private static async Task<IResult> Shown(Outcome<StepPreview> preview, TaskDeeds deeds, CancellationToken ct) =>
        preview.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(await deeds.View(preview.Value!, ct));

    private static Task<IResult> Claim(string id, TaskCommand request, HttpContext http, Actor actor, CommandRunner commands) =>
        Run(id, "Claim", request.CommandId, request, http, actor, commands, work => work.Workflows.Claim(id, request.Revision));

    private static Task<IResult> Unclaim(string id, TaskCommand request, HttpContext http, Actor actor, CommandRunner commands) =>
        Run(id, "Unclaim", request.CommandId, request, http, actor, commands, work => work.Workflows.Unclaim(id, request.Revision));

    private static async Task<IResult> AddSigners(string id, AddSignersCommand request, HttpContext http, Actor actor, CommandRunner commands, TaskDeeds deeds)
    {
        if (TaskDeeds.Reason(request.Reason) is { } bad)
        {
            return bad.ToResult();
        }

        if (!Enum.TryParse<AddedSign>(request.Kind, out var kind) || !Enum.IsDefined(kind))
        {
            return Refusal.Invalid("signers.kind", "加签方式只能是：前加签、后加签、并加签。", new FieldProblem("kind", $"只能是：{string.Join("、", Enum.GetNames<AddedSign>())}")).ToResult();
        }

        var signers = await deeds.Read(request.Signers, "signers", http.RequestAborted);
        return signers.Refusal is { } refusal
            ? refusal.ToResult()
            : await Run(id, "AddSigners", request.CommandId, request, http, actor, commands, work => work.Workflows.AddSigners(id, request.Revision, kind, signers.Value!, request.Reason.Trim()));
    }

    private static Task<IResult> RemoveSigner(string id, RemoveSignerCommand request, HttpContext http, Actor actor, CommandRunner commands) =>
        TaskDeeds.Reason(request.Reason) is { } bad
            ? Task.FromResult(bad.ToResult())
            : Run(id, "RemoveSigner", request.CommandId, request, http, actor, commands, work => work.Workflows.RemoveSigner(id, request.Reason.Trim(), byOperator: false));

    private static Task<IResult> Transfer(string id, PassOnCommand request, HttpContext http, Actor actor, CommandRunner commands, TaskDeeds deeds, TaskQueries tasks) =>
        PassOn(id, false, request, http, actor, commands, deeds, tasks, (work, to) => work.Workflows.Transfer(id, request.Revision, to, request.Reason.Trim()));

    private static Task<IResult> Delegate(string id, PassOnCommand request, HttpContext http, Actor actor, CommandRunner commands, TaskDeeds deeds, TaskQueries tasks) =>
        PassOn(id, true, request, http, actor, commands, deeds, tasks, (work, to) => work.Workflows.Delegate(id, request.Revision, to, request.Reason.Trim()));

    private static async Task<IResult> PassOn(
        string id, bool comesBack, PassOnCommand request, HttpContext http, Actor actor, CommandRunner commands, TaskDeeds deeds, TaskQueries tasks,
        Func<UnitOfWork, Assignment, Task<Outcome<Done>>> body)
    {
        if (TaskDeeds.Reason(request.Reason) is { } bad)
        {
            return bad.ToResult();
        }

        if (request.To?.PersonId == actor.Id)
        {
            return Refusal.Invalid("people.self", "任务已经在您手里，请选择其他人。", new FieldProblem("to", "不能是本人")).ToResult();
        }

        var to = await deeds.Receiver(await tasks.Row(id, http.RequestAborted), request.To, comesBack, http.RequestAborted);
        return to.Refusal is { } refusal
            ? refusal.ToResult()
            : await Run(id, comesBack ? "Delegate" : "Transfer", request.CommandId, request, http, actor, commands, work => body(work, to.Value!));
    }

    private static Task<IResult> Return(string id, ReturnCommand request, HttpContext http, Actor actor, CommandRunner commands) =>
        TaskDeeds.Reason(request.Reason) is { } bad
            ? Task.FromResult(bad.ToResult())
            : Run(
                id, "Return", request.CommandId, request, http, actor, commands,
                work => work.Workflows.Return(id, request.Revision, request.ToActivityId, request.Straight, request.SiblingsGoOn, request.Reason.Trim()));

    private static Task<IResult> CallBack(string id, CallBackCommand request, HttpContext http, Actor actor, CommandRunner commands) =>
        TaskDeeds.Reason(request.Reason) is { } bad
            ? Task.FromResult(bad.ToResult())
            : Run(
                id, request.Withdraw ? "Withdraw" : "TakeBack", request.CommandId, request, http, actor, commands,
                work => work.Workflows.CallBack(id, request.Revision, request.Withdraw, request.Reason.Trim()));

    private static async Task<IResult> Run<T>(
        string id, string deed, string commandId, T request, HttpContext http, Actor actor, CommandRunner commands, Func<UnitOfWork, Task<Outcome<Done>>> body) =>
        (await commands.Run(CommandHead.From(http, actor, commandId, $"Tasks.{deed}", "task", id, request), body, http.RequestAborted)).ToResult();

    private static Refusal Unknown() => Refusal.NotFound("task.unknown", "没有这项任务，或您无权查看。");
}
