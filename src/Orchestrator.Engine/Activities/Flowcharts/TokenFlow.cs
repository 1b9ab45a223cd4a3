using Orchestrator.Engine.Execution;

namespace Orchestrator.Engine.Activities;

/// <summary>Decides what runs next in token mode.</summary>
internal static class TokenFlow
{
    public static void Completed(Burst burst, Frame frame, int source, IReadOnlyList<string> outcomes) =>
        new CounterFlow(burst, frame).Completed(source, outcomes);
}
