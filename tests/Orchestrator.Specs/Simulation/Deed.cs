using Orchestrator.Runtime;

namespace Orchestrator.Specs.Simulation;

/// <summary>What a person wants done; sent again under the same id until there is an answer.</summary>
internal sealed record Deed(string CommandId, Actor Actor, string? TaskId, Func<UnitOfWork, Task<Outcome<string>>> Body)
{
    public bool Done { get; set; }
}
