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

    internal sealed class Pulse
    {
        private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(60);

        private long _last;

        public bool Alive => Interlocked.Read(ref _last) is var last && last != 0 && Stopwatch.GetElapsedTime(last) < TooLong;

        public void Beat() => Interlocked.Exchange(ref _last, Stopwatch.GetTimestamp());
    }
}
