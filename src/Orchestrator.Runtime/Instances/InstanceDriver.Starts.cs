using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Values;
using Orchestrator.Runtime.Commands;

namespace Orchestrator.Runtime.Instances;

/// <summary>Instances that begin because of others: children, and what events and schedules start.</summary>
internal sealed partial class InstanceDriver
{
    /// <summary>Starts a new instance of every published definition that the event triggers.</summary>
    /// <returns>How many.</returns>
    public async Task<int> LaunchFor(string eventName, string? correlationId, object? payload)
    {
        var triggered = await Definitions.TriggeredBy(eventName, work.Cancellation);
        foreach (var (workflow, trigger) in triggered)
        {
            var id = MessageId.Derive(work.Actor.Id, work.CommandId, work.Now, _launched++, $"{workflow.DefinitionId} {eventName}");
            Deliver(Launch.Of(workflow.DefinitionId, id, workflow.VersionId, trigger.ActivityId, correlationId, payload));
        }

        return triggered.Count;
    }

    private async Task<bool> StartTriggered(Launch launch)
    {
        var workflow = await Definitions.Compiled(launch.VersionId, work.Cancellation)
            ?? throw new InvalidOperationException($"Definition version {launch.VersionId} is missing.");
        if (await Activation.Occupant(workflow, launch.CorrelationId, transaction, work.Cancellation) is { } occupant)
        {
            services.GetRequiredService<ILogger<InstanceDriver>>().LogInformation("{Instance} does not begin: {Reason}", launch.InstanceId, Activation.Sentence(workflow, occupant));
            return true;
        }

        await Start(workflow, new(launch.InstanceId, workflow.Name, launch.CorrelationId, new JsObject(), null) { Trigger = launch.ActivityId, TriggerPayload = launch.Payload });
        return true;
    }

    private async Task<bool> StartChild(InstanceRow parent, Begin begin, bool wait)
    {
        var child = begin.Child;
        if (await Lock(child.ChildInstanceId) is null)
        {
            if (await Definitions.Published(child.DefinitionId, work.Cancellation) is not { } workflow)
            {
                // Whoever decided the step is not at fault. The parent waits; the work is tried again and becomes an incident.
                return wait
                    ? throw new InvalidOperationException($"没有已发布的流程定义“{child.DefinitionId}”，流程“{parent.Id}”的活动 {child.BookmarkId} 不能启动子流程。")
                    : Later(begin, wait);
            }

            if (await Activation.Occupant(workflow, child.CorrelationId ?? parent.CorrelationId, transaction, work.Cancellation) is { } occupant)
            {
                return wait ? throw new InvalidOperationException(Activation.Sentence(workflow, occupant)) : Later(begin, wait);
            }

            var begun = await Start(
                workflow,
                new(child.ChildInstanceId, workflow.Name, child.CorrelationId ?? parent.CorrelationId, child.Input, parent.Subject)
                {
                    Parent = new(parent.Id, parent.RootId, parent.Name),
                    ParentBookmark = child.Wait ? child.BookmarkId : null,
                });
            if (child.Report)
            {
                Deliver(new Resume(parent.Id, new ChildReported(child.BookmarkId, begun.Id, begun.Status.ToString(), _held[begun.Id].Loaded!.Output)));
            }
        }

        return true;
    }
}

internal sealed record NewInstance(string Id, string Name, string? CorrelationId, JsObject Input, string? Subject)
{
    public ParentOf? Parent { get; init; }

    public string? ParentBookmark { get; init; }

    /// <summary>The trigger activity that begins the instance; null when a person or a parent does.</summary>
    public string? Trigger { get; init; }

    public object? TriggerPayload { get; init; }
}

internal sealed record ParentOf(string Id, string RootId, string? RootName);
