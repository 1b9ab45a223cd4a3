using Orchestrator.Engine.Execution;
using Orchestrator.Engine.Expressions;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Activities;

/// <summary>Declares the business stage and round that lists and boards show.</summary>
internal sealed class Stage : IActivity
{
    public void Execute(Burst burst, Frame frame)
    {
        if (burst.Text(frame, "stage") is { Length: > 0 } stage)
        {
            burst.State.Stage = stage;
        }

        if (burst.Whole(frame, "round") is { } round)
        {
            if (burst.State.Round != round)
            {
                // Whoever has agreed in one round is asked again in the next.
                burst.State.Agreed = null;
            }

            burst.State.Round = round;
        }

        burst.History(frame, "Stage", null, JsObject.Of(("stage", burst.State.Stage), ("round", (double)burst.State.Round)));
        burst.Complete(frame);
    }
}
