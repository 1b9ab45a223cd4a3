namespace Orchestrator.Specs.Simulation;

/// <summary>What can be taken away from the database, to see that the simulation misses it.</summary>
internal enum Defect
{
    None,

    /// <summary>Whoever was given up for dead may still write, over whatever others have written since.</summary>
    NoFence,

    /// <summary>Nobody waits for an instance; its revision alone guards it.</summary>
    NoInstanceLocks,

    NoInbox,

    NoStoredAnswers,

    /// <summary>Two may count the same barrier at once.</summary>
    NoBarrierLock,

    /// <summary>Some commits are acknowledged and gone.</summary>
    LosesCommits,
}
