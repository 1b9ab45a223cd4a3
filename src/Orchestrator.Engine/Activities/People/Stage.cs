using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>Declares the business stage and round that lists and boards show.</summary>
internal sealed class Stage : IActivity
{
    public void Execute(Burst burst, Frame frame)
    {
        Declare(burst, frame);
        burst.Complete(frame);
    }

    /// <summary>A step that is done again is done in the stage that was declared right before it.</summary>
    public static void Again(Burst burst, Frame scope, Node step)
    {
        for (var node = Before(scope, step); node is not null and not { Activity: HumanTask }; node = Before(scope, node))
        {
            if (node.Activity is Stage)
            {
                Declare(burst, new Frame { Id = 0, Key = Burst.KeyOf(scope, node), Parent = scope, Node = node });
                return;
            }
        }
    }

    /// <summary>Stage and round are these from now on; what is empty stays.</summary>
    /// <param name="frame">Of the activity that says so.</param>
    public static void Declare(Burst burst, Frame frame, string? stage, int? round)
    {
        if (stage is { Length: > 0 })
        {
            burst.State.Stage = stage;
        }

        if (round is not null)
        {
            if (burst.State.Round != round)
            {
                // Whoever has agreed in one round is asked again in the next.
                burst.State.Agreed = null;
            }

            burst.State.Round = round.Value;
        }

        burst.History(frame, "Stage", null, JsObject.Of(("stage", burst.State.Stage), ("round", (double)burst.State.Round)));
    }

    private static Node? Before(Frame scope, Node node) => scope.Flow is { } flow
        ? scope.Node.Flow!.From(flow.Start) is var graph && graph.ForwardInbound[node.Index] is [var only] ? scope.Node.Children[graph.Connections[only].Source] : null
        : node.Index > 0 ? scope.Node.Children[node.Index - 1] : null;

    private static void Declare(Burst burst, Frame frame) => Declare(burst, frame, burst.Text(frame, "stage"), burst.Whole(frame, "round"));
}
