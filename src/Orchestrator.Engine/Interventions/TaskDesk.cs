using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions;
using Orchestrator.Engine.Execution;

namespace Orchestrator.Engine.Interventions;

/// <summary>How far one of those who decide a step has come.</summary>
public enum SeatState
{
    /// <summary>Is asked now.</summary>
    Open,

    /// <summary>Was asked and waits: for a correction, or for somebody who signs first.</summary>
    Waiting,

    /// <summary>Is asked later: his turn has not come, or he signs after another.</summary>
    Later,

    /// <summary>Has decided; others have not.</summary>
    Decided,
}

/// <summary>One of those who decide a step.</summary>
/// <param name="TaskId">Of his task; null when there is none now.</param>
/// <param name="Added">How he was added (加签); null for those whom the definition names.</param>
/// <param name="AddedBy">Who added him.</param>
/// <param name="Level">0 for those whom the step names, 1 for those added to them, and so on.</param>
/// <param name="AskedBy">Who asked him and decides after his answer (委派); null when he decides himself.</param>
public sealed record Seat(
    string? TaskId, string Name, IReadOnlyList<string> Persons, string? Unit, string? Role, double Weight, bool Veto, SeatState State, string? Outcome, string? Actor,
    AddedSign? Added, string? AddedBy, int Level, string? AskedBy);

/// <summary>An earlier step that a task can be sent back to.</summary>
public sealed record ReturnTarget(string ActivityId, string Name, string Step);

/// <summary>What somebody who has a task can do with it beside deciding it, and who decides with him.</summary>
/// <param name="Operations">What is possible now: those of <c>allow</c>, <c>claim</c>, <c>unclaim</c>.</param>
/// <param name="Returns">Where it can be sent back to, nearest first; empty when the step does not allow it.</param>
/// <param name="Mode">How several decide: <c>All</c>, <c>Any</c>, <c>Vote</c>, <c>Sequence</c>; null when one does.</param>
/// <param name="Pass">Share of the weight that a vote needs.</param>
/// <param name="Over">Whether the share is to be exceeded.</param>
/// <param name="Seats">Everybody in this step; one seat when one decides alone.</param>
public sealed record TaskDesk(IReadOnlyList<string> Operations, IReadOnlyList<ReturnTarget> Returns, string? Mode, double Pass, bool Over, IReadOnlyList<Seat> Seats)
{
    /// <summary>The desk of an open task, or of a decided one that can be called back by the actor of the context; null when
    /// neither holds.</summary>
    public static TaskDesk? Of(Workflow workflow, WorkflowState state, string taskId, StepContext context)
    {
        var burst = new Burst(workflow, state.Copy(), context);
        InlineDefinition.Resolve(burst, burst.State.Root);
        var seat = LiveFrames.Under(burst.State.Root).FirstOrDefault(frame => burst.BookmarkId(frame) == taskId);
        if (seat is { Wait: not null, Node.Activity: HumanTask })
        {
            return HumanTask.DeskOf(burst, seat);
        }

        string[] possible = [.. Callable(workflow, state, taskId, context)];
        return possible.Length == 0 ? null : new(possible, [], null, 0, false, []);
    }

    private static IEnumerable<string> Callable(Workflow workflow, WorkflowState state, string taskId, StepContext context)
    {
        if (WorkflowEngine.Resume(workflow, state, new CallBack(taskId, false, ""), context) is { Matched: true, Refusal: null })
        {
            yield return "takeBack";
        }

        if (WorkflowEngine.Resume(workflow, state, new CallBack(taskId, true, ""), context) is { Matched: true, Refusal: null })
        {
            yield return "withdraw";
        }
    }
}
