using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime.Errands;

/// <summary>
/// Keeps appointments, each in one transaction with its row, and does errands, a few at once and beside the other work, so that
/// a slow mail server holds nobody up. The row of an errand is kept from other hosts for five minutes, ten times as long as an
/// attempt may last; what a host did not live to write down is done again then.
/// </summary>
internal sealed class ErrandPump(CommandRunner runner, IServiceScopeFactory scopes, ILogger<ErrandPump> log)
{
    /// <summary>The statements at the store spell it out, because their index does.</summary>
    public const string WorkKind = "errand";

    /// <summary>How long a row belongs to the host that took it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private const int AtOnce = 4;
    private const int Attempts = 12;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(2);

    private readonly ConcurrentDictionary<long, bool> _underWay = new();

    /// <summary>One round of what is due now; returns how many errands and appointments that were.</summary>
    public async Task<int> RunDue(CancellationToken ct)
    {
        var (kept, taken) = (0, new List<WorkRow>());
        while (taken.Count < AtOnce && await TakeOne(ct) is { } next)
        {
            if (next.Kept)
            {
                kept++;
            }
            else
            {
                taken.Add(next.Row);
            }
        }

        await Task.WhenAll(taken.Select(RunOne));
        return kept + taken.Count;
    }

    /// <returns>The row, and whether it was an appointment, which is over then; null when nothing is due.</returns>
    private async Task<(WorkRow Row, bool Kept)?> TakeOne(CancellationToken ct)
    {
        var row = default(WorkRow);
        try
        {
            return await runner.RunBackground<(WorkRow Row, bool Kept)?>(
                "errand",
                async work =>
                {
                    row = await work.Transaction.TakeErrand(work.Now, ct);
                    return row is null ? null : (row, await Keep(row, work));
                }, ct);
        }
        catch (Exception failed) when (row is { } appointment && !ct.IsCancellationRequested)
        {
            log.LogWarning(failed, "Appointment {Appointment} of {Id} failed", appointment.BookmarkId, appointment.Payload);
            await runner.RunBackground($"errand-failed:{appointment.Id}", work => PutOff(appointment, failed, work), CancellationToken.None);
            return (appointment, Kept: true);
        }
    }

    // An errand only becomes this host's.
    private static async Task<bool> Keep(WorkRow row, UnitOfWork work)
    {
        if (Appointment(work.Services, row.BookmarkId!) is not { } appointment)
        {
            work.Transaction.RescheduleWork(row.Id, row.Attempts, work.Now + Lease, row.Error);
            return false;
        }

        await End(row, then => appointment.Keep(row.Payload!, then), work);
        return true;
    }

    private async Task RunOne(WorkRow row)
    {
        // A clock that jumped over the five minutes hands out again what this host is still doing.
        if (_underWay.TryAdd(row.Id, true))
        {
            try
            {
                await Carry(row);
            }
            finally
            {
                _underWay.TryRemove(row.Id, out _);
            }
        }
    }

    // Not cancelled when the host stops: what is being sent is sent, and written down.
    private async Task Carry(WorkRow row)
    {
        Func<UnitOfWork, Task> write;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            using var limit = new CancellationTokenSource(Limit);
            write = await Find(scope.ServiceProvider, row.BookmarkId!).Run(row.Payload!, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception failed)
        {
            log.LogWarning(failed, "Errand {Errand} of {Id} failed", row.BookmarkId, row.Payload);
            await runner.RunBackground($"errand-failed:{row.Id}", work => PutOff(row, failed, work), CancellationToken.None);
            return;
        }

        await runner.RunBackground($"errand-done:{row.Id}", work => End(row, write, work), CancellationToken.None);
    }

    private static async Task<bool> End(WorkRow row, Func<UnitOfWork, Task> write, UnitOfWork work)
    {
        if (await work.Transaction.FindWork(row.Id, work.Cancellation) is null)
        {
            return false;
        }

        work.Transaction.DeleteWork(row.Id);
        if (row.Error is not null)
        {
            work.Transaction.CloseIncident(IncidentKinds.OfErrand(row.BookmarkId!, row.Payload!), "Resolved", work.Now, Actor.System.Id);
        }

        await write(work);
        return true;
    }

    private static async Task<bool> PutOff(WorkRow row, Exception failed, UnitOfWork work)
    {
        // Done or tried by another host meanwhile.
        if (await work.Transaction.FindWork(row.Id, work.Cancellation) is not { } now || now.Attempts != row.Attempts)
        {
            return false;
        }

        var (errand, id, attempts) = (row.BookmarkId!, row.Payload!, row.Attempts + 1);
        var reason = failed is OperationCanceledException ? $"对方在 {Limit.TotalSeconds:0} 秒内没有答复。" : failed.Message;
        DateTimeOffset? next = failed is ErrandRefusedException || attempts >= Attempts ? null : work.Now + Pause(attempts);
        if (next is { } at)
        {
            work.Transaction.RescheduleWork(row.Id, attempts, at, reason);
        }
        else
        {
            work.Transaction.DeleteWork(row.Id);
        }

        if (attempts >= Attempts)
        {
            work.Transaction.PutIncident(new(
                IncidentKinds.OfErrand(errand, id), IncidentKinds.Errand, null, null, null, id, errand, reason, failed.ToString(), "Open", work.Now, null, null, 0));
            Telemetry.Incidents.Add(1, new KeyValuePair<string, object?>("kind", IncidentKinds.Errand));
            work.Changed("operations");
        }

        if (Appointment(work.Services, errand) is null)
        {
            await Find(work.Services, errand).Failed(id, new(attempts, reason, next), work);
        }

        return true;
    }

    public static IAppointment? Appointment(IServiceProvider services, string name) => services.GetServices<IAppointment>().FirstOrDefault(appointment => appointment.Name == name);

    public static IErrand Find(IServiceProvider services, string name) =>
        services.GetServices<IErrand>().FirstOrDefault(errand => errand.Name == name) ?? throw new InvalidOperationException($"This program knows no errand “{name}”.");

    private static TimeSpan Pause(int attempts) =>
        TimeSpan.FromTicks(Math.Min(FirstPause.Ticks << (attempts - 1), LongestPause.Ticks));
}
