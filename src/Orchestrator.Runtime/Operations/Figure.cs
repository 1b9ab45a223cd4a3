namespace Orchestrator.Runtime;

/// <param name="Name">Of the loop: <c>timers</c>, <c>triggers</c>, <c>work</c>, <c>errands</c> or <c>relay</c>.</param>
/// <param name="Alive">Whether it came round within the last minute.</param>
/// <param name="Age">Since its last round; null when it has made none.</param>
public sealed record PumpState(string Name, bool Alive, TimeSpan? Age);

/// <param name="WorkLag">How long the work that is due has waited at most.</param>
/// <param name="FailingMessages">Messages whose handler failed and that wait for another attempt or for an operator.</param>
/// <param name="Handled">Messages taken in during the last 24 hours.</param>
internal sealed record Backlog(TimeSpan WorkLag, int FailingMessages, int Handled);

/// <summary>One number that tells an operator how things stand.</summary>
/// <param name="Name">The name of its gauge without <c>orchestrator.</c> in front.</param>
/// <param name="Unit"><c>s</c> for seconds; null for a count.</param>
public sealed record Figure(string Name, double Value, string? Unit)
{
    internal static IReadOnlyList<(string Name, string? Unit, string Description)> Names { get; } =
    [
        ("outbox.pending", null, "Messages that wait to be sent"),
        ("outbox.failed", null, "Messages that could not be sent"),
        ("outbox.age", "s", "Age of the oldest message that waits to be sent"),
        ("work.pending", null, "Work rows, those that were put off or given up among them"),
        ("work.lag", "s", "How long the work that is due has waited at most"),
        ("messages.failing", null, "Messages whose handler failed"),
        ("inbox.day", null, "Messages taken in during the last 24 hours"),
        ("timers.due", null, "Timers that are due"),
        ("incidents.open", null, "Open incidents"),
    ];

    internal static IReadOnlyList<Figure> From(RuntimeHealth health, Backlog backlog)
    {
        double[] values =
        [
            health.PendingMessages, health.FailedMessages, Seconds(health.OutboxLag), health.PendingWork, Seconds(backlog.WorkLag), backlog.FailingMessages, backlog.Handled,
            health.DueTimers, health.OpenIncidents,
        ];
        return [.. Names.Zip(values, (figure, value) => new Figure(figure.Name, value, figure.Unit))];
    }

    private static double Seconds(TimeSpan time) => Math.Max(0, Math.Round(time.TotalSeconds));
}
