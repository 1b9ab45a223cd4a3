namespace Orchestrator.Host.Demo.Clock;

/// <summary>
/// The business clock of the demonstration. It stands still while history is played, then runs at real speed from the
/// moment it was set to; it can be moved forward, never back. Timers that wait for a while wait in real time.
/// </summary>
public sealed class DemoClock(TimeProvider real, DateTimeOffset beginning) : TimeProvider
{
    private volatile Setting _setting = new(beginning, real.GetUtcNow(), Running: false);

    public bool Running => _setting.Running;

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => _setting.At(real.GetUtcNow());

    /// <summary>What to store so that another process goes on with the same time.</summary>
    internal Setting Moved(DateTimeOffset to, bool running)
    {
        var now = real.GetUtcNow();
        var current = _setting.At(now);
        return new Setting(to > current ? to.ToUniversalTime() : current, now, running);
    }

    internal void Apply(Setting setting) => _setting = setting;

    internal sealed record Setting(DateTimeOffset Moment, DateTimeOffset SetAt, bool Running)
    {
        public DateTimeOffset At(DateTimeOffset now) => Running && now > SetAt ? Moment + (now - SetAt) : Moment;
    }
}
