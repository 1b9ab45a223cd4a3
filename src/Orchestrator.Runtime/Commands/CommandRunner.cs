using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Runtime.Commands;
using Orchestrator.Runtime.Instances;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime;

/// <summary>
/// The way to change anything. One database transaction holds the idempotency row, what the body writes (engine rows and
/// services' rows), the audit row and the outgoing messages; live updates follow the commit. Busy and serialization
/// failures are repeated; a lost race is a <see cref="RefusalKind.Conflict"/>. A refusal rolls everything back and is
/// itself audited. Thread-safe.
/// </summary>
public sealed class CommandRunner
{
    private const int Attempts = 10;

    private readonly IStore _store;
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private readonly ILogger<CommandRunner> _log;

    internal CommandRunner(IStore store, IServiceScopeFactory scopes, TimeProvider clock, ILogger<CommandRunner> log)
    {
        _store = store;
        _scopes = scopes;
        _clock = clock;
        _log = log;
    }

    /// <param name="body">May run more than once (after a rolled back attempt): it must have no effect outside the unit of work.</param>
    /// <exception cref="Exception">What the body throws, after the rollback.</exception>
    public async Task<Outcome<T>> Run<T>(CommandHead head, Func<UnitOfWork, Task<Outcome<T>>> body, CancellationToken ct = default)
    {
        if (head.CommandId.Length is 0 or > 200)
        {
            return Refusal.Invalid("command.id", "命令编号（commandId）应为 1 到 200 个字符。", new FieldProblem("commandId", "应为 1 到 200 个字符"));
        }

        using var activity = Telemetry.Source.StartActivity(head.Name);
        activity?.SetTag("orchestrator.command_id", head.CommandId);
        var started = Stopwatch.GetTimestamp();
        var fingerprint = Fingerprint.Of(head);
        var outcome = await Repeat(
            n => Attempt(head, body, fingerprint, n == 1 ? _store.BeginSmall(head.Name, head.InstanceId, ct) : _store.Begin(ct), ct), ct);
        if (outcome.Refusal is { } refusal)
        {
            activity?.SetTag("orchestrator.refusal", refusal.Code);
            await Repeat(_ => AuditRefusal(head, refusal, ct), ct);
        }

        Telemetry.Commands.Record(
            Stopwatch.GetElapsedTime(started).TotalSeconds,
            new("command", head.Name), new("result", outcome.Refusal?.Kind.ToString() ?? (outcome.Replayed ? "Replayed" : "Done")));
        return outcome;
    }

    /// <summary>
    /// A guarded write that is no command: for what a person is still typing, saved again and again. One transaction and the
    /// same answers to lost races, but no stored answer and no audit row, so that typing does not make the log grow. The
    /// body itself checks the person and the revision, and may do nothing that has to be accounted for.
    /// </summary>
    /// <param name="name">For traces and measurements.</param>
    public async Task<Outcome<T>> Save<T>(Actor actor, string name, Func<UnitOfWork, Task<Outcome<T>>> body, CancellationToken ct = default)
    {
        using var activity = Telemetry.Source.StartActivity(name);
        var started = Stopwatch.GetTimestamp();
        var outcome = await Repeat(_ => Attempt(new CommandHead(name, name, actor), body, keep: null, _store.Begin(ct), ct), ct);
        Telemetry.Commands.Record(
            Stopwatch.GetElapsedTime(started).TotalSeconds, new("command", name), new("result", outcome.Refusal?.Kind.ToString() ?? "Done"));
        return outcome;
    }

    /// <summary>A transaction of the program itself, without idempotency row: the caller's rows make it happen once. Nobody
    /// has looked at what it changes: after a lost race it looks again and goes on.</summary>
    internal Task<T> RunBackground<T>(string commandId, Func<UnitOfWork, Task<T>> body, CancellationToken ct) =>
        Repeat(
            async _ =>
            {
                await using var scope = _scopes.CreateAsyncScope();
                await using var work = UnitOfWork.On(await _store.Begin(ct), scope.ServiceProvider, Actor.System, commandId, _clock.GetUtcNow(), ct);
                var result = await body(work);
                await work.Commit(null, null);
                return result;
            }, ct, IsLostRace);

    /// <param name="keep">The fingerprint under which the answer is stored; null for a write that is no command.</param>
    private async Task<Outcome<T>> Attempt<T>(CommandHead head, Func<UnitOfWork, Task<Outcome<T>>> body, string? keep, Task<IStoreTransaction> begun, CancellationToken ct)
    {
        await using var scope = _scopes.CreateAsyncScope();
        await using var work = UnitOfWork.On(await begun, scope.ServiceProvider, head.Actor, head.CommandId, _clock.GetUtcNow(), ct);
        if (keep is not null && await work.Transaction.BeginCommand(head.Actor.Id, head.CommandId, head.TaskId, ct) is { } before)
        {
            // Rows of earlier versions have the whole SHA-256, of which this is the beginning.
            return before.Fingerprint.StartsWith(keep, StringComparison.Ordinal)
                ? new Outcome<T>(JsonSerializer.Deserialize<T>(before.Answer, RuntimeJson.Options), null, replayed: true)
                : Refusal.Conflict("command.reused", "同一命令编号（commandId）已用于另一项操作，请刷新后重试。");
        }

        Outcome<T> outcome;
        try
        {
            outcome = await body(work);
            if (outcome.Refusal is null && keep is null)
            {
                await work.Commit(null, null);
            }
            else if (outcome.Refusal is null)
            {
                var answer = JsonSerializer.Serialize(outcome.Value, RuntimeJson.Options);
                await work.Commit(head, new(head.Actor.Id, head.CommandId, keep!, answer, work.Now));
            }
        }
        catch (Exception lost) when (IsLostRace(lost))
        {
            _log.LogInformation(lost, "Command {Command} lost a race", head.Name);
            return Refusal.Conflict("stale", "数据刚刚被其他人修改，请刷新后再试。");
        }
        catch (RefusedException refused)
        {
            return refused.Refusal;
        }

        return outcome;
    }

    private async Task<bool> AuditRefusal(CommandHead head, Refusal refusal, CancellationToken ct)
    {
        await using var scope = _scopes.CreateAsyncScope();
        await using var work = UnitOfWork.On(await _store.Begin(ct), scope.ServiceProvider, head.Actor, head.CommandId, _clock.GetUtcNow(), ct);
        await work.CommitRefusal(head, refusal);
        return true;
    }

    private static bool IsLostRace(Exception failed) => failed is LostRaceException or DbUpdateConcurrencyException;

    /// <param name="attempt">Is told which one it is, from 1.</param>
    /// <param name="also">What is worth another attempt beside transient failures of the store.</param>
    private async Task<T> Repeat<T>(Func<int, Task<T>> attempt, CancellationToken ct, Predicate<Exception>? also = null)
    {
        for (var n = 1; ; n++)
        {
            try
            {
                return await attempt(n);
            }
            catch (Exception busy) when (n < Attempts && (_store.IsTransient(busy) || also?.Invoke(busy) == true) && !ct.IsCancellationRequested)
            {
                Telemetry.Repeats.Add(1);
                _log.LogDebug(busy, "Attempt {Attempt} met a transient failure and is repeated", n);
                if (busy is OwnTransactionException)
                {
                    continue;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 4 << Math.Min(n, 7))), _clock, ct);
            }
        }
    }
}
