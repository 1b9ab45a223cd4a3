using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;

namespace Orchestrator.Runtime;

public sealed partial class WorkflowOperations
{
    /// <summary>
    /// Decides a task: checks the person (403 <c>task.not-yours</c>, 404 when unknown), the revision and that it is open
    /// (409 <c>task.stale</c>, <c>task.already-decided</c>, <c>task.held</c>), the outcome and the form's schema (422),
    /// runs the form's <see cref="ITaskForm"/> chain, then resumes the instance.
    /// </summary>
    public async Task<Outcome<TaskDone>> CompleteTask(string taskId, long revision, string outcome, JsObject data)
    {
        if (await Driver.LockTask(taskId) is not { } found)
        {
            return UnknownTask(taskId);
        }

        var task = found.Task;
        if (Check(task, revision, outcome, data) is { } refusal)
        {
            return refusal;
        }

        var result = data;
        var submission = new TaskSubmission(task, task.InstanceId, task.RootId, outcome, data, _work.Actor, task.Round);
        foreach (var form in _work.Services.GetServices<ITaskForm>().Where(form => form.Form == task.Form))
        {
            var applied = await form.Apply(submission with { Data = result }, _work);
            if (applied.Refusal is { } no)
            {
                return no;
            }

            result = applied.Value ?? result;
        }

        await _work.SaveContexts();
        var instance = (await Driver.Lock(task.InstanceId))!;
        var step = await Driver.Apply(instance, new TaskCompleted(taskId, outcome, result));
        if (step.Refusal is { } refused)
        {
            return Refusal.Conflict(step.RefusalCode ?? "task.refused", refused, task.Revision);
        }

        if (!step.Matched)
        {
            return Refusal.Conflict("task.already-decided", "该任务已不在办理中，请刷新。", task.Revision);
        }

        return await Drained(new TaskDone(taskId, task.RootId, (await Driver.Lock(task.InstanceId))!.Row.Status.ToString()));
    }

    /// <summary>Keeps what a person has typed so far; does not change the task's revision. Belongs into
    /// <see cref="CommandRunner.Save"/>: typing is not audited, deciding is.</summary>
    /// <param name="revision">Of the task that the person has open.</param>
    public async Task<Outcome<Done>> SaveTaskDraft(string taskId, long revision, JsObject data)
    {
        if (await Driver.LockTask(taskId) is not { } found)
        {
            return UnknownTask(taskId);
        }

        if (!Take(found.Task))
        {
            return NotYours();
        }

        if (found.Task.Status != TaskRowStatus.Open)
        {
            return AlreadyDecided(found.Task);
        }

        if (found.Task.Revision != revision)
        {
            return Stale(found.Task);
        }

        Rows.SaveTaskDraft(taskId, JsonText.Write(data));
        return Done.Value;
    }

    /// <summary>The instance, kept from others until the unit of work ends; null when there is none.</summary>
    public async Task<InstanceRow?> LockedInstance(string instanceId) => (await Driver.Lock(instanceId))?.Row;

    /// <summary>The task as it is, locked until the unit of work ends: nobody decides it meanwhile. Null when there is none.</summary>
    public async Task<TaskRow?> LockedTask(string taskId) => (await Driver.LockTask(taskId))?.Task;

    private Refusal? Check(TaskRow task, long revision, string outcome, JsObject data)
    {
        if (Standing(task, revision) is { } standing)
        {
            return standing;
        }

        if (!task.Outcomes.Contains(outcome))
        {
            return Refusal.Invalid(
                "task.unknown-outcome", $"“{outcome}”不是该任务的办理结果，可选：{string.Join("、", task.Outcomes)}。", new FieldProblem("outcome", "不是可选的办理结果"));
        }

        var problems = _work.Services.GetService<IFormSchemas>()?.Check(task, outcome, data) ?? [];
        return problems.Count > 0 ? Refusal.Invalid("form.invalid", "表单内容有问题，请按提示修改。", problems) : null;
    }

    // Whether the actor has the task as it is now.
    private Refusal? Standing(TaskRow task, long revision) =>
        !Take(task) ? NotYours()
        : task.Status != TaskRowStatus.Open ? AlreadyDecided(task)
        : task.HeldSince is not null ? Refusal.Conflict("task.held", "流程已暂停，恢复后才能办理。", task.Revision)
        : task.Revision != revision ? Stale(task)
        : null;

    // Who has the task as somebody's stand-in acts for that person from here on.
    private bool Take(TaskRow task)
    {
        if (task.Holder(_work.Actor) is not { } holder)
        {
            return false;
        }

        _work.ActAs(holder);
        return true;
    }

    private static Refusal UnknownTask(string taskId) => Refusal.NotFound("task.unknown", $"没有任务“{taskId}”。");

    private static Refusal NotYours() => Refusal.Forbidden("task.not-yours", "您不是该任务的办理人。");

    private static Refusal Stale(TaskRow task) => Refusal.Conflict("task.stale", "任务在您打开之后有变化，请刷新后再办理。", task.Revision);

    private static Refusal AlreadyDecided(TaskRow task) => Refusal.Conflict(
        "task.already-decided",
        task.Status switch
        {
            TaskRowStatus.Completed => $"该任务已由{task.ClosedByName ?? "他人"}办理。",
            TaskRowStatus.Expired => "该任务已到期，系统已按规则处理。",
            _ => "该任务已取消，无需办理。",
        },
        task.Revision);
}
