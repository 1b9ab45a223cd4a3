using Orchestrator.Host.Roles;

namespace Orchestrator.Host.Jobs;

/// <summary>The recurring jobs of a role. All processes that share a database have the same.</summary>
internal sealed class JobPlan(HostRole role)
{
    private static readonly Dictionary<string, TimeSpan> Everywhere = new()
    {
        [nameof(SweepJob)] = TimeSpan.FromMinutes(5),
        [nameof(ForgetJob)] = TimeSpan.FromHours(6),
    };

    private static readonly Dictionary<string, TimeSpan> WithPeople = new(Everywhere)
    {
        [nameof(SessionCleanUpJob)] = TimeSpan.FromHours(1),
        [nameof(CalendarJob)] = TimeSpan.FromHours(1),
    };

    /// <summary>By name, the time between two runs.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Intervals { get; } = role.KnowsPeople() ? WithPeople : Everywhere;
}
