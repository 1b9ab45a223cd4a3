using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Execution;

/// <summary>How an instance begins.</summary>
public sealed record StartRequest(string InstanceId, JsObject Input, string? CorrelationId = null, string? Name = null);

/// <summary>
/// Decides: definition + state + stimulus + now → new state + requests. Pure and deterministic: the same arguments give
/// the same step, byte for byte.
/// </summary>
public static class WorkflowEngine
{
    public static Step Start(Workflow workflow, StartRequest request, StepContext context) => throw new NotSupportedException();

    public static Step Resume(Workflow workflow, WorkflowState state, Stimulus stimulus, StepContext context) => throw new NotSupportedException();
}
