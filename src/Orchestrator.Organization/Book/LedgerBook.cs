using Microsoft.EntityFrameworkCore;
using Orchestrator.Organization.Ledger;
using Orchestrator.Runtime;

namespace Orchestrator.Organization.Book;

/// <summary>The ledger as it was committed last, kept between commands: only what came since is read.</summary>
public sealed class LedgerCache
{
    private volatile LedgerState _last = LedgerState.Empty;

    internal LedgerState Last => _last;

    internal void Keep(LedgerState state)
    {
        // Commits may tell of themselves in another order than they happened.
        lock (this)
        {
            _last = state.Seq > _last.Seq ? state : _last;
        }
    }
}

/// <param name="Seq">Number of the last event in it.</param>
public sealed record LedgerState(long Seq, QuotaLedger Ledger)
{
    public static LedgerState Empty { get; } = new(0, QuotaLedger.Empty);
}

/// <summary>
/// Reads the ledger and posts to it. Writers come one after the other: they queue at the head row until the commit of the one
/// before, so that each decides on all that was posted, on any number of hosts.
/// </summary>
public sealed class LedgerBook(OrganizationDb db, LedgerCache cache)
{
    private LedgerState? _working;

    /// <summary>The ledger after the last commit.</summary>
    public async Task<LedgerState> Read(CancellationToken ct)
    {
        var state = await Newer(cache.Last, ct);
        cache.Keep(state);
        return state;
    }

    /// <summary>The ledger with what this unit of work has posted. Nobody else can post until the unit of work ends.</summary>
    public async Task<QuotaLedger> Open(UnitOfWork work)
    {
        if (_working is null)
        {
            await db.Ledger.Where(head => head.Id == 1).ExecuteUpdateAsync(head => head.SetProperty(row => row.Seq, row => row.Seq), work.Cancellation);
            _working = await Newer(cache.Last, work.Cancellation);
        }

        return _working.Ledger;
    }

    /// <summary>Decides a command and writes its events.</summary>
    public Task<LedgerOutcome> Post(UnitOfWork work, LedgerCommand command, QuotaParameters parameters) => Post(work, [command], parameters);

    /// <summary>Decides commands one after the other and writes their events; ends at the first one that is refused, whose answer it gives.</summary>
    public async Task<LedgerOutcome> Post(UnitOfWork work, IEnumerable<LedgerCommand> commands, QuotaParameters parameters)
    {
        await Open(work);
        LedgerOutcome outcome = new LedgerOutcome.AlreadyPosted();
        var (seq, ledger) = _working!;
        foreach (var command in commands)
        {
            outcome = LedgerDecisions.Decide(ledger, command, parameters);
            if (outcome is LedgerOutcome.Refused)
            {
                break;
            }

            if (outcome is LedgerOutcome.Posted(var after, var events))
            {
                ledger = after;
                foreach (var happened in events)
                {
                    var (kind, body) = LedgerEvents.Write(happened);
                    db.Events.Add(new() { Seq = ++seq, Kind = kind, Body = body, CommandId = command.CommandId, At = work.Now, ById = work.Actor.Id, ByName = work.Actor.Name });
                }
            }
        }

        if (seq > _working.Seq)
        {
            var head = seq;
            await db.Ledger.Where(row => row.Id == 1).ExecuteUpdateAsync(row => row.SetProperty(one => one.Seq, head), work.Cancellation);
            var state = _working = new(seq, ledger);
            work.AfterCommit(() => cache.Keep(state));
        }

        return outcome;
    }

    private async Task<LedgerState> Newer(LedgerState from, CancellationToken ct)
    {
        var state = from;
        await foreach (var row in db.Events.AsNoTracking().Where(row => row.Seq > from.Seq).OrderBy(row => row.Seq).Select(row => new { row.Seq, row.Kind, row.Body }).AsAsyncEnumerable().WithCancellation(ct))
        {
            state = new(row.Seq, state.Ledger.Apply(LedgerEvents.Read(row.Kind, row.Body)));
        }

        return state;
    }
}
