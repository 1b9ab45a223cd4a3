using System.Data.Common;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Storage;
using Orchestrator.Runtime.Storage.InMemory;

namespace Orchestrator.Specs.Simulation;

/// <summary>
/// The rows that all hosts share, as a database with row locks keeps them: a transaction reads what is committed and what
/// it has written itself, waits for rows that another one holds, and is gone when its client is.
/// </summary>
internal sealed class SimulatedDatabase(MemoryData rows, Turns turns, Defect defect, Action<MemoryData, MemoryData> committed)
{
    private readonly Dictionary<string, SimulatedSession> _locks = [];
    private readonly List<SimulatedSession> _sessions = [];
    private int _commits;

    public MemoryStore Rows { get; } = new() { Committed = rows };

    public MemoryData Committed => Rows.Committed;

    public Turns Turns => turns;

    public Defect Defect => defect;

    /// <summary>Transactions whose act stands still.</summary>
    public IEnumerable<SimulatedSession> Idle => _sessions.Where(session => turns.Standing.Contains(session.Act));

    public SimulatedSession Open(Act act)
    {
        var session = new SimulatedSession(this, act);
        _sessions.Add(session);
        return session;
    }

    public void Close(SimulatedSession session)
    {
        _sessions.Remove(session);
        session.Locks.ForEach(key => _locks.Remove(key));
        session.Locks.Clear();
    }

    /// <summary>The host is gone: the database ends its transactions and nothing that it was doing goes on.</summary>
    public void Forget(SimulatedHost host)
    {
        turns.Forget(host);
        foreach (var session in _sessions.FindAll(session => session.Act.Host == host))
        {
            Close(session);
        }
    }

    public SimulatedSession? Holder(string key) => _locks.GetValueOrDefault(key);

    public void Take(string key, SimulatedSession session)
    {
        _locks[key] = session;
        session.Locks.Add(key);
    }

    public async Task Commit(MemoryTransaction transaction)
    {
        var before = Rows.Committed;
        if (defect != Defect.LosesCommits || ++_commits % 20 != 0)
        {
            await transaction.Commit(default);
        }

        committed(before, Rows.Committed);
    }
}

/// <summary>The database as one host sees it.</summary>
internal sealed class SimulatedStore(SimulatedDatabase database) : IStore
{
    public StoreKind Kind => StoreKind.Memory;

    public IStoreReads Reads => database.Rows.Reads;

    public async Task<IStoreTransaction> Begin(CancellationToken ct)
    {
        var session = database.Open(database.Turns.Running!);
        await session.Reach();
        return session;
    }

    public bool IsTransient(Exception exception) => exception is SimulatedOutage { Transient: true };

    public DbConnection? OpenRead() => null;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
