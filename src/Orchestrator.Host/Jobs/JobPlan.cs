using Orchestrator.Host.Roles;

namespace Orchestrator.Host.Jobs;

/// <param name="Every">The time between two runs.</param>
internal sealed record RecurringJob(string Name, TimeSpan Every);

/// <summary>The recurring jobs of a role. All processes that share a database have the same.</summary>
internal sealed class JobPlan(HostRole role)
{
    private static readonly RecurringJob[] Everywhere = [new(nameof(SweepJob), TimeSpan.FromMinutes(5)), new(nameof(ForgetJob), TimeSpan.FromHours(6))];

    private static readonly RecurringJob[] WithPeople = [.. Everywhere, new(nameof(SessionCleanUpJob), TimeSpan.FromHours(1)), new(nameof(CalendarJob), TimeSpan.FromHours(1))];

    public IReadOnlyList<RecurringJob> Jobs { get; } = role.KnowsPeople() ? WithPeople : Everywhere;

    /// <summary>Null when the role has no such job.</summary>
    public RecurringJob? Find(string name) => Jobs.FirstOrDefault(job => job.Name == name);
}
