using System.Data.Common;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>
/// The statements, shared by SQLite and PostgreSQL; how they are sent and how rows are locked is the subclass's part.
/// </summary>
internal abstract partial class SqlTransaction : IStoreTransaction
{
    private ChainHead? _chain;

    public abstract DbConnection Connection { get; }

    public abstract DbTransaction Transaction { get; }

    /// <summary>Written but not yet sent.</summary>
    protected List<Statement> Queue { get; } = [];

    /// <summary>Ends a query that waits for the rows it locks; empty where one writer is alone.</summary>
    protected abstract string Locked { get; }

    /// <summary>Ends a query that passes over rows locked by others.</summary>
    protected abstract string SkipLocked { get; }

    public abstract Task Flush(CancellationToken ct);

    public abstract Task Commit(CancellationToken ct);

    public abstract ValueTask DisposeAsync();

    /// <summary>Sends the queue and then the query, in one round trip where the database can.</summary>
    protected abstract Task<List<T>> Query<T>(Func<DbDataReader, T> read, Statement query, CancellationToken ct);

    /// <summary>Sends the queue and then the statement; returns the rows affected.</summary>
    protected abstract Task<int> Execute(Statement statement, CancellationToken ct);

    protected void Write(string sql, params Arg[] args) => Queue.Add(new(sql, args));

    protected void WriteGuarded(string sql, params Arg[] args) => Queue.Add(new(sql, args, MustAffectOne: true));

    protected Task<List<T>> Query<T>(Func<DbDataReader, T> read, CancellationToken ct, string sql, params Arg[] args) => Query(read, new Statement(sql, args), ct);

    protected static void Check(Statement statement, int affected)
    {
        if (statement.MustAffectOne && affected != 1)
        {
            throw new LostRaceException(statement.Sql[..Math.Min(60, statement.Sql.Length)]);
        }
    }
}
