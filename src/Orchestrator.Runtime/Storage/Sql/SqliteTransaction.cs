using System.Data.Common;
using Microsoft.Data.Sqlite;
using Orchestrator.Runtime.Commands;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>One turn of the only writer of an SQLite file; statements are prepared once per connection.</summary>
internal sealed class SqliteStoreTransaction(SqliteMember member) : SqlTransaction
{
    private ChainHead? _chain;
    private bool _ended;

    public override DbConnection Connection => member.Writer.Connection;

    public override DbTransaction Transaction => member.Group.Transaction;

    protected override bool LocksRows => false;

    public override Task Flush(CancellationToken ct)
    {
        if (Queue.Count > 0)
        {
            Sending(Queue, 0);
            foreach (var statement in Queue)
            {
                Check(statement, member.Writer.Execute(statement));
            }

            Queue.Clear();
        }

        return Task.CompletedTask;
    }

    public override async Task Commit(CancellationToken ct)
    {
        await Flush(ct);
        _ended = true;
        member.Group.Chain = _chain ?? member.Group.Chain;
        await member.File.Commit(member.Group);
        TellCommitted();
    }

    public override ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            _ended = true;
            member.File.Rollback(member.Group);
        }

        return ValueTask.CompletedTask;
    }

    // One writer, one chain: it is never taken.
    public override async Task AddAudit(AuditEntry e, CancellationToken ct)
    {
        _chain ??= member.Group.Chain ?? (await Query(r => new ChainHead(r.GetInt32(0), r.GetInt64(1), r.GetString(2)), ct, "select chain, seq, hash from rt_audit_chains where chain = 0"))[0];
        _chain = AuditChain.After(_chain, e);
        WriteAudit(e, _chain);
        WriteGuarded("update rt_audit_chains set seq = $2, hash = $3 where chain = $1 and seq = $4", _chain.Chain, _chain.Seq, _chain.Hash, _chain.Seq - 1);
    }

    protected override string TextsOf(string parameter) => $"select value from json_each({parameter})";

    // The only writer needs no further lock.
    protected override void QueueKeyLock(string key)
    {
    }

    protected override Task<bool> TryBecomeRelay(CancellationToken ct) => Task.FromResult(true);

    protected override async Task Read(CancellationToken ct, params Reading[] readings)
    {
        await Flush(ct);
        Telemetry.Statements.Add(readings.Length);
        foreach (var reading in readings)
        {
            using var reader = member.Writer.Query(reading.Statement, member.Group.Transaction).ExecuteReader();
            while (reader.Read())
            {
                reading.Take(reader);
            }
        }
    }

    protected override async Task<int> Execute(Statement statement, CancellationToken ct)
    {
        await Flush(ct);
        Sending([statement], 0);
        return member.Writer.Execute(statement);
    }

    private static void Check(Statement statement, int affected)
    {
        if (statement.MustAffectOne && affected != 1)
        {
            throw new LostRaceException(statement.Sql[..Math.Min(60, statement.Sql.Length)]);
        }
    }
}
