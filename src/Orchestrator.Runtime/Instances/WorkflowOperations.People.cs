using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Execution;

namespace Orchestrator.Runtime;

/// <summary>
/// What whoever has a task may do with it beside deciding it. All of them check the person (403 <c>task.not-yours</c>), that
/// the task is open and not held and the revision (409), and answer what the step does not allow with its own code (409):
/// <c>operation.not-allowed</c>, <c>signers.nobody</c>, <c>signers.excluded</c>, <c>signers.not-yours</c>,
/// <c>signers.last</c>, <c>signers.not-added</c>, <c>task.claimed</c>, <c>task.not-offered</c>, <c>task.not-claimed</c>,
/// <c>task.asked</c>, <c>return.not-passed</c>, <c>return.reason</c>.
/// </summary>
public sealed partial class WorkflowOperations
{
    /// <summary>Has others sign too (加签).</summary>
    public Task<Outcome<Done>> AddSigners(string taskId, long revision, AddedSign kind, IReadOnlyList<Assignment> signers, string reason) =>
        OnMyTask(taskId, revision, new AddSigners(taskId, kind, signers, reason));

    /// <summary>Gives the task to somebody else (转办).</summary>
    public Task<Outcome<Done>> Transfer(string taskId, long revision, Assignment to, string reason) => OnMyTask(taskId, revision, new PassOn(taskId, to, false, reason));

    /// <summary>Asks somebody, whose answer comes back to the one who asked (委派).</summary>
    public Task<Outcome<Done>> Delegate(string taskId, long revision, Assignment to, string reason) => OnMyTask(taskId, revision, new PassOn(taskId, to, true, reason));

    /// <summary>Takes a task that is offered to several (领取): of many at once one succeeds.</summary>
    public Task<Outcome<Done>> Claim(string taskId, long revision) => OnMyTask(taskId, revision, new ClaimTask(taskId));

    /// <summary>Gives a claimed task back to all to whom it was offered (放回).</summary>
    public Task<Outcome<Done>> Unclaim(string taskId, long revision) => OnMyTask(taskId, revision, new UnclaimTask(taskId));

    /// <summary>Sends the instance back to an earlier task (退回), to go on from there (重走) or straight back here (直达).</summary>
    public Task<Outcome<Done>> Return(string taskId, long revision, string toActivityId, bool straight, bool siblingsGoOn, string reason) =>
        OnMyTask(taskId, revision, new ReturnTask(taskId, toActivityId, straight, reason, siblingsGoOn));

    /// <summary>Takes an added signer off (减签): whoever added it, or an operator.</summary>
    /// <param name="taskId">The task of the signer.</param>
    public async Task<Outcome<Done>> RemoveSigner(string taskId, string reason, bool byOperator)
    {
        if (await Driver.LockTask(taskId) is not { } found)
        {
            return UnknownTask(taskId);
        }

        if (found.Task.Status != TaskRowStatus.Open)
        {
            return AlreadyDecided(found.Task);
        }

        var outcome = await OnTask(found.Instance, found.Task, new RemoveSigner(taskId, reason, byOperator));
        var signedIn = _work.Actor;
        foreach (var principal in signedIn.StandsInFor.Where(principal => principal.Covers(found.Task)))
        {
            if (outcome.Refusal?.Code != "signers.not-yours")
            {
                break;
            }

            _work.ActAs(signedIn.For(principal.Person));
            outcome = await OnTask((await Driver.Lock(found.Task.InstanceId))!, found.Task, new RemoveSigner(taskId, reason, byOperator));
        }

        return outcome;
    }

    /// <summary>An operator gives what names a person who leaves to somebody else (移交): a task that is open, or one that is set
    /// aside and comes again. Refusals: 409 <c>handover.receiver</c>, <c>handover.other-unit</c>, <c>handover.not-theirs</c>, <c>task.excluded</c>,
    /// <c>task.same-step</c>, <c>task.already-decided</c>, <c>instance.ended</c>.</summary>
    public async Task<Outcome<Done>> HandOver(string taskId, HandOverOrder order, string reason)
    {
        if (await Driver.LockTask(taskId) is not { } found)
        {
            return UnknownTask(taskId);
        }

        var (task, instance) = found;
        if (task.Status is not (TaskRowStatus.Open or TaskRowStatus.Cancelled))
        {
            return AlreadyDecided(task);
        }

        return instance.Row.Ended ? InstanceEnded(instance.Row)
            : await _work.Services.GetRequiredService<IColleagues>().Find([order.ToId], Ct) is [var receiver, ..]
                ? RefuseReceiver(task, receiver) ?? await OnTask(instance, task, new HandOver(taskId, order.FromId, receiver.Id, receiver.UnitId, receiver.Roles.ToHashSet(), reason))
            : Refusal.Conflict("handover.receiver", $"接收人“{order.ToName}”的账号已停用，请另选接收人。", task.Revision);
    }

    internal static Refusal? RefuseReceiver(TaskRow task, Colleague receiver) => task.MayBecome(receiver.UnitId, receiver.Roles)
        ? null
        : Refusal.Conflict("handover.other-unit", "该任务须由承办单位同岗位的人员办理，接收人不在该单位或者没有该岗位，请为它另选接收人。", task.Revision);

    /// <summary>Calls a decision back (拿回), or everything that came of it (撤回). Refusals: 403 <c>callback.not-yours</c>, 409
    /// <c>callback.nothing</c>, <c>callback.too-late</c>, <c>operation.not-allowed</c>, <c>instance.ended</c>, <c>task.held</c>.</summary>
    /// <param name="taskId">The decided task.</param>
    /// <param name="revision">Of the decided task, as the person has seen it.</param>
    public async Task<Outcome<Done>> CallBack(string taskId, long revision, bool withdraw, string reason)
    {
        if (await Driver.LockTask(taskId) is not { } found)
        {
            return UnknownTask(taskId);
        }

        var task = found.Task;
        return task.Status != TaskRowStatus.Completed || task.ClosedBy != _work.Actor.Id ? Refusal.Forbidden("callback.not-yours", "只有本人可以收回自己的决定。")
            : task.Revision != revision ? Stale(task)
            : found.Instance.Row.Ended ? InstanceEnded(found.Instance.Row)
            : found.Instance.Row.HeldSince is not null ? Refusal.Conflict("task.held", "流程已暂停，恢复后才能办理。", task.Revision)
            : await OnTask(found.Instance, task, new CallBack(taskId, withdraw, reason));
    }

    private async Task<Outcome<Done>> OnMyTask(string taskId, long revision, Stimulus stimulus) =>
        await Driver.LockTask(taskId) is not { } found ? UnknownTask(taskId)
        : Standing(found.Task, revision) is { } refusal ? refusal
        : await OnTask(found.Instance, found.Task, stimulus);

    private async Task<Outcome<Done>> OnTask(Storage.InstanceRecord instance, TaskRow task, Stimulus stimulus)
    {
        await _work.SaveContexts();
        var step = await Driver.Apply(instance, stimulus);
        return step.Refusal is { } refused ? Refusal.Conflict(step.RefusalCode ?? "task.refused", refused, task.Revision)
            : !step.Matched ? AlreadyDecided(task)
            : await Drained(Done.Value);
    }
}
