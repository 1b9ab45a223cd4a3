using Orchestrator.Engine.Execution;

namespace Orchestrator.Runtime;

/// <summary>What one step did to one instance.</summary>
/// <param name="Before">Null for the first step.</param>
/// <param name="Stimulus">Null for the first step.</param>
/// <param name="Requests">Everything the step asked for, in order.</param>
public sealed record InstanceStep(InstanceRow? Before, InstanceRow After, Stimulus? Stimulus, IReadOnlyList<Request> Requests)
{
    public bool StageChanged => Before?.Stage != After.Stage || Before?.Round != After.Round;
}

/// <summary>
/// Sees every step of every instance, in the transaction that stores it, after the step's requests were carried out.
/// Observers run in registration order. An exception rolls the whole transaction back (a person gets an error, background
/// work becomes an incident).
/// </summary>
public interface IStepObserver
{
    Task Observe(InstanceStep step, UnitOfWork work);
}
