using System.Data.Common;
using Orchestrator.Runtime.Storage;
using Orchestrator.Runtime.Storage.InMemory;

namespace Orchestrator.Specs.Simulation;

/// <summary>
/// One transaction: its writes, repeated on the newest committed rows whenever others have committed in between, with the
/// guards that the statements have. Every operation is a place where it may stand still, fail, or die with its host.
/// </summary>
internal sealed partial class SimulatedSession(SimulatedDatabase database, Act act) : IStoreTransaction
{
    private static readonly SemaphoreSlim Unused = new(1);

    private readonly List<Action<MemoryTransaction>> _writes = [];
    private MemoryTransaction _rows = new(database.Rows, Unused);
    private MemoryData _seen = database.Committed;
    private string? _wants;
    private bool _lost;
    private bool _lostForGood;
    private bool _ended;

    public Act Act => act;

    public List<string> Locks { get; } = [];

    public DbConnection? Connection => null;

    public DbTransaction? Transaction => null;

    /// <summary>The database gives the client up: its locks go to others.</summary>
    public void GiveUp(bool transient)
    {
        (_lost, _lostForGood) = (true, !transient);
        database.Close(this);
    }

    /// <summary>Another operation at the store.</summary>
    public async Task Reach()
    {
        if (++act.Operations == act.Fault?.Operation)
        {
            await Strike(act.Fault);
        }

        await database.Turns.Pass();
        StillThere();
    }

    public Task Flush(CancellationToken ct) => Reach();

    public async Task Commit(CancellationToken ct)
    {
        await Reach();
        await database.Commit(Rows());
        _ended = true;
        database.Close(this);
        if (act.Fault is { Operation: 0 } fault)
        {
            await Strike(fault);
        }
    }

    public ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            _ended = true;
            database.Close(this);
        }

        return ValueTask.CompletedTask;
    }

    private async Task Strike(Fault fault)
    {
        act.Fault = null;
        GiveUp(fault.Transient);
        if (fault.Deadly)
        {
            act.Host.Die();
            await new TaskCompletionSource().Task;
        }

        throw new SimulatedOutage($"{act.Name} {fault}", fault.Transient);
    }

    private void StillThere()
    {
        if (_lost && database.Defect != Defect.NoFence)
        {
            throw new SimulatedOutage("the database has ended this transaction", !_lostForGood);
        }
    }

    private async Task Lock(string key)
    {
        await Reach();
        while (Taken(key))
        {
            if (ClosesCircle(key))
            {
                GiveUp(transient: true);
                StillThere();
                return;
            }

            _wants = key;
            await database.Turns.Wait(() => _lost || !Taken(key));
            _wants = null;
            StillThere();
        }

        Keep(key);
    }

    private bool TryLock(string key)
    {
        if (Taken(key))
        {
            return false;
        }

        Keep(key);
        return true;
    }

    private void Keep(string key)
    {
        if (!_lost && Holder(key) is null)
        {
            database.Take(key, this);
        }
    }

    private bool Taken(string key) => Holder(key) is { } other && other != this;

    private SimulatedSession? Holder(string key) => database.Defect switch
    {
        Defect.NoInstanceLocks when key.StartsWith("instance", StringComparison.Ordinal) => null,
        Defect.NoBarrierLock when key.StartsWith("barrier", StringComparison.Ordinal) => null,
        _ => database.Holder(key),
    };

    private bool ClosesCircle(string key)
    {
        for (var holder = database.Holder(key); holder is not null; holder = holder._wants is { } next ? database.Holder(next) : null)
        {
            if (holder == this)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What this transaction sees now.</summary>
    private MemoryTransaction Rows()
    {
        if (!ReferenceEquals(_seen, database.Committed))
        {
            (_rows, _seen) = (new(database.Rows, Unused), database.Committed);
            _writes.ForEach(Apply);
        }

        return _rows;
    }

    private void Write(Action<MemoryTransaction> write)
    {
        _ = Rows();
        _writes.Add(write);
        Apply(write);
    }

    private void Apply(Action<MemoryTransaction> write)
    {
        try
        {
            write(_rows);
        }
        catch (ArgumentException twice)
        {
            // A unique key; the runtime looks again.
            throw new SimulatedOutage(twice.Message, transient: true);
        }
    }
}
