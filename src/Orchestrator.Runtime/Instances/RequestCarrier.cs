using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Contracts;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime.Live;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime.Instances;

/// <summary>Carries the requests of one step out, in order, in the transaction of the step.</summary>
internal sealed class RequestCarrier(
    UnitOfWork work, IStoreTransaction transaction, IServiceProvider services, InstanceDriver driver, InstanceRow row, string? rootName, long historySeq, Workflow workflow)
{
    private readonly List<WriteHistory> _history = [];
    private readonly Dictionary<string, TaskRow> _opened = [];

    public async Task CarryOut(IReadOnlyList<Request> requests)
    {
        foreach (var request in requests)
        {
            await CarryOut(request);
        }

        if (_history.Count > 0)
        {
            var actor = _history[0].Actor;
            transaction.AddStep(new(
                row.Id, historySeq + 1, work.Now, actor, actor == work.Actor.Id ? work.Actor.Name : actor, row.Stage, row.Round, row.Version,
                StepEvents.Write(_history, data => data is null ? null : JsonText.Write(data), workflow)));
        }
    }

    private async Task CarryOut(Request request)
    {
        switch (request)
        {
            case OpenTask open: Open(open); break;
            case CloseTask close: Close(close); break;
            case ReassignTask reassign: transaction.ReassignTask(reassign); TasksChanged(); break;
            case MoveTaskDeadline move: transaction.MoveTaskDeadline(move.TaskId, move.DueAt, move.DueAt < work.Now); TasksChanged(); break;
            case NotifyTask notify: await Notify(notify); break;
            case StartTimer timer: transaction.PutTimer(new(row.Id, timer.TimerId, timer.DueAt, 0, timer.DueAt)); work.Wakes |= Wakes.Timers; break;
            case CancelTimer timer: transaction.DeleteTimer(row.Id, timer.TimerId); break;
            case SubscribeEvent wait: transaction.AddSubscription(new(row.Id, wait.BookmarkId, wait.EventName, row.CorrelationId)); break;
            case UnsubscribeEvent wait: transaction.RemoveSubscription(row.Id, wait.BookmarkId); break;
            case PublishEvent publish: await Publish(publish.EventName, publish.CorrelationId, publish.OnlyThisInstance ? row.Id : null, publish.Payload); break;
            case StartChild child: driver.Deliver(new Begin(row.Id, child)); break;
            case CancelChild child: driver.Deliver(new Resume(child.ChildInstanceId, new CancelInstance("上级流程已结束"))); break;
            case ArriveAtBarrier arrive: await Barriers().Arrive(row.Id, arrive); break;
            case LeaveBarrier leave: await Barriers().Leave(row.Id, leave.Key); break;
            case OpenBarrier open: await Barriers().Open(open.Key, open.Payload); break;
            case RunCommand command: await Run(command); break;
            case SendMessage message: Send(message); break;
            case WriteLine line: services.GetRequiredService<ILogger<InstanceDriver>>().LogInformation("{Instance}: {Line}", row.Id, line.Text); break;
            case WriteHistory history: _history.Add(history); break;
            case RaiseIncident incident: Raise(incident); break;
            case ResolveIncident incident: transaction.CloseIncident(incident.IncidentId, "Resolved", work.Now, work.Actor.Id); work.Changed("operations"); break;
            default: throw new InvalidOperationException($"The runtime does not know the request {request.GetType().Name}.");
        }
    }

    private void Open(OpenTask open)
    {
        var task = new TaskRow(
            open.TaskId, row.Id, row.RootId, row.CorrelationId, rootName, row.Subject, open.Step, row.Stage, row.Round, open.Title, open.Form,
            open.Assignment.Unit, open.Assignment.Role, open.Assignment.Persons, open.Assignment.Excluded, open.Outcomes,
            open.Payload is null ? null : JsonText.Write(open.Payload), null, TaskRowStatus.Open, null, null, work.Now, open.DueAt, open.DueAt < work.Now, null, row.HeldSince,
            null, null, null, 1)
        { DefinitionId = row.DefinitionId, ForUnit = open.Assignment.ForUnit, ForRole = open.Assignment.ForRole, Fields = open.Fields?.ToText() };
        _opened[task.Id] = task;
        transaction.InsertTask(task);
        TasksChanged();
    }

    private void Close(CloseTask close)
    {
        var status = close.Closure switch
        {
            TaskClosure.Completed => TaskRowStatus.Completed,
            TaskClosure.Expired => TaskRowStatus.Expired,
            _ => TaskRowStatus.Cancelled,
        };
        transaction.CloseTask(
            close.TaskId, status, close.Outcome, close.Result is null ? null : JsonText.Write(close.Result), work.Now, close.Actor,
            close.Actor == work.Actor.Id ? work.Actor.Name : close.Actor);
        TasksChanged();
    }

    private async Task Notify(NotifyTask notify)
    {
        var overdue = notify.Level != "remind";
        transaction.MarkTask(notify.TaskId, notify.Level, overdue);
        TasksChanged();
        if ((_opened.GetValueOrDefault(notify.TaskId) ?? await transaction.FindTask(notify.TaskId, work.Cancellation)) is { } task)
        {
            var about = new About(row.CorrelationId, row.RootId, row.Round, null, row.CorrelationId, work.CommandId);
            if (overdue)
            {
                work.Send(new TaskOverdue(about, task.Id, task.Step, task.ForUnit, task.ForRole, notify.Level, task.DueAt));
            }
            else
            {
                work.Send(new TaskReminder(about, task.Id, task.Step, task.ForUnit, task.ForRole, task.DueAt));
            }
        }
    }

    public async Task<int> Publish(string name, string? correlationId, string? instanceId, object? payload)
    {
        var receivers = await transaction.Subscribers(name, correlationId, instanceId, work.Cancellation);
        foreach (var receiver in receivers)
        {
            driver.Deliver(new Resume(receiver.InstanceId, new EventArrived(receiver.BookmarkId, payload)));
        }

        return receivers.Count + (instanceId is null ? await driver.LaunchFor(name, correlationId, payload) : 0);
    }

    private async Task Run(RunCommand run)
    {
        var command = services.GetServices<IWorkflowCommand>().FirstOrDefault(candidate => candidate.Name == run.Name)
            ?? throw new InvalidOperationException($"没有名为 {run.Name} 的流程命令。No service registered the workflow command '{run.Name}'.");
        var call = new CommandCall(run.CommandId, run.Name, row.Id, row.RootId, row.CorrelationId, row.Round, run.Payload as JsObject ?? new JsObject());
        if (await command.Run(call, work) is { } refusal)
        {
            throw new RefusedException(refusal);
        }
    }

    private void Send(SendMessage message)
    {
        if (WireNames.All.ContainsKey(message.MessageType))
        {
            work.Send(message.MessageType, JsonText.Write(message.Payload), row.Id);
        }
        else
        {
            work.Send(new WorkflowMessage(message.MessageType, row.Id, row.CorrelationId, JsonText.Write(message.Payload)));
        }
    }

    private void Raise(RaiseIncident incident)
    {
        transaction.PutIncident(new(
            incident.IncidentId, "Activity", row.Id, row.RootId, row.CorrelationId, incident.ActivityId, incident.ActivityType, incident.Message, incident.Detail, "Open", work.Now,
            null, null, 0));
        Telemetry.Incidents.Add(1, new KeyValuePair<string, object?>("kind", "Activity"));
        work.Changed("operations");
    }

    private BarrierKeeper Barriers() => new(work, transaction, driver, this);

    private void TasksChanged() => work.Changed("tasks");
}
