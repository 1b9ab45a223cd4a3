using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Execution;

/// <summary>How an instance begins.</summary>
/// <param name="InstanceId">Every id of the instance is derived from it.</param>
/// <param name="TriggerActivityId">The trigger that started it (<see cref="Workflow.Triggers"/>); the flow begins there.</param>
/// <param name="TriggerPayload">What the trigger brought: the payload of the event.</param>
public sealed record StartRequest(
    string InstanceId, JsObject Input, string? CorrelationId = null, string? Name = null,
    string? TriggerActivityId = null, object? TriggerPayload = null);

/// <summary>
/// Decides: definition + state + stimulus + now → new state + requests. Pure and deterministic: the same arguments give
/// the same step, byte for byte. Failures of activities become incidents; it throws only for a state that does not
/// belong to the definition, and for definitions used as activities that cannot be found any more.
/// </summary>
public static class WorkflowEngine
{
    public static Step Start(Workflow workflow, StartRequest request, StepContext context)
    {
        var state = new WorkflowState
        {
            InstanceId = request.InstanceId,
            DefinitionVersionId = workflow.VersionId,
            CorrelationId = request.CorrelationId,
            Name = request.Name,
            Root = new Frame { Id = 0, Key = "", Node = workflow.Root, Status = FrameStatus.Running },
        };
        state.Take(request.Input.Count == 0 ? null : Copies.Of(request.Input), null);
        var burst = new Burst(workflow, state, context);
        if (request.TriggerActivityId is { } trigger)
        {
            burst.TriggeredBy = workflow.Nodes.GetValueOrDefault(trigger)
                ?? throw new ArgumentException($"Activity '{trigger}' is not in definition '{workflow.VersionId}'.", nameof(request));
            burst.TriggerPayload = request.TriggerPayload;
        }

        burst.Ask(new WriteHistory(null, null, workflow.Name, "WorkflowStarted", null, context.Actor, null));
        workflow.Root.Activity.Execute(burst, state.Root);
        burst.Run();
        return new Step(state, burst.Requests, true);
    }

    /// <param name="consume">The state may be changed instead of copied, for a caller that has no further use for it.</param>
    public static Step Resume(Workflow workflow, WorkflowState state, Stimulus stimulus, StepContext context, bool consume = false)
    {
        if (state.Status is InstanceStatus.Finished or InstanceStatus.Cancelled && stimulus is not ReviveInstance)
        {
            return new Step(state, [], false);
        }

        var burst = new Burst(workflow, consume ? state : state.Copy(), context);
        InlineDefinition.Resolve(burst, burst.State.Root);
        var (matched, refusal) = Resumption.Apply(burst, stimulus);
        if (!matched || refusal is not null)
        {
            return new Step(state, [], matched, refusal) { RefusalCode = burst.RefusalCode };
        }

        burst.Run();
        return new Step(burst.State, burst.Requests, true);
    }
}
