using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime.Instances;
using Orchestrator.Runtime.Live;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime;

/// <param name="DefinitionId">Its published version is used.</param>
/// <param name="InstanceId">Given by the caller, so that starting twice is noticed: <c>instance.exists</c> (409).</param>
/// <param name="CorrelationId">The campaign id.</param>
/// <param name="Subject">The unit that the instance is about; lists filter by it.</param>
public sealed record StartInstance(
    string DefinitionId, string InstanceId, string Name, string? CorrelationId, JsObject Input, string? Subject = null);

/// <param name="Status">Of the instance after the step: <c>Suspended</c>, <c>Finished</c> …</param>
public sealed record TaskDone(string TaskId, string CaseId, string Status);

/// <summary>
/// What can be done to workflow instances inside a unit of work. Every method carries the engine's requests out in the
/// same transaction; effects on other instances beyond a bound go through durable work rows.
/// </summary>
public sealed partial class WorkflowOperations
{
    private readonly UnitOfWork _work;

    internal WorkflowOperations(UnitOfWork work) => _work = work;

    private InstanceDriver Driver => _work.Driver;

    private IStoreTransaction Rows => _work.Transaction;

    private CancellationToken Ct => _work.Cancellation;

    /// <summary>Starts an instance and returns its id. Refusals: <c>definition.unknown</c>, <c>instance.exists</c>, and
    /// <c>instance.occupied</c> when the definition's activation strategy allows no other instance now.</summary>
    public async Task<Outcome<string>> Start(StartInstance start)
    {
        if (start.InstanceId.Length is 0 or > 200)
        {
            return Refusal.Invalid("instance.id", "流程实例编号应为 1 到 200 个字符。");
        }

        if (await _work.Services.GetRequiredService<DefinitionStore>().Published(start.DefinitionId, Ct) is not { } workflow)
        {
            return Refusal.NotFound("definition.unknown", $"没有已发布的流程定义“{start.DefinitionId}”。");
        }

        if (await Driver.Lock(start.InstanceId) is { } existing)
        {
            return Refusal.Conflict("instance.exists", $"流程实例“{start.InstanceId}”已经存在。", existing.Row.Revision);
        }

        if (await Activation.Occupant(workflow, start.CorrelationId, Rows, Ct) is { } occupant)
        {
            return Refusal.Conflict("instance.occupied", Activation.Sentence(workflow, occupant));
        }

        await _work.SaveContexts();
        await Driver.Start(workflow, new(start.InstanceId, start.Name, start.CorrelationId, start.Input, start.Subject));
        return await Drained(start.InstanceId);
    }

    /// <summary>Delivers an event to the instances that wait for it, and starts the published definitions that it triggers;
    /// returns how many there are. Nobody waiting is fine.</summary>
    /// <param name="correlationId">Only instances of this correlation; null for all.</param>
    /// <param name="instanceId">Only this instance, and nothing new; null for all.</param>
    public async Task<Outcome<int>> PublishEvent(string name, string? correlationId, string? instanceId, object? payload)
    {
        var receivers = await Rows.Subscribers(name, correlationId, instanceId, Ct);
        foreach (var receiver in receivers)
        {
            // A named receiver is waited for: the caller acts on that very instance and wants to see the effect.
            if (instanceId is not null)
            {
                await Driver.Lock(receiver.InstanceId);
            }

            Driver.Deliver(new Resume(receiver.InstanceId, new EventArrived(receiver.BookmarkId, payload)));
        }

        return await Drained(receivers.Count + (instanceId is null ? await Driver.LaunchFor(name, correlationId, payload) : 0));
    }

    /// <summary>Stops the clock of the instance and its children.</summary>
    public async Task<Outcome<Done>> Hold(string instanceId, string reason) =>
        await OnTree(instanceId, record => record.Row.HeldSince is null ? new HoldInstance(reason) : null, "instance.held", "流程已经暂停。");

    /// <summary>Starts the clock again; deadlines move by the working days held.</summary>
    public async Task<Outcome<Done>> Release(string instanceId) =>
        await OnTree(instanceId, record => record.Row.HeldSince is null ? null : new ReleaseInstance(), "instance.not-held", "流程没有暂停。");

    /// <summary>Ends the instance and its children; open tasks, timers and subscriptions close.</summary>
    public Task<Outcome<Done>> Cancel(string instanceId, string reason) => OnInstance(instanceId, new CancelInstance(reason));

    /// <summary>Moves the deadline of an open task.</summary>
    public async Task<Outcome<Done>> ExtendTask(string taskId, DateTimeOffset dueAt)
    {
        if (await Driver.LockTask(taskId) is not { } found)
        {
            return UnknownTask(taskId);
        }

        return found.Task.Status != TaskRowStatus.Open
            ? AlreadyDecided(found.Task)
            : await Step(found.Instance, new ExtendTask(taskId, dueAt));
    }

    /// <summary>Runs the activity or the background work of an open incident again. Refusals: <c>incident.unknown</c>, <c>incident.resolved</c>.</summary>
    public async Task<Outcome<Done>> Retry(string incidentId)
    {
        if (await Rows.FindIncident(incidentId, Ct) is not { } incident)
        {
            return Refusal.NotFound("incident.unknown", "没有这个故障记录。");
        }

        if (incident.Status != "Open")
        {
            return Refusal.Conflict("incident.resolved", "该故障已经处理。");
        }

        _work.Changed("operations");
        Rows.CloseIncident(incidentId, "Retried", _work.Now, _work.Actor.Id);
        return await RetryFound(incident);
    }

    private async Task<Outcome<Done>> RetryFound(IncidentRow incident)
    {
        switch (incident.Kind)
        {
            case IncidentKinds.Activity:
                return await OnInstance(incident.InstanceId!, new RetryActivity(incident.Id));
            case IncidentKinds.Timer:
                Rows.RescheduleTimer(incident.InstanceId!, incident.ActivityId!, 0, _work.Now);
                _work.Wakes |= Wakes.Timers;
                break;
            case IncidentKinds.Work:
                Rows.RescheduleWork(IncidentKinds.WorkId(incident.Id), 0, _work.Now, incident.Message);
                _work.Wakes |= Wakes.Work;
                break;
            case IncidentKinds.Errand:
                await _work.Retry(incident.ActivityType!, incident.ActivityId!);
                break;
            default:
                // A stuck instance has nothing to run again; if it still has no way to wake up, the next sweep says so.
                Rows.CloseIncident(incident.Id, "Resolved", _work.Now, _work.Actor.Id);
                break;
        }

        return Done.Value;
    }

    private async Task<Outcome<Done>> OnInstance(string instanceId, Stimulus stimulus) =>
        await Driver.Lock(instanceId) is { } record
            ? record.Row.Ended && stimulus is not RetryActivity
                ? InstanceEnded(record.Row)
                : await Step(record, stimulus)
            : UnknownInstance(instanceId);

    private async Task<Outcome<Done>> OnTree(string instanceId, Func<InstanceRecord, Stimulus?> stimulus, string code, string message)
    {
        if (await Driver.Lock(instanceId) is not { } record)
        {
            return UnknownInstance(instanceId);
        }

        if (record.Row.Ended)
        {
            return InstanceEnded(record.Row);
        }

        if (stimulus(record) is not { } first)
        {
            return Refusal.Conflict(code, message, record.Row.Revision);
        }

        var outcome = await Step(record, first);
        foreach (var child in outcome.Refusal is null ? await Rows.RunningChildren(instanceId, Ct) : [])
        {
            // A child that is in the wanted condition already is no reason to refuse.
            var below = await OnTree(child, stimulus, code, message);
            if (below.Refusal is { } refusal && refusal.Code != code && refusal.Code != "instance.ended")
            {
                return refusal;
            }
        }

        return outcome;
    }

    private async Task<Outcome<Done>> Step(InstanceRecord record, Stimulus stimulus)
    {
        await _work.SaveContexts();
        var step = await Driver.Apply(record, stimulus);
        return step.Refusal is { } refusal ? Refusal.Conflict("instance.refused", refusal, record.Row.Revision)
            : !step.Matched ? Refusal.Conflict("instance.not-waiting", "流程当前不在可执行该操作的状态。", record.Row.Revision)
            : await Drained(Done.Value);
    }

    private async Task<Outcome<T>> Drained<T>(T value)
    {
        await Driver.Drain();
        return value;
    }

    internal static Refusal InstanceEnded(InstanceRow row) => Refusal.Conflict("instance.ended", "流程已经结束。", row.Revision);

    internal static Refusal IsChild(InstanceRow row) => Refusal.Conflict("revive.child", "下级流程不能单独唤醒，请唤醒上级流程。", row.Revision);

    internal static Refusal UnknownInstance(string instanceId) => Refusal.NotFound("instance.unknown", $"没有流程实例“{instanceId}”。");
}
