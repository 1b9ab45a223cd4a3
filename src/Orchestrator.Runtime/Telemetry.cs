using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Orchestrator.Runtime;

/// <summary>Traces and metrics of the runtime; subscribe to the source and the meter by <see cref="Name"/>.</summary>
public static class Telemetry
{
    public const string Name = "Orchestrator.Runtime";

    private static readonly Meter Meter = new(Name);

    internal static ActivitySource Source { get; } = new(Name);

    internal static Histogram<double> Commands { get; } = Meter.CreateHistogram<double>("orchestrator.command.duration", "s", "Duration of commands by name and result");

    internal static Counter<long> Repeats { get; } = Meter.CreateCounter<long>("orchestrator.transaction.repeats", description: "Transactions repeated after a transient failure");

    internal static Counter<long> Statements { get; } = Meter.CreateCounter<long>("orchestrator.statements", description: "SQL statements sent inside transactions of the runtime");

    internal static Histogram<int> CommitMembers { get; } = Meter.CreateHistogram<int>("orchestrator.commit.members", description: "Transactions that one commit carried");

    internal static Counter<long> Steps { get; } = Meter.CreateCounter<long>("orchestrator.steps", description: "Steps of workflow instances by stimulus");

    internal static Counter<long> TimersFired { get; } = Meter.CreateCounter<long>("orchestrator.timers.fired", description: "Timers that fired");

    internal static Histogram<double> TimerLateness { get; } = Meter.CreateHistogram<double>("orchestrator.timers.lateness", "s", "How long after its due moment a timer fired");

    internal static Counter<long> Incidents { get; } = Meter.CreateCounter<long>("orchestrator.incidents", description: "Incidents raised by kind");

    internal static Counter<long> MessagesSent { get; } = Meter.CreateCounter<long>("orchestrator.messages.sent", description: "Messages handed to the bus");

    internal static Histogram<double> OutboxLag { get; } = Meter.CreateHistogram<double>("orchestrator.outbox.lag", "s", "Time between a message's commit and its sending");

    internal static Counter<long> MessagesHandled { get; } = Meter.CreateCounter<long>("orchestrator.messages.handled", description: "Messages taken in by consumer");

    // Values of the last look at the database, by any reader of this process; the pumps look every minute.
    private static readonly Dictionary<string, Gauge<double>> Gauges = Figure.Names.ToDictionary(
        figure => figure.Name, figure => Meter.CreateGauge<double>("orchestrator." + figure.Name, figure.Unit, figure.Description));

    private static readonly Gauge<long> QueueReady = Meter.CreateGauge<long>("orchestrator.queue.ready", description: "Messages that wait in a handler's queue");

    private static readonly Gauge<long> QueueConsumers = Meter.CreateGauge<long>("orchestrator.queue.consumers", description: "Connections that take messages out of a handler's queue");

    private static readonly Gauge<long> QueueUnreadable = Meter.CreateGauge<long>("orchestrator.queue.unreadable", description: "Messages in the error queue of a handler's queue");

    private static readonly Gauge<long> QueueInHand = Meter.CreateGauge<long>("orchestrator.queue.in_hand", description: "Messages of a handler's queue that this process is handling");

    internal static void Show(QueueState queue)
    {
        var tag = new KeyValuePair<string, object?>("queue", queue.Name);
        QueueInHand.Record(queue.InHand, tag);
        if (queue.Errors is { } errors)
        {
            // Without its queue a handler has none waiting and nobody who takes them: what the last look said is no longer so.
            QueueReady.Record(queue.Ready ?? 0, tag);
            QueueConsumers.Record(queue.Consumers ?? 0, tag);
            QueueUnreadable.Record(errors, tag);
        }
    }

    internal static void Show(IReadOnlyList<Figure> figures)
    {
        foreach (var figure in figures)
        {
            Gauges[figure.Name].Record(figure.Value);
        }
    }
}
