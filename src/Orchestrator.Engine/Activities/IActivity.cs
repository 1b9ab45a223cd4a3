using Orchestrator.Engine.Execution;

namespace Orchestrator.Engine.Activities;

/// <summary>What an activity does when its turn comes: it completes its frame, makes it wait, or schedules children.
/// Run again after an incident it must go on from the frame's data.</summary>
internal interface IActivity
{
    void Execute(Burst burst, Frame frame);
}

/// <summary>An activity with children.</summary>
internal interface IContainer : IActivity
{
    void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes);
}

/// <summary>An activity that waits for a stimulus.</summary>
internal interface IWaiting : IActivity
{
    /// <summary>Takes the stimulus.</summary>
    /// <returns>Null when taken, else why it is refused (a Chinese sentence).</returns>
    string? Resume(Burst burst, Frame frame, Stimulus stimulus);

    /// <summary>Takes back what the wait asked of the runtime: the frame is cancelled.</summary>
    void Release(Burst burst, Frame frame);
}

/// <summary>A waiting activity with a clock that a hold stops.</summary>
internal interface IClocked : IWaiting
{
    void StopClock(Burst burst, Frame frame);

    /// <summary>Starts the clock again after a hold since <paramref name="since"/>.</summary>
    void StartClock(Burst burst, Frame frame, DateTimeOffset since);
}
