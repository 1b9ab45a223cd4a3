using Orchestrator.Engine.Execution;

namespace Orchestrator.Engine.Activities;

/// <summary>The synthetic node above a definition's root activity; owns the workflow's variables.</summary>
internal sealed class WorkflowRoot : IContainer
{
    public void Execute(Burst burst, Frame frame) => burst.Schedule(frame, frame.Node.Children[0]);

    public void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes) =>
        burst.Complete(frame, Burst.Done);
}
