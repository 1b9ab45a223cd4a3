namespace Orchestrator.Stores.Host;

/// <summary>A clock that stands until it is told to go on.</summary>
public sealed class SteppedClock : TimeProvider
{
    private DateTimeOffset _now = DateTimeOffset.UtcNow;

    public void Advance(TimeSpan by) => _now += by;

    public override DateTimeOffset GetUtcNow() => _now;
}
