using Orchestrator.Engine.Values;

namespace Orchestrator.Runtime;

/// <summary>A call of an <c>Orchestrator.Command</c> activity.</summary>
/// <param name="CommandId">Derived by the engine: the same step gives the same id.</param>
/// <param name="Payload">The activity's payload; empty when it was none or not an object.</param>
public sealed record CommandCall(
    string CommandId, string Name, string InstanceId, string RootId, string? CorrelationId, int Round, JsObject Payload);

/// <summary>
/// A named command of a service that a workflow may run in its own transaction. A refusal or an exception becomes an
/// incident of the instance that an operator can retry; nothing of the step is stored then.
/// </summary>
public interface IWorkflowCommand
{
    string Name { get; }

    Task<Refusal?> Run(CommandCall call, UnitOfWork work);
}
