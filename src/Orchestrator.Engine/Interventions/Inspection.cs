using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;

namespace Orchestrator.Engine.Interventions;

/// <summary>A declared variable of a scope that is running.</summary>
/// <param name="Scope">The number that <see cref="RepairVariable"/> wants; 0 is the workflow itself.</param>
/// <param name="ActivityId">The container that declares it; null for the workflow.</param>
public sealed record ScopedVariable(int Scope, string? ActivityId, string Name, string TypeName, bool IsArray, object? Value);

/// <summary>An activity at which the instance could be made to go on.</summary>
/// <param name="Container">The container it lies in; null at the top.</param>
/// <param name="Refusal">Why not, a Chinese sentence; null when it is possible.</param>
public sealed record JumpTarget(string ActivityId, string Name, string TypeName, string? Container, string? Refusal);

/// <summary>The inside of an instance, for operators.</summary>
/// <param name="Targets">Where it could be made to go on; of one that has ended, where it could be revived.</param>
/// <param name="Steps">Which of its steps people decide, and who was put in whose place there.</param>
public sealed record Inspection(IReadOnlyList<ScopedVariable> Variables, IReadOnlyList<JumpTarget> Targets, IReadOnlyList<PeopleStep> Steps)
{
    public static Inspection Of(Workflow workflow, WorkflowState state, StepContext context)
    {
        var burst = new Burst(workflow, state.Copy(), context);
        InlineDefinition.Resolve(burst, burst.State.Root);
        var steps = Handlers.All(burst);
        if (state.Status is InstanceStatus.Finished or InstanceStatus.Cancelled)
        {
            Jump.Enter(burst);
        }

        var variables = new List<ScopedVariable>();
        foreach (var frame in LiveFrames.Under(burst.State.Root))
        {
            foreach (var variable in frame.Scoping.Variables)
            {
                var value = frame.Variables is not null && frame.Variables.TryGet(variable.Name, out var own) ? own : variable.Default;
                variables.Add(new(frame.Id, frame.Parent is null ? null : frame.Key, variable.Name, variable.TypeName, variable.IsArray, Copies.Of(value)));
            }
        }

        return new(variables, [.. JumpTargets.All(burst).DistinctBy(place => place.Key).Select(place => Target(burst, place))], steps);
    }

    private static JumpTarget Target(Burst burst, Place place) => new(
        place.Key, place.Node.DisplayText ?? place.Node.Name ?? place.Node.Descriptor.Zh, place.Node.Descriptor.Zh, place.Scope.Parent is null ? null : place.Scope.Key,
        JumpTargets.Find(burst, place.Key).Denial?.Message);
}
