namespace Orchestrator.Specs.Simulation;

/// <summary>What goes wrong with an act.</summary>
/// <param name="Operation">The operation at the store that does not come about, counted from one; zero: the first commit does, and nobody hears of it.</param>
/// <param name="Deadly">The host dies; otherwise the act sees an error and its transaction is gone.</param>
/// <param name="Transient">An error after which the runtime tries again by itself, such as a lost connection.</param>
internal sealed record Fault(int Operation, bool Deadly, bool Transient)
{
    public override string ToString() =>
        $"{(Deadly ? "dies" : Transient ? "loses the connection" : "meets an error")} {(Operation == 0 ? "after a commit" : $"at operation {Operation}")}";
}

/// <summary>Something a host does: a request, a round of a pump, a delivery. It may stand still between two operations at the store.</summary>
/// <param name="Hesitates">Others may come in between.</param>
internal sealed class Act(SimulatedHost host, string name, Fault? fault, bool hesitates)
{
    public SimulatedHost Host => host;

    public string Name => name;

    public Fault? Fault { get; set; } = fault;

    public bool Hesitates => hesitates;

    public int Operations { get; set; }

    public Task Task { get; set; } = Task.CompletedTask;
}

/// <summary>What a database says when it does not do what it was asked.</summary>
internal sealed class SimulatedOutage(string what, bool transient) : Exception(what)
{
    public bool Transient => transient;
}
