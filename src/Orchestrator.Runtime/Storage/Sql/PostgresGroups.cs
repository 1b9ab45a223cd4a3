using System.Collections.Concurrent;
using System.Data;
using System.Threading.Channels;
using Npgsql;
using Orchestrator.Runtime.Commands;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>
/// Commands that arrive while others are under way share one transaction: one locking read for all, the same statement of
/// several commands as one statement over arrays, one commit. A member is told of success only after that commit. Whoever
/// needs more than was read for it, or meets an instance that somebody else has locked, goes alone; when the common
/// transaction fails for whatever reason, every member goes alone, so that an error always belongs to the one who caused it.
/// </summary>
internal sealed class PostgresGroups : IAsyncDisposable
{
    /// <summary>How many groups are under way at once.</summary>
    public const int Lanes = 2;

    private const int MostMembers = 64;

    // A kind of command that needed a transaction of its own is not asked again for so many times.
    private const int AloneFor = 200;

    // Members that take longer than this to decide what they write do not keep the others waiting.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly NpgsqlDataSource _source;
    private readonly PostgresParameters _parameters = new();
    private readonly Channel<PostgresMember> _waiting = Channel.CreateUnbounded<PostgresMember>();
    private readonly ConcurrentDictionary<string, int> _alone = new(StringComparer.Ordinal);
    private readonly Lazy<Task> _lanes;

    /// <param name="settings">Of connections that share nothing with those of single transactions.</param>
    public PostgresGroups(NpgsqlConnectionStringBuilder settings)
    {
        // Every plan here is a handful of keys looked up in large tables. Tables that were never analysed look small, and a
        // plan is kept for as long as the connection lives: the planner must not choose to read them whole.
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            MaxPoolSize = Lanes,
            Options = $"{settings.Options} -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off -c plan_cache_mode=force_generic_plan".Trim(),
        });
        _lanes = new(() => Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Run(Lane))));
    }

    /// <summary>Members that nobody has taken into a group yet.</summary>
    public int Waiting => _waiting.Reader.Count;

    /// <summary>Whether any command has ever come.</summary>
    public bool Used => _lanes.IsValueCreated;

    /// <summary>Whether to try a command of this kind: as far as is known it gets by with what is read for it, or it is time to
    /// try again. Each question counts.</summary>
    public bool TryAgain(string kind)
    {
        if (!_alone.TryGetValue(kind, out var left))
        {
            return true;
        }

        if (left > 0)
        {
            _alone[kind] = left - 1;
            return false;
        }

        return true;
    }

    public void DoesNotSuit(string kind) => _alone[kind] = AloneFor;

    public void Enter(PostgresMember member)
    {
        _ = _lanes.Value;
        ObjectDisposedException.ThrowIf(!_waiting.Writer.TryWrite(member), this);
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        if (_lanes.IsValueCreated)
        {
            await _lanes.Value;
        }

        await _source.DisposeAsync();
    }

    private async Task Lane()
    {
        var members = new List<PostgresMember>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            members.Clear();
            while (members.Count < MostMembers && _waiting.Reader.TryRead(out var member))
            {
                if (member.IsWaiting)
                {
                    members.Add(member);
                }
            }

            if (members.Count > 0)
            {
                await Together(new PostgresGroup(members));
            }
        }
    }

    private async Task Together(PostgresGroup group)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted);
            var head = await Admit(group, connection, transaction);
            await group.AllDecided(Patience);
            var writers = group.Close();
            if (writers.Count > 0)
            {
                await Write(writers, head!, connection, transaction);
                Telemetry.CommitMembers.Record(writers.Count);
                group.Succeed();
            }
        }
        catch (Exception failed)
        {
            // Whatever it was: nobody may wait for ever, and each finds its own error alone.
            group.Fail(failed);
        }
    }

    // Rows that somebody else holds are passed over: a group waits for nobody, so two groups cannot wait for each other.
    private async Task<ChainHead?> Admit(PostgresGroup group, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        var tasks = Arg.Array(group.Members.Select(member => member.TaskId).OfType<string>());
        var begun = Arg.Array(group.Members.Select(member => member.NewInstanceId).OfType<string>());
        var chains = new Reading<ChainHead>(
            r => new(r.GetInt32(0), r.GetInt64(1), r.GetString(2)), "select chain, seq, hash from rt_audit_chains order by chain for update skip locked limit 1");
        var instances = new Reading<InstanceRecord>(
            Rows.ReadRecord, $"select {Rows.InstanceWithState} from rt_instances where id in (select instance_id from rt_tasks where id = any($1)) for update skip locked", tasks);
        var taskRows = new Reading<TaskRow>(Rows.ReadTask, $"select {Rows.Task} from rt_tasks where id = any($1)", tasks);
        var present = new Reading<string>(r => r.GetString(0), "select id from rt_instances where id = any($1)", begun);
        var done = new Reading<StoredCommand>(
            Rows.ReadCommand,
            "select c.actor_id, c.command_id, c.fingerprint, c.answer, c.at from unnest($1, $2) as k (actor, command) join rt_commands c on c.actor_id = k.actor and c.command_id = k.command",
            Arg.Array(group.Members.Select(member => member.ActorId)), Arg.Array(group.Members.Select(member => member.CommandId)));
        Reading[] readings = [chains, instances, taskRows, present, done];
        await using var batch = new NpgsqlBatch(connection, transaction);
        var lent = new List<LentParameters>(readings.Length);
        foreach (var reading in readings)
        {
            _parameters.Add(batch, reading.Statement, lent);
        }

        Telemetry.Statements.Add(readings.Length);
        await using (var reader = await batch.ExecuteReaderAsync())
        {
            await Reading.TakeAll(reader, readings, default);
        }

        PostgresParameters.Return(lent);
        group.Admit(this, chains.Rows.FirstOrDefault(), instances.Rows, taskRows.Rows, present.Rows, done.Rows);
        return chains.Rows.FirstOrDefault();
    }

    private async Task Write(IReadOnlyList<PostgresMember> writers, ChainHead head, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        var queues = new List<IReadOnlyList<Statement>>(writers.Count);
        var last = head;
        foreach (var writer in writers)
        {
            (var statements, last) = writer.Written(last);
            queues.Add(statements);
        }

        await using var batch = new NpgsqlBatch(connection, transaction);
        var lent = new List<LentParameters>();
        foreach (var statement in ManyRows.Merge(queues))
        {
            _parameters.Add(batch, statement, lent);
        }

        _parameters.Add(
            batch,
            ManyRows.Guarded(new("update rt_audit_chains set seq = $2, hash = $3 where chain = $1 and seq = $4", [last.Chain, last.Seq, last.Hash, head.Seq], MustAffectOne: true)),
            lent);
        batch.BatchCommands.Add(new("commit"));
        Telemetry.Statements.Add(batch.BatchCommands.Count - 1);
        await batch.ExecuteNonQueryAsync();
        PostgresParameters.Return(lent);
    }
}
