using System.Diagnostics;

namespace Orchestrator.Runtime.Operations;

/// <summary>When each background loop last came round, for health checks.</summary>
internal sealed class PumpPulse
{
    public Pulse Timers { get; } = new();

    public Pulse Triggers { get; } = new();

    public Pulse Work { get; } = new();

    public Pulse Errands { get; } = new();

    public Pulse Relay { get; } = new();

    /// <summary>All of them, by the names that they have in the log.</summary>
    public IReadOnlyList<PumpState> States =>
        [.. new[] { ("timers", Timers), ("triggers", Triggers), ("work", Work), ("errands", Errands), ("relay", Relay) }.Select(p => new PumpState(p.Item1, p.Item2.Alive, p.Item2.Age))];

    internal sealed class Pulse
    {
        private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(60);

        private long _last;

        public bool Alive => Age < TooLong;

        /// <summary>Since the last round; null before the first.</summary>
        public TimeSpan? Age => Interlocked.Read(ref _last) is var last && last != 0 ? Stopwatch.GetElapsedTime(last) : null;

        public void Beat() => Interlocked.Exchange(ref _last, Stopwatch.GetTimestamp());
    }
}
