namespace Orchestrator.Runtime.Tasks;

/// <summary>How a task stands to its deadline, in one word for lists.</summary>
internal static class DueState
{
    /// <summary>From this long before the deadline a task is due soon.</summary>
    public static readonly TimeSpan Near = TimeSpan.FromDays(3);

    public static string Of(string status, DateTimeOffset? dueAt, DateTimeOffset? heldSince, DateTimeOffset now) =>
        status != nameof(TaskRowStatus.Open) || dueAt is not { } due ? "none"
        : heldSince is not null ? "held"
        : due < now ? "overdue"
        : due < now + Near ? "soon"
        : "ok";
}
