using System.Data.Common;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>
/// The statements, shared by SQLite and PostgreSQL; how they are sent and how rows are locked is the subclass's part.
/// </summary>
internal abstract partial class SqlTransaction : IStoreTransaction
{
    private const string ForUpdate = " for update";
    private const string ForUpdateFree = " for update skip locked";

    private List<Statement>? _written;
    private bool _wrote;

    public abstract DbConnection Connection { get; }

    public abstract DbTransaction Transaction { get; }

    /// <summary>Told of the transaction's writes after its commit; null when nobody asks.</summary>
    public Action<IReadOnlyList<Statement>>? Committed { get; init; }

    /// <summary>Written but not yet sent.</summary>
    protected List<Statement> Queue { get; } = new(12);

    /// <summary>Whether rows must be locked; not where one writer is alone.</summary>
    protected abstract bool LocksRows { get; }

    /// <summary>Ends a query that waits for the rows it locks.</summary>
    private string Locked => LocksRows ? ForUpdate : "";

    /// <summary>Ends a query that passes over rows locked by others.</summary>
    private string SkipLocked => LocksRows ? ForUpdateFree : "";

    public abstract Task Flush(CancellationToken ct);

    public abstract Task Commit(CancellationToken ct);

    public abstract ValueTask DisposeAsync();

    /// <summary>Sends the queue and then the queries in order, in one round trip where the database can.</summary>
    protected abstract Task Read(CancellationToken ct, params Reading[] readings);

    /// <summary>Sends the queue and then the statement; returns the rows affected.</summary>
    protected abstract Task<int> Execute(Statement statement, CancellationToken ct);

    protected void Write(string sql, params Arg[] args) => Queue.Add(new(sql, args));

    /// <summary>A write that must affect one row: anything else throws <see cref="LostRaceException"/> when it is sent.</summary>
    protected virtual void WriteGuarded(string sql, params Arg[] args) => Queue.Add(new(sql, args, MustAffectOne: true));

    protected async Task<List<T>> Query<T>(Func<DbDataReader, T> read, CancellationToken ct, string sql, params Arg[] args)
    {
        var reading = new Reading<T>(read, sql, args);
        await Read(ct, reading);
        return reading.Rows;
    }

    /// <summary>Counts what is being sent, and remembers writes for <see cref="Committed"/>.</summary>
    /// <param name="others">How many at the end write nothing: queries, the commit.</param>
    protected void Sending(IReadOnlyList<Statement> statements, int others)
    {
        Telemetry.Statements.Add(statements.Count);
        _wrote |= statements.Count > others;
        if (Committed is not null)
        {
            (_written ??= []).AddRange(statements.SkipLast(others).Where(statement => !statement.Sql.Contains("pg_advisory", StringComparison.Ordinal)));
        }
    }

    protected void TellCommitted() => Committed?.Invoke(_written ?? []);
}
