using System.Collections.Concurrent;
using Orchestrator.Host.Identity;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Edge;

/// <summary>
/// Attempts beyond one's role, in the audit chain. Of one account at most <see cref="MostRows"/> per <see cref="Window"/>
/// get a row of their own; what comes on top is counted, and the count becomes one row when the window is over (noticed at
/// the next refusal of anybody, or when the host stops). So nobody can make the log grow by more than
/// <see cref="MostRows"/> + 1 rows per window, and no attempt goes unmentioned. The windows are those of one host.
/// </summary>
public sealed class RefusedAttempts(CommandRunner commands, IdentityClock clock) : IHostedService
{
    public const int MostRows = 5;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Attempts> _accounts = new();

    public async Task Record(Actor actor, string endpoint, string? remote, CancellationToken ct)
    {
        foreach (var (account, old) in _accounts.Where(pair => pair.Value.Since + Window <= clock.Now).ToList())
        {
            if (_accounts.TryRemove(new(account, old)))
            {
                await Sum(old, ct);
            }
        }

        var attempts = _accounts.GetOrAdd(actor.Id, _ => new Attempts(actor, clock.Now));
        if (Interlocked.Increment(ref attempts.Count) <= MostRows)
        {
            await Write(actor, endpoint, remote, "岗位没有执行此操作的权限。", ct);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var account in _accounts.Keys.ToList())
        {
            if (_accounts.TryRemove(account, out var attempts))
            {
                await Sum(attempts, cancellationToken);
            }
        }
    }

    private async Task Sum(Attempts attempts, CancellationToken ct)
    {
        if (attempts.Count > MostRows)
        {
            await Write(attempts.Actor, null, null, $"自 {attempts.Since:u} 起另有 {attempts.Count - MostRows} 次越权尝试，未逐条记录。", ct);
        }
    }

    // The refusal of a command is audited and leaves nothing else behind.
    private Task<Outcome<Done>> Write(Actor actor, string? endpoint, string? remote, string message, CancellationToken ct) => commands.Run<Done>(
        new CommandHead(Guid.NewGuid().ToString("N"), "Access.Refused", actor, "endpoint", endpoint, remote),
        _ => Task.FromResult<Outcome<Done>>(Refusal.Forbidden("forbidden", message)), ct);

    private sealed class Attempts(Actor actor, DateTimeOffset since)
    {
        public int Count;

        public Actor Actor => actor;

        public DateTimeOffset Since => since;
    }
}
