namespace Orchestrator.Host.Demo;

/// <summary>Configuration section <c>Demo</c>.</summary>
public sealed class DemoSettings
{
    /// <summary>The first working moment of the campaign.</summary>
    public static readonly DateTimeOffset Beginning = new(2020, 7, 27, 8, 30, 0, TimeSpan.FromHours(8));

    /// <summary>Whether the campaign's history is played; without it there are only the city and its people.</summary>
    public bool History { get; init; } = true;

    /// <summary>Whether the clock runs once the history is there; otherwise it moves only when it is moved.</summary>
    public bool Running { get; init; } = true;
}
